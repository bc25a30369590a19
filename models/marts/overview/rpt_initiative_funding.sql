with cells as (

    select * from {{ ref('int_cells__current') }}

),

allocations as (

    select * from {{ ref('fct_allocation') }}

),

initiatives as (

    select * from {{ ref('dim_initiative') }}

),

plans as (

    select * from {{ ref('dim_plan') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

-- an initiative whose cells are all empty or `-` has a line too
plan_initiatives as (

    select distinct
        cells.plan_id,
        cells.initiative_id,
        plans.municipality_id,
        municipalities.current_year
    from cells
    inner join plans
        on cells.plan_id = plans.plan_id
    inner join municipalities
        on plans.municipality_id = municipalities.municipality_id

),

money as (

    select
        allocations.plan_id,
        allocations.initiative_id,
        {{ allocated_over_period('allocations.amount_dkk') }} as allocated_period_dkk,
        {{ allocated_now('allocations.amount_dkk', 'allocations.year', 'municipalities.current_year') }}
            as allocated_now_dkk,
        {{ total_dkk('abs(allocations.amount_dkk)') }} as size_dkk,
        {{ unknown_amount('abs(allocations.amount_dkk)', 'allocations.decision_evidence') }}
            as decision_unknown_size_dkk,
        {{ unknown_amount('allocations.amount_dkk', 'allocations.decision_evidence') }} as decision_unknown_dkk,
        bool_or(allocations.is_partly_unallocated) as is_partly_unallocated
    from allocations
    inner join municipalities
        on allocations.municipality_id = municipalities.municipality_id
    group by allocations.plan_id, allocations.initiative_id

),

-- a whole table states the year for all its plan's initiatives, a partial one for those that it prints
years_stated as (

    select
        plan_initiatives.plan_id,
        plan_initiatives.initiative_id
    from plan_initiatives
    inner join plan_years
        on
            plan_initiatives.plan_id = plan_years.plan_id
            and plan_initiatives.current_year = plan_years.year
    where plan_years.is_whole_plan
    union
    select
        plan_initiatives.plan_id,
        plan_initiatives.initiative_id
    from plan_initiatives
    inner join cells
        on
            plan_initiatives.plan_id = cells.plan_id
            and plan_initiatives.initiative_id = cells.initiative_id
            and plan_initiatives.current_year = cells.year
    where cells.amount_dkk is not null

),

final as (

    select
        plan_initiatives.plan_id,
        plan_initiatives.initiative_id,
        initiatives.initiative_name_da,
        initiatives.initiative_name_en,
        plan_initiatives.current_year,
        coalesce(money.allocated_period_dkk, cast(0 as decimal(18, 2))) as allocated_period_dkk,
        -- nothing allocated is 0; not known, because no letter states the year, is NULL
        case
            when years_stated.initiative_id is not null
                then coalesce(money.allocated_now_dkk, cast(0 as decimal(18, 2)))
        end as allocated_now_dkk,
        coalesce(money.decision_unknown_dkk, cast(0 as decimal(18, 2))) as decision_unknown_dkk,
        {{ share_of('coalesce(money.decision_unknown_size_dkk, 0)', 'coalesce(money.size_dkk, 0)') }}
            as decision_unknown_share,
        coalesce(money.is_partly_unallocated, false) as is_partly_unallocated
    from plan_initiatives
    inner join initiatives
        on plan_initiatives.initiative_id = initiatives.initiative_id
    left join money
        on
            plan_initiatives.plan_id = money.plan_id
            and plan_initiatives.initiative_id = money.initiative_id
    left join years_stated
        on
            plan_initiatives.plan_id = years_stated.plan_id
            and plan_initiatives.initiative_id = years_stated.initiative_id

)

select * from final
