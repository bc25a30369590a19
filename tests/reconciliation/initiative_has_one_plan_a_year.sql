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
        seed_line,
        true as is_of_a_period
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
        seed_line,
        false as is_of_a_period
    from cells
    where is_current

),

stated_twice as (

    select
        here.initiative_id || ', ' || here.first_year || ' and on' as stated_money,
        here.plan_id,
        here.cell_id,
        here.seed_file,
        here.seed_line,
        there.plan_id as other_plan_id,
        there.cell_id as other_cell_id,
        there.seed_file || ' line ' || there.seed_line as other_place
    from periods as here
    inner join current_money as there
        on
            here.initiative_id = there.initiative_id
            and here.plan_id <> there.plan_id
            and here.first_year <= there.last_year
            and here.last_year >= there.first_year
    -- two periods are found from either side
    where here.plan_id > there.plan_id or not there.is_of_a_period
    union all
    select
        here.initiative_id || ', year ' || here.year as stated_money,
        here.plan_id,
        here.cell_id,
        here.seed_file,
        here.seed_line,
        there.plan_id as other_plan_id,
        there.cell_id as other_cell_id,
        there.seed_file || ' line ' || there.seed_line as other_place
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
    where here.document_rank >= there.document_rank

),

final as (

    select
        'initiative ' || stated_money || ': stated under plan ' || plan_id || ' (' || cell_id || ') and under plan '
        || other_plan_id || ' (' || other_cell_id || ', ' || other_place || '); say in ref_initiative_moves.csv which'
        || ' of them ends and why, or, where both plans pay, give it an initiative of its own under one of them'
            as finding,
        seed_file,
        seed_line
    from stated_twice

)

select * from final
