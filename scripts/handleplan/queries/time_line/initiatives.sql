with places as (
    select plan_id, min((document_no, table_no)) as first_printed
    from audit.audit_printed_cell
    inner join marts.dim_document using (document_id)
    group by plan_id
)

select initiative_id, initiative_name_da, initiative_name_en, plan_id, plan_name_da, plan_name_en
from marts.dim_initiative
inner join marts.dim_plan using (plan_id)
inner join places using (plan_id)
order by first_printed, display_order
