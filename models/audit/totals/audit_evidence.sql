with allocations as (

    select * from {{ ref('fct_allocation') }}

),

plans as (

    select * from {{ ref('dim_plan') }}

),

things (thing) as (

    values ('source'), ('decision'), ('pl_year')

),

grades (grade) as (

    values ('stated'), ('inferred'), ('unknown')

),

graded as (

    select
        plan_id,
        'source' as thing,
        funding_source_evidence as grade,
        amount_dkk
    from allocations
    union all
    select
        plan_id,
        'decision' as thing,
        decision_evidence as grade,
        amount_dkk
    from allocations
    union all
    select
        plan_id,
        'pl_year' as thing,
        pl_year_evidence as grade,
        amount_dkk
    from allocations

),

money as (

    select
        plan_id,
        thing,
        grade,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        {{ total_dkk('abs(amount_dkk)') }} as size_dkk
    from graded
    group by plan_id, thing, grade

),

plan_money as (

    select
        plan_id,
        {{ total_dkk('abs(amount_dkk)') }} as size_dkk
    from allocations
    group by plan_id

),

final as (

    select
        plans.plan_id || '.' || things.thing || '.' || grades.grade as evidence_id,
        plans.plan_id,
        things.thing as what,
        grades.grade,
        coalesce(money.amount_dkk, cast(0 as decimal(18, 2))) as amount_dkk,
        {{ share_of('coalesce(money.size_dkk, 0)', 'coalesce(plan_money.size_dkk, 0)') }} as share
    from plans
    cross join things
    cross join grades
    left join plan_money
        on plans.plan_id = plan_money.plan_id
    left join money
        on
            plans.plan_id = money.plan_id
            and things.thing = money.thing
            and grades.grade = money.grade

)

select * from final
