select plan_id, first_year, last_year
from marts.dim_plan
order by plan_id
