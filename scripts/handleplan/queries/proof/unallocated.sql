select printed_cell_id, initiative_name_da, initiative_name_en, year, amount_dkk as at_most_dkk
from marts.rpt_allocation
where is_partly_unallocated
order by allocation_id
