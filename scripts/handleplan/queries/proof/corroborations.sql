select
    corroboration_id, source_title, publisher, published_on, source_url, plan_id, initiative_id, year,
    funding_source_id, verdict, says_da, says_en, amount_dkk, allocated_dkk
from audit.audit_corroborations
order by seed_line
