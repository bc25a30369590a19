-- By initiative, by plan (no initiative) and over all (no plan). The largest source comes first and has the first
-- colour.
with sizes as (
    select funding_source_id, sum(amount_dkk) as all_dkk
    from marts.fct_allocation
    group by funding_source_id
)

select
    plan_id, initiative_id, funding_source_id, dim_funding_source.funding_source_name_da,
    dim_funding_source.funding_source_name_en, symbol,
    sum(amount_dkk) as period_dkk,
    coalesce(sum(amount_dkk) filter (where is_current_year), 0) as now_dkk
from marts.rpt_allocation
inner join marts.dim_funding_source using (funding_source_id)
inner join sizes using (funding_source_id)
group by
    rollup(plan_id, initiative_id),
    funding_source_id, dim_funding_source.funding_source_name_da, dim_funding_source.funding_source_name_en, symbol,
    all_dkk
order by all_dkk desc, funding_source_id asc, plan_id asc, initiative_id asc
