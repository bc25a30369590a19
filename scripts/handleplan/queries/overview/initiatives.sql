select
    funding.plan_id, initiative_id, description_da, description_en, allocated_period_dkk
from marts.rpt_initiative_funding as funding
inner join marts.dim_initiative using (initiative_id)
