with cells as (

    select * from {{ ref('int_cells__located') }}

),

-- where each plan's newest document that has the initiative prints it
newest_rows as (

    select
        plan_id,
        initiative_id,
        document_rank,
        min(table_no * 1000 + row_no) as printed_order,
        row_number() over (partition by plan_id, initiative_id order by document_rank desc) as newest_no,
        row_number() over (
            partition by initiative_id
            order by document_rank desc, max(year) desc, min(table_no * 1000 + row_no)
        ) as newest_plan_no
    from cells
    group by plan_id, initiative_id, document_rank

),

final as (

    select
        plan_id,
        initiative_id,
        -- initiatives of the newest document first, as printed; those that it no longer has come after
        cast(
            row_number() over (partition by plan_id order by document_rank desc, printed_order asc) as integer
        ) as display_order,
        newest_plan_no = 1 as is_newest_plan
    from newest_rows
    where newest_no = 1

)

select * from final
