select
    count(*) filter (where difference_dkk = 0) as met, count(*) as totals,
    count(*) filter (where is_reconciled and difference_dkk <> 0) as differing
from audit.audit_reconciliation
