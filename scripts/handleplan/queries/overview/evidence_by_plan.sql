select
    plan_id, what, grade, sum(amount_dkk) as amount_dkk,
    round(100 * sum(amount_dkk) / nullif(sum(sum(amount_dkk)) over (partition by plan_id, what), 0), 1) as per_cent
from audit.audit_evidence
group by what, grade, rollup(plan_id)
order by
    plan_id, list_position(['source', 'decision', 'pl_year'], what),
    list_position(['stated', 'inferred', 'unknown'], grade)
