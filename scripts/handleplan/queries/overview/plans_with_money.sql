-- Plans stand in the order in which the documents print them.
with places as (
    select plan_id, min(abs(allocation_id)) as first_allocation_id
    from marts.fct_allocation
    group by plan_id
),

totals as (
    select plan_id, year, amount_dkk, is_dash, overview_cell_id
    from marts.rpt_plan_overview
    where line_kind = 'total'
)

select
    dim_plan.plan_id, dim_plan.plan_name_da, dim_plan.plan_name_en, municipality_name_da, municipality_name_en,
    first_year, last_year, current_year,
    period.amount_dkk as period_dkk, period.is_dash as period_is_dash, period.overview_cell_id as period_cell_id,
    this_year.amount_dkk as now_dkk, this_year.is_dash as now_is_dash, this_year.overview_cell_id as now_cell_id,
    year_before.amount_dkk as before_dkk, year_before.overview_cell_id as before_cell_id,
    this_year.amount_dkk - year_before.amount_dkk as change_dkk
from marts.dim_plan
inner join marts.dim_municipality using (municipality_id)
inner join totals as period on dim_plan.plan_id = period.plan_id and period.year is null
left join places on dim_plan.plan_id = places.plan_id
left join totals as this_year on dim_plan.plan_id = this_year.plan_id and this_year.year = current_year
left join totals as year_before on dim_plan.plan_id = year_before.plan_id and year_before.year = current_year - 1
order by first_allocation_id asc nulls last, dim_plan.plan_id asc
