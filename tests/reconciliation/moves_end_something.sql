-- Protects int_cells__in_force: a move ends money that would stand beside that under the plan it goes to.
with moves as (

    select * from {{ ref('stg_ref_initiative_moves') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

final as (

    select
        'initiative ' || moves.initiative_id || ', year ' || moves.year || ': document ' || moves.document_id
        || ' has nothing to end under plan ' || moves.from_plan_id || '; no move is needed here' as finding,
        moves.seed_file,
        moves.seed_line
    from moves
    inner join documents
        on moves.document_id = documents.document_id
    left join cells
        on
            moves.initiative_id = cells.initiative_id
            and moves.from_plan_id = cells.plan_id
            and moves.year = cells.year
            and documents.document_rank = cells.replaced_by_rank
            and cells.amount_dkk <> 0
    where cells.cell_id is null

)

select * from final
