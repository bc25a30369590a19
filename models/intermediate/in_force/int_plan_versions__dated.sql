with components as (

    select * from {{ ref('int_components__in_force') }}
    where status is distinct from 'proposed'

),

-- a plan's overview is another one from each date on which a statement of it begins or ends
dates as (

    select
        plan_id,
        stated_from as changed_on
    from components
    union
    select
        plan_id,
        stated_to as changed_on
    from components
    where stated_to is not null

),

final as (

    select
        row_number() over (order by plan_id, changed_on) as version_no,
        plan_id,
        changed_on as stated_from,
        lead(changed_on) over (partition by plan_id order by changed_on) as stated_to
    from dates

)

select * from final
