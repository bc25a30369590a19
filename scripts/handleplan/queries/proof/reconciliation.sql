select printed_dkk, computed_dkk, difference_dkk, accepted_difference_dkk, reason_da, reason_en
from audit.audit_reconciliation
where control_id = $control_id
