select
    grade,
    sum(amount_dkk) filter (where what = 'source') as source_dkk,
    sum(amount_dkk) filter (where what = 'decision') as decision_dkk,
    sum(amount_dkk) filter (where what = 'pl_year') as pl_year_dkk
from audit.audit_evidence
group by grade
order by list_position(['stated', 'inferred', 'unknown'], grade)
