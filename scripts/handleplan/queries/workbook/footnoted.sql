select plan_id, initiative_id, year, amount_dkk, funding_source_name_da, funding_source_name_en
from marts.rpt_allocation
where component_no > 0
order by allocation_id
