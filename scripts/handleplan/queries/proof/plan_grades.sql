select what, grade, amount_dkk
from audit.audit_evidence
where plan_id = $plan_id
order by
    list_position(['source', 'decision', 'pl_year'], what),
    list_position(['stated', 'inferred', 'unknown'], grade)
