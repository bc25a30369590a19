-- A row without a plan is over all plans, one without a year over all years.
select
    plan_id, case when plan_id is not null then min(plan_name_en) end as plan_name_en, year,
    sum(amount_dkk) as amount_dkk
from marts.rpt_allocation
group by cube(plan_id, year)
order by plan_id is null, min(min(abs(allocation_id))) over (partition by plan_id), year
