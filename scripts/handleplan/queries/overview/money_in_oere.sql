-- What the filter adds up: the money of each line, by year and source, in øre, which a browser adds without rounding.
select
    plan_id, initiative_id, cast(year as varchar) as year, funding_source_id,
    cast(100 * sum(amount_dkk) as bigint) as amount_oere
from marts.fct_allocation
group by all
order by all
