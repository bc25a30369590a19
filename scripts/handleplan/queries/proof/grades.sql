select what, grade, sum(amount_dkk) as amount_dkk
from audit.audit_evidence
group by what, grade
order by
    list_position(['source', 'decision', 'pl_year'], what),
    list_position(['stated', 'inferred', 'unknown'], grade)
