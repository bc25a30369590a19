with plans as (

    select * from {{ ref('stg_ref_plans') }}

),

plan_names as (

    select * from {{ ref('stg_ref_plan_names') }}

),

final as (

    select distinct
        plans.municipality_id,
        plans.plan_id,
        {{ folded('lower(plan_names.plan_name_da)') }} as name_folded
    from plans
    inner join plan_names
        on plans.plan_id = plan_names.plan_id

)

select * from final
