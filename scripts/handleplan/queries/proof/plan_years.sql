select year, sum(amount_dkk) as amount_dkk
from marts.fct_allocation
where plan_id = $plan_id
group by rollup(year)
order by year nulls last
