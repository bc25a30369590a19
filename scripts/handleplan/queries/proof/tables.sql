select distinct
    document_id, document_no, title_da, title_en, issued_on, table_no, title_printed,
    table_unit_dkk, unit_printed, unit_reason
from audit.audit_printed_cell
inner join marts.dim_document using (document_id)
where plan_id = $plan_id
order by document_no, table_no
