with cells as (

    -- an empty cell of a partial table states nothing
    select *
    from {{ ref('int_cells__located') }}
    where is_whole_plan or content <> 'empty'

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

moves as (

    select * from {{ ref('stg_ref_initiative_moves') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

-- what each document prints of an initiative's year
prints as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        document_rank,
        bool_or(not is_whole_plan) as is_partial_print
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
        document_rank,
        min(case when is_partial_print then document_rank end) over (
            partition by plan_id, initiative_id, year
            order by document_rank
            rows between 1 following and unbounded following
        ) as replaced_by_rank
    from prints

),

-- a move ends what its document and those before it state under the plan that is left
prints_moved as (

    select
        prints.plan_id,
        prints.initiative_id,
        prints.year,
        prints.document_id,
        min(moving.document_rank) as replaced_by_rank
    from prints
    inner join moves
        on
            prints.plan_id = moves.from_plan_id
            and prints.initiative_id = moves.initiative_id
            and prints.year = moves.year
    inner join documents as moving
        on
            moves.document_id = moving.document_id
            and prints.document_rank <= moving.document_rank
    group by prints.plan_id, prints.initiative_id, prints.year, prints.document_id

),

replaced as (

    select
        prints_replaced.plan_id,
        prints_replaced.initiative_id,
        prints_replaced.year,
        prints_replaced.document_id,
        least(
            plan_years.replaced_by_rank, prints_replaced.replaced_by_rank, prints_moved.replaced_by_rank
        ) as replaced_by_rank
    from prints_replaced
    inner join plan_years
        on
            prints_replaced.plan_id = plan_years.plan_id
            and prints_replaced.year = plan_years.year
            and prints_replaced.document_id = plan_years.document_id
    left join prints_moved
        on
            prints_replaced.plan_id = prints_moved.plan_id
            and prints_replaced.initiative_id = prints_moved.initiative_id
            and prints_replaced.year = prints_moved.year
            and prints_replaced.document_id = prints_moved.document_id

),

final as (

    select
        cells.cell_id,
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        cells.document_id,
        cells.document_rank,
        replaced.replaced_by_rank,
        cells.table_no,
        cells.row_no,
        cells.symbols_printed,
        cells.content,
        cells.amount_dkk,
        cells.issued_on as stated_from,
        replacing.issued_on as stated_to,
        replacing.document_id is null as is_current
    from cells
    inner join replaced
        on
            cells.plan_id = replaced.plan_id
            and cells.initiative_id = replaced.initiative_id
            and cells.year = replaced.year
            and cells.document_id = replaced.document_id
    left join documents as replacing
        on replaced.replaced_by_rank = replacing.document_rank

)

select * from final
