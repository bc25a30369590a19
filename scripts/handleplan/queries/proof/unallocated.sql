select
    printed_cell_id, initiative_name_da, initiative_name_en, rpt_allocation.year,
    rpt_allocation.amount_dkk as at_most_dkk
from marts.rpt_allocation
inner join audit.audit_trace using (allocation_id)
where is_partly_unallocated
order by allocation_id
