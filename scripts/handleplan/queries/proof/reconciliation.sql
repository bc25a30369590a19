select printed_dkk, computed_dkk, difference_dkk, accepted_difference_dkk
from audit.audit_reconciliation
where control_id = $control_id
