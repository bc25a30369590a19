select
    count(*) filter (where is_reconciled) as met, count(*) as totals,
    (select count(*) from audit.audit_checks) as checks
from audit.audit_reconciliation
