select commitment_id, plan_id, purpose, purpose_en, granted_by, granted_by_en, first_year, last_year, amount_dkk
from marts.fct_grant_commitment
order by commitment_key
