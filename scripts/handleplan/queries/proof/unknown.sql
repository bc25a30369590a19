select
    funding_source_name_da, funding_source_name_en, decision_reason_da, decision_reason_en,
    sum(rpt_allocation.amount_dkk) as amount_dkk
from marts.rpt_allocation
inner join audit.audit_trace using (allocation_id)
where decision_evidence = 'unknown'
group by all
order by amount_dkk desc, decision_reason_en asc
