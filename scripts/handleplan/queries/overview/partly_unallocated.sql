with marked as (
    select distinct plan_id, initiative_id, year, is_current_year
    from marts.rpt_allocation
    where is_partly_unallocated
)

select plan_id, initiative_id, line_label_da, line_label_en, year, amount_dkk, overview_cell_id, is_current_year
from marts.rpt_plan_overview
inner join marked using (plan_id, initiative_id, year)
order by plan_id, line_no, year
