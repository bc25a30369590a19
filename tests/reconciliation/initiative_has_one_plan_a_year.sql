-- Protects fct_allocation_statement: an initiative that two plans state for one year would count its money twice,
-- now or in the span in which both held.
with cells as (

    select
        in_force.*,
        located.seed_file,
        located.seed_line
    from {{ ref('int_cells__in_force') }} as in_force
    inner join {{ ref('int_cells__located') }} as located
        on in_force.cell_id = located.cell_id
    where in_force.amount_dkk <> 0

),

final as (

    select
        'initiative ' || here.initiative_id || ', year ' || here.year || ': stated under plan ' || here.plan_id
        || ' (' || here.cell_id || ') and under plan ' || there.plan_id || ' (' || there.cell_id
        || ', ' || there.seed_file || ' line ' || there.seed_line
        || '); say in ref_initiative_moves.csv which of them ends and why' as finding,
        here.seed_file,
        here.seed_line
    from cells as here
    inner join cells as there
        on
            here.initiative_id = there.initiative_id
            and here.year = there.year
            and here.plan_id <> there.plan_id
            and here.document_rank < {{ stands_until('there') }}
            and there.document_rank < {{ stands_until('here') }}
            -- a move within one document leaves an empty span
            and here.document_rank is distinct from here.replaced_by_rank
            and there.document_rank is distinct from there.replaced_by_rank
    where
        here.document_rank >= there.document_rank

)

select * from final
