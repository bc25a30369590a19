-- Protects fct_allocation_statement and fct_period_allocation: an initiative that two plans state for one year would
-- count its money twice, now or in the span in which both held; and so would money of several years.
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

periods as (

    select
        plan_id,
        initiative_id,
        first_year,
        coalesce(last_year, {{ never() }}) as last_year,
        cell_id,
        seed_file,
        seed_line
    from {{ ref('int_periods__in_force') }}
    where is_current and amount_dkk <> 0

),

-- years stand for themselves beside spans
current_money as (

    select * from periods
    union all
    select
        plan_id,
        initiative_id,
        year as first_year,
        year as last_year,
        cell_id,
        seed_file,
        seed_line
    from cells
    where is_current

),

final as (

    select
        'initiative ' || periods.initiative_id || ', ' || periods.first_year || ' and on: stated under plan '
        || periods.plan_id || ' (' || periods.cell_id || ') and under plan ' || there.plan_id || ' (' || there.cell_id
        || ', ' || there.seed_file || ' line ' || there.seed_line
        || '); enter what one of them loses as a change' as finding,
        periods.seed_file,
        periods.seed_line
    from periods
    inner join current_money as there
        on
            periods.initiative_id = there.initiative_id
            and periods.plan_id > there.plan_id
            and periods.first_year <= there.last_year
            and periods.last_year >= there.first_year
    union all
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
