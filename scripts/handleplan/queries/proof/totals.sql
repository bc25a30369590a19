select
    count(*) filter (where difference_dkk = 0) as met_count,
    count(*) as totals_count,
    (select count(*) filter (where holds) from audit.audit_controls) as controls_held_count,
    (select count(*) from audit.audit_controls) as controls_count,
    (select count(*) from audit.audit_checks) as checks_count,
    (select count(*) filter (where failures > 0) from audit.audit_checks) as failed_count
from audit.audit_reconciliation
