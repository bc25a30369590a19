-- Totals that a document itself prints wrongly or rounded.
select
    control_id, document_id, table_no, control_kind, year, reason_da, reason_en,
    printed_dkk, computed_dkk, difference_dkk
from audit.audit_reconciliation
where is_reconciled and difference_dkk <> 0
order by control_id
