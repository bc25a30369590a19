with plans as (

    select * from {{ ref('stg_ref_plans') }}

),

names as (

    select * from {{ ref('int_plan_names__newest') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

periods as (

    select
        plan_id,
        -- a proposal moves no plan's period; a plan that is only proposed has that of its proposal
        coalesce(min(case when not is_proposed then year end), min(year)) as first_year,
        coalesce(max(case when not is_proposed then year end), max(year)) as last_year
    from plan_years
    group by plan_id

),

final as (

    select
        plans.plan_id,
        plans.municipality_id,
        names.plan_name_da,
        names.plan_name_en,
        periods.first_year,
        periods.last_year,
        plans.predecessor_plan_id
    from plans
    inner join names
        on plans.plan_id = names.plan_id
    inner join periods
        on plans.plan_id = periods.plan_id

)

select * from final
