{% set graded_things = {
    'source': 'funding_source_evidence',
    'decision': 'decision_evidence',
    'pl_year': 'pl_year_evidence',
} %}

with allocations as (

    select * from {{ ref('fct_allocation') }}

),

plans as (

    select * from {{ ref('dim_plan') }}

),

grades as (

    {% for thing in graded_things %}
    {% for grade in ['stated', 'inferred', 'unknown'] %}
    select
        '{{ thing }}' as thing,
        '{{ grade }}' as grade
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

graded as (

    {% for thing, evidence in graded_things.items() %}
    select
        plan_id,
        '{{ thing }}' as thing,
        {{ evidence }} as grade,
        amount_dkk
    from allocations
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

money as (

    select
        plan_id,
        thing,
        grade,
        {{ total_dkk('amount_dkk') }} as amount_dkk
    from graded
    group by plan_id, thing, grade

),

plan_money as (

    select
        plan_id,
        {{ allocated_over_period('amount_dkk') }} as amount_dkk
    from allocations
    group by plan_id

),

final as (

    select
        plans.plan_id || '.' || grades.thing || '.' || grades.grade as evidence_id,
        plans.plan_id,
        grades.thing as what,
        grades.grade,
        coalesce(money.amount_dkk, cast(0 as decimal(18, 2))) as amount_dkk,
        {{ share_of('coalesce(money.amount_dkk, 0)', 'coalesce(plan_money.amount_dkk, 0)') }} as share
    from plans
    cross join grades
    left join plan_money
        on plans.plan_id = plan_money.plan_id
    left join money
        on
            plans.plan_id = money.plan_id
            and grades.thing = money.thing
            and grades.grade = money.grade

)

select * from final
