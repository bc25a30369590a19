select
    printed_dkk, computed_dkk, difference_dkk, accepted_difference_dkk, reason_da, reason_en,
    nullif(open_cells_count, 0) as open_cells_count
from audit.audit_reconciliation
where control_id = $control_id
