-- Protects fct_allocation: a document replaces an initiative's year whole. If it states only some kinds of
-- appropriation, money of another kind that stood would be gone, though nobody said so.
with cells as (

    select * from {{ ref('int_cells__in_force') }}
    where content <> 'empty'

),

located as (

    select * from {{ ref('int_cells__located') }}

),

of_a_kind as (

    select
        cells.*,
        located.appropriation_type_id,
        located.seed_file,
        located.seed_line
    from cells
    inner join located
        on cells.cell_id = located.cell_id
    where
        located.appropriation_type_id <> 'unknown'
        and cells.amount_dkk <> 0

),

replacing as (

    select
        older.cell_id,
        newer.cell_id as newer_cell_id,
        newer.document_id as newer_document_id
    from of_a_kind as older
    inner join cells as newer
        on
            older.plan_id = newer.plan_id
            and older.initiative_id = newer.initiative_id
            and older.year = newer.year
            and older.replaced_by_rank = newer.document_rank
    where newer.statement_kind = 'level'

),

final as (

    select
        'initiative ' || older.initiative_id || ', year ' || older.year || ': document ' || replacing.newer_document_id
        || ' states ' || min(newer.appropriation_type_id) || ' alone, and ' || older.amount_dkk || ' kr. of '
        || older.appropriation_type_id || ' that stood (' || older.seed_file || ' line ' || older.seed_line
        || ') would be gone; enter what it says of that kind (a dash ends it), or its money as a change' as finding,
        min(newer.seed_file) as seed_file,
        min(newer.seed_line) as seed_line
    from replacing
    inner join of_a_kind as older
        on replacing.cell_id = older.cell_id
    inner join located as newer
        on replacing.newer_cell_id = newer.cell_id
    group by
        replacing.newer_document_id,
        older.cell_id,
        older.initiative_id,
        older.year,
        older.amount_dkk,
        older.appropriation_type_id,
        older.seed_file,
        older.seed_line
    having not bool_or(newer.appropriation_type_id in (older.appropriation_type_id, 'unknown'))

)

select * from final
