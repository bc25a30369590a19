select plan_id, plan_name_da, plan_name_en, min(document_no * 100 + table_no) as first_table
from marts.dim_plan
inner join audit.audit_printed_cell using (plan_id)
inner join marts.dim_document using (document_id)
group by all
order by first_table, plan_id
