-- Protects fct_allocation: a change adds to something that stands. Of what nothing states it would be all the money
-- there is, so its row must say that it is new, or a row of lineage that it is part of a pool.
with cells as (

    select * from {{ ref('int_cells__in_force') }}

),

-- from which document on a cell stands under a change, and until when; as columns, so that the join below is by hash
standing as (

    select
        cells.cell_id,
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        {{ stands_from('cells') }} as first_rank,
        {{ stands_until('cells') }} as ended_rank
    from cells

),

located as (

    select * from {{ ref('int_cells__located') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

lineage as (

    select * from {{ ref('stg_ref_initiative_lineage') }}
    where kind = 'part_of'

),

final as (

    select
        'initiative ' || changes.initiative_id || ', year ' || changes.year || ': "' || located.amount_printed
        || '" changes what nothing states under plan ' || changes.plan_id || ' before; check the initiative and the'
        || ' year, or write is_new true in ref_row_initiatives.csv line ' || row_initiatives.seed_line as finding,
        located.seed_file,
        located.seed_line
    from cells as changes
    inner join located
        on changes.cell_id = located.cell_id
    inner join row_initiatives
        on
            changes.document_id = row_initiatives.document_id
            and changes.table_no = row_initiatives.table_no
            and changes.row_no = row_initiatives.row_no
    left join standing
        on
            changes.plan_id = standing.plan_id
            and changes.initiative_id = standing.initiative_id
            and changes.year = standing.year
            and changes.document_rank >= standing.first_rank
            and changes.document_rank < standing.ended_rank
    left join lineage
        on
            changes.document_id = lineage.document_id
            and changes.initiative_id = lineage.initiative_id
    where
        changes.statement_kind = 'change'
        and not row_initiatives.is_new
        and lineage.document_id is null
        and standing.cell_id is null

)

select * from final
