select purpose_en, first_year || '-' || last_year as years, amount_dkk
from marts.fct_grant_commitment
order by all
