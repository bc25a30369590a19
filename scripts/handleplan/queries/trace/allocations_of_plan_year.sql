-- One plan and year, row by row: what `make trace PLAN=... YEAR=...` shows.
select
    allocation_id, printed_cell_id, initiative_name_en, funding_source_name_en, decision_id,
    decision_evidence, amount_dkk
from marts.rpt_allocation
where plan_id = $plan_id and year = $year
order by allocation_id
