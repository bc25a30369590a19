select printed_cell_id, table_no, row_no, heading_printed, coalesce(amount_printed, '') as amount_printed
from audit.audit_printed_cell
where document_id = $document_id and content <> 'not_entered'
order by table_no, row_no nulls last, column_no
