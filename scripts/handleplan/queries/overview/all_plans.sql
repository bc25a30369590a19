with years as (
    select plan_id, current_year
    from marts.dim_plan
    inner join marts.dim_municipality using (municipality_id)
),

totals as (
    select plan_id, year, amount_dkk, current_year
    from marts.rpt_plan_overview
    inner join years using (plan_id)
    where line_kind = 'total'
)

select
    sum(amount_dkk) filter (where year is null) as period_dkk,
    sum(amount_dkk) filter (where year = current_year) as now_dkk,
    coalesce(sum(amount_dkk) filter (where year = current_year), 0)
    - coalesce(sum(amount_dkk) filter (where year = current_year - 1), 0) as change_dkk,
    min(current_year) as current_year, max(current_year) as last_current_year
from totals
