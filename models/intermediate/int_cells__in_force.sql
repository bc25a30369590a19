with cells as (

    select * from {{ ref('int_cells__located') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

-- what each document prints of an initiative's year; an empty cell prints nothing
prints as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        document_rank,
        bool_or(not is_whole_plan and content <> 'empty') as is_partial_print
    from cells
    group by plan_id, initiative_id, year, document_id, document_rank

),

-- a partial table replaces only the cells that it prints
prints_replaced as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        min(case when is_partial_print then document_rank end) over (
            partition by plan_id, initiative_id, year
            order by document_rank
            rows between 1 following and unbounded following
        ) as replaced_by_rank
    from prints

),

final as (

    select
        cells.cell_id,
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        cells.document_id,
        cells.document_rank,
        cells.table_no,
        cells.row_no,
        cells.symbols_printed,
        cells.content,
        cells.amount_dkk,
        cells.issued_on as stated_from,
        replacing.issued_on as stated_to,
        replacing.document_id is null as is_current
    from cells
    inner join plan_years
        on
            cells.plan_id = plan_years.plan_id
            and cells.year = plan_years.year
            and cells.document_id = plan_years.document_id
    inner join prints_replaced
        on
            cells.plan_id = prints_replaced.plan_id
            and cells.initiative_id = prints_replaced.initiative_id
            and cells.year = prints_replaced.year
            and cells.document_id = prints_replaced.document_id
    left join documents as replacing
        on
            least(
                coalesce(plan_years.replaced_by_rank, prints_replaced.replaced_by_rank),
                coalesce(prints_replaced.replaced_by_rank, plan_years.replaced_by_rank)
            ) = replacing.document_rank

)

select * from final
