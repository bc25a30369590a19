select
    cells.printed_cell_id, cells.cell_kind, cells.row_no, cells.column_no, cells.heading_printed, cells.year,
    cells.row_label_printed, cells.symbols_printed, cells.amount_printed, cells.footnote_marks,
    cells.is_partly_unallocated, cells.content, cells.spread, cells.last_year,
    cells.responsible_printed, cells.statement_kind,
    coalesce(totals.difference_dkk <> 0, false) as differs
from audit.audit_printed_cell as cells
left join audit.audit_reconciliation as totals
    on
        cells.printed_cell_id = totals.control_id
        and cells.cell_kind = totals.control_kind
where cells.document_id = $document_id and cells.table_no = $table_no
order by cells.row_no nulls last, cells.column_no
