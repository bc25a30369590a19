select rule, rule_label_da, rule_label_en, plan_id, initiative_id, year, reason_da, reason_en
from audit.audit_decision_links
where decision_id = $decision_id
order by document_id, seed_line
