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
        min(year) as first_year,
        max(year) as last_year
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
