select
    plan_id, commitment_id, first_year, last_year, amount_dkk, granted_by as granted_by_da, granted_by_en,
    purpose as purpose_da, purpose_en, funding_source_name_da, funding_source_name_en
from marts.fct_grant_commitment
inner join marts.dim_funding_source using (funding_source_id)
order by plan_id, first_year, commitment_id
