-- Money spent and money saved are not added. A change needs both years: what is stated for the first time is no growth.
with natures as (
    select plan_id, max(amount_dkk) <= 0 and min(amount_dkk) < 0 as is_negative
    from marts.fct_allocation
    group by plan_id
),

totals as (
    select
        totals.plan_id, natures.is_negative, dim_municipality.current_year,
        max(totals.amount_dkk) filter (where totals.year is null) as period_dkk,
        max(totals.amount_dkk) filter (where totals.year = dim_municipality.current_year) as now_dkk,
        max(totals.amount_dkk) filter (where totals.year = dim_municipality.current_year - 1) as before_dkk
    from marts.rpt_plan_overview as totals
    inner join marts.dim_plan on totals.plan_id = dim_plan.plan_id
    inner join marts.dim_municipality on dim_plan.municipality_id = dim_municipality.municipality_id
    left join natures on totals.plan_id = natures.plan_id
    where totals.line_kind = 'total'
    group by totals.plan_id, natures.is_negative, dim_municipality.current_year
),

summed as (
    select
        count(distinct is_negative) < 2 as is_one_sum,
        sum(period_dkk) as period_dkk,
        sum(now_dkk) as now_dkk,
        sum(now_dkk - before_dkk) as change_dkk,
        min(current_year) as current_year,
        max(current_year) as last_current_year,
        list(plan_id order by plan_id) filter (where is_negative) as negative_plan_ids,
        list(plan_id order by plan_id) filter (where (now_dkk is null) <> (before_dkk is null)) as unchanged_plan_ids
    from totals
)

select
    is_one_sum,
    case when is_one_sum then period_dkk end as period_dkk,
    case when is_one_sum then now_dkk end as now_dkk,
    case when is_one_sum then change_dkk end as change_dkk,
    current_year, last_current_year, negative_plan_ids, unchanged_plan_ids
from summed
