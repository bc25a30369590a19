select plan_id, plan_name_da, plan_name_en, year, decision_evidence, sum(amount_dkk) as amount_dkk
from marts.rpt_allocation
where decision_id = $decision_id
group by plan_id, plan_name_da, plan_name_en, year, decision_evidence
order by min(min(abs(allocation_id))) over (partition by plan_id), year, decision_evidence
