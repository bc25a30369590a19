select initiative_id, partner_id, partner_name_da, partner_name_en, role
from marts.bridge_initiative_partner
inner join marts.dim_partner using (partner_id)
order by partner_name_da, partner_id, initiative_id, role
