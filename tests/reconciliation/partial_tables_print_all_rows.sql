-- Protects int_cells__in_force: what a partial table prints of an initiative's year replaces all of it, so an
-- initiative that stands on several rows must be printed on as many.
with cells as (

    select
        in_force.*,
        located.seed_file,
        located.seed_line,
        located.is_whole_plan
    from {{ ref('int_cells__in_force') }} as in_force
    inner join {{ ref('int_cells__located') }} as located
        on in_force.cell_id = located.cell_id
    -- a change adds to what stands, on whichever row
    where in_force.content <> 'empty' and in_force.statement_kind = 'level'

),

partial_documents as (

    select distinct document_id from cells
    where not is_whole_plan

),

prints as (

    select
        cells.initiative_id,
        cells.plan_id,
        cells.year,
        cells.document_id,
        cells.document_rank,
        bool_or(cells.is_whole_plan) as is_whole_plan,
        count(distinct cells.table_no * 1000 + cells.row_no) as row_count,
        min(cells.seed_file) as seed_file,
        min(cells.seed_line) as seed_line
    from cells
    inner join partial_documents
        on cells.document_id = partial_documents.document_id
    group by cells.initiative_id, cells.plan_id, cells.year, cells.document_id, cells.document_rank

),

replaced as (

    select
        initiative_id,
        plan_id,
        year,
        document_id,
        replaced_by_rank,
        count(distinct table_no * 1000 + row_no) as row_count,
        min(seed_line) as first_line,
        max(seed_line) as last_line
    from cells
    group by initiative_id, plan_id, year, document_id, replaced_by_rank

),

final as (

    select
        'initiative ' || prints.initiative_id || ', year ' || prints.year || ': this partial table prints '
        || prints.row_count || ' of the ' || replaced.row_count || ' rows that document ' || replaced.document_id
        || ' prints (raw_allocations.csv lines ' || replaced.first_line || ' to ' || replaced.last_line
        || '); which of them it replaces cannot be told: enter all rows, or give each row an initiative of its own'
            as finding,
        prints.seed_file,
        prints.seed_line
    from prints
    inner join replaced
        on
            prints.initiative_id = replaced.initiative_id
            and prints.plan_id = replaced.plan_id
            and prints.year = replaced.year
            and prints.document_rank = replaced.replaced_by_rank
            and prints.row_count < replaced.row_count
    where not prints.is_whole_plan

)

select * from final
