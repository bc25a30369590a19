-- Protects fct_allocation: of each initiative's year only one document is current, and it is the newest that states the
-- plan-year as a whole or prints that cell's level later, or a change since. Told apart from the model by asking each
-- current row whether a newer printed statement exists.
with cells as (

    select * from {{ ref('int_cells__in_force') }}

),

allocations as (

    select * from {{ ref('fct_allocation') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

final as (

    select
        'allocation ' || allocations.allocation_id || ' of document ' || allocations.document_id
        || ' counts, though ' || newer.document_id || ' states plan ' || newer.plan_id
        || ', year ' || newer.year || ' later' as finding,
        cast(null as string) as seed_file,
        cast(null as integer) as seed_line
    from allocations
    inner join documents
        on allocations.document_id = documents.document_id
    inner join plan_years as newer
        on
            allocations.plan_id = newer.plan_id
            and allocations.year = newer.year
            and documents.document_rank < newer.document_rank
    left join cells as newer_cells
        on
            newer.document_id = newer_cells.document_id
            and newer.plan_id = newer_cells.plan_id
            and newer.year = newer_cells.year
            and allocations.initiative_id = newer_cells.initiative_id
            and newer_cells.content <> 'empty'
            and newer_cells.statement_kind = 'level'
    where
        newer.is_whole_plan
        or newer_cells.cell_id is not null

)

select * from final
