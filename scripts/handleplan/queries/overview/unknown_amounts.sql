select
    plan_id, initiative_id,
    coalesce(sum(amount_dkk) filter (where funding_source_evidence = 'unknown'), 0) as source_dkk,
    coalesce(sum(amount_dkk) filter (where decision_evidence = 'unknown'), 0) as decision_dkk,
    coalesce(sum(amount_dkk) filter (where pl_year_evidence = 'unknown'), 0) as pl_year_dkk,
    coalesce(sum(amount_dkk) filter (where is_current_year and funding_source_evidence = 'unknown'), 0)
        as source_now_dkk,
    coalesce(sum(amount_dkk) filter (where is_current_year and decision_evidence = 'unknown'), 0) as decision_now_dkk,
    coalesce(sum(amount_dkk) filter (where is_current_year and pl_year_evidence = 'unknown'), 0) as pl_year_now_dkk,
    -- of a sum of both signs nothing is a share
    min(amount_dkk) < 0 and max(amount_dkk) > 0 as is_mixed
from marts.rpt_allocation
group by rollup(plan_id, initiative_id)
