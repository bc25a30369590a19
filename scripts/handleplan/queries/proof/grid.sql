select
    printed_cell_id, cell_kind, row_no, column_no, heading_printed, year, row_label_printed,
    symbols_printed, amount_printed, footnote_marks, is_partly_unallocated, content
from audit.audit_printed_cell
where document_id = $document_id and table_no = $table_no
order by row_no nulls last, column_no
