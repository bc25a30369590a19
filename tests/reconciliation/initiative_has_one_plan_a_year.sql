-- Protects fct_allocation: an initiative that two plans state for one year would count its money twice.
with cells as (

    select * from {{ ref('int_cells__in_force') }}
    where
        is_current
        and amount_dkk <> 0

),

located as (

    select * from {{ ref('int_cells__located') }}

),

final as (

    select
        'initiative ' || here.initiative_id || ', year ' || here.year || ': stated under plan ' || here.plan_id
        || ' (' || here.cell_id || ') and under plan ' || there.plan_id || ' (' || there.cell_id || ')' as finding,
        located.seed_file,
        located.seed_line
    from cells as here
    inner join cells as there
        on
            here.initiative_id = there.initiative_id
            and here.year = there.year
            and here.plan_id <> there.plan_id
    inner join located
        on here.cell_id = located.cell_id

)

select * from final
