select
    printed_cell_id, cell_kind, row_no, column_no, heading_printed, year, row_label_printed,
    symbols_printed, amount_printed, footnote_marks, is_partly_unallocated, content,
    exists (
        select 1
        from audit.audit_reconciliation as total
        where total.control_id = printed_cell_id and total.control_kind = cell_kind and total.difference_dkk <> 0
    ) as differs
from audit.audit_printed_cell
where document_id = $document_id and table_no = $table_no
order by row_no nulls last, column_no
