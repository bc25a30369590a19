-- One plan and year, row by row: what `make trace PLAN=... YEAR=...` shows.
select
    allocation_id, printed_cell_id, initiative_name_en, funding_source_name_en, decision_id,
    decision_evidence, rpt_allocation.amount_dkk
from marts.rpt_allocation
inner join audit.audit_trace using (allocation_id)
where plan_id = $plan_id and rpt_allocation.year = $year
order by allocation_id
