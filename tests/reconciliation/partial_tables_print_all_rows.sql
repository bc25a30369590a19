-- Protects int_cells__in_force: what a partial table prints of an initiative's year replaces all of it, so an
-- initiative that stands on several rows must be printed on as many.
with cells as (

    select * from {{ ref('int_cells__in_force') }}
    -- a change adds to what stands, on whichever row
    where content <> 'empty' and statement_kind = 'level'

),

located as (

    select * from {{ ref('int_cells__located') }}

),

partial_documents as (

    select distinct document_id from {{ ref('stg_raw_tables') }}
    where not is_whole_plan

),

prints as (

    select
        cells.initiative_id,
        cells.plan_id,
        cells.year,
        cells.document_id,
        cells.document_rank,
        count(distinct cells.table_no * 1000 + cells.row_no) as row_count,
        min(located.seed_file) as seed_file,
        min(located.seed_line) as seed_line
    from partial_documents
    inner join cells
        on partial_documents.document_id = cells.document_id
    inner join located
        on cells.cell_id = located.cell_id
    group by cells.initiative_id, cells.plan_id, cells.year, cells.document_id, cells.document_rank
    having not bool_or(located.is_whole_plan)

),

replaced as (

    select
        prints.initiative_id,
        prints.year,
        prints.seed_file,
        prints.seed_line,
        prints.row_count,
        cells.document_id as replaced_document_id,
        count(distinct cells.table_no * 1000 + cells.row_no) as replaced_count,
        min(located.seed_line) as first_line,
        max(located.seed_line) as last_line
    from prints
    inner join cells
        on
            prints.initiative_id = cells.initiative_id
            and prints.plan_id = cells.plan_id
            and prints.year = cells.year
            and prints.document_rank = cells.replaced_by_rank
    inner join located
        on cells.cell_id = located.cell_id
    group by
        prints.initiative_id,
        prints.plan_id,
        prints.year,
        prints.document_id,
        prints.seed_file,
        prints.seed_line,
        prints.row_count,
        cells.document_id

),

final as (

    select
        'initiative ' || initiative_id || ', year ' || year || ': this partial table prints ' || row_count || ' of the '
        || replaced_count || ' rows that document ' || replaced_document_id || ' prints (raw_allocations.csv lines '
        || first_line || ' to ' || last_line || '); which of them it replaces cannot be told: enter all rows, or give'
        || ' each row an initiative of its own' as finding,
        seed_file,
        seed_line
    from replaced
    where row_count < replaced_count

)

select * from final
