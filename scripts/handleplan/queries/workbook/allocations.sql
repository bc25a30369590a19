select *
from marts.rpt_allocation
order by allocation_id
