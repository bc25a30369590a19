with cells as (

    select * from {{ ref('int_cells__located') }}

),

-- where each document prints an initiative of a plan
printed as (

    select
        plan_id,
        initiative_id,
        document_rank,
        coalesce(bool_and(status = 'proposed'), false) as is_proposed,
        bool_or(
            case when statement_kind = 'change' or status = 'proposed' then false else is_whole_plan end
        ) as is_whole_plan,
        -- what a document only takes from one plan belongs to the one that gets it
        coalesce(bool_and(statement_kind = 'change' and amount_dkk <= 0), false) as is_taken,
        max(year) as last_year,
        min(table_no * 1000 + row_no) as printed_order
    from cells
    group by plan_id, initiative_id, document_rank

),

-- a partial table sets no order for what a whole one prints, and a proposal none for what is allocated
ordered as (

    select
        *,
        max(case when is_whole_plan then document_rank end) over (partition by plan_id) as newest_whole_rank,
        row_number() over (
            partition by plan_id, initiative_id order by is_proposed asc, is_whole_plan desc, document_rank desc
        ) as place_no,
        row_number() over (
            partition by initiative_id
            order by is_proposed asc, document_rank desc, is_taken asc, last_year desc, printed_order asc
        ) as newest_plan_no
    from printed

),

newest_plans as (

    select
        plan_id,
        initiative_id
    from ordered
    where newest_plan_no = 1

),

final as (

    select
        ordered.plan_id,
        ordered.initiative_id,
        -- the newest whole tables' initiatives as printed, then what partial tables add since, then those that are gone
        cast(row_number() over (
            partition by ordered.plan_id
            order by
                ordered.is_proposed asc,
                coalesce(ordered.document_rank >= ordered.newest_whole_rank, true) desc,
                ordered.is_whole_plan desc,
                ordered.document_rank desc,
                ordered.printed_order asc
        ) as integer) as display_order,
        newest_plans.plan_id is not null as is_newest_plan
    from ordered
    left join newest_plans
        on
            ordered.plan_id = newest_plans.plan_id
            and ordered.initiative_id = newest_plans.initiative_id
    where ordered.place_no = 1

)

select * from final
