select
    cell.printed_cell_id, cell.row_no, cell.row_label_printed, cell.year, cell.column_no, cell.heading_printed,
    coalesce(sum(amounts.amount_dkk), any_value(cell.amount_dkk)) as amount_dkk
from audit.audit_total_cell as part
inner join audit.audit_printed_cell as total on part.control_id = total.printed_cell_id
inner join audit.audit_printed_cell as cell on part.printed_cell_id = cell.printed_cell_id
left join marts.fct_allocation_statement as amounts
    on
        (amounts.document_id, amounts.table_no, amounts.row_no, amounts.column_no)
        = (cell.document_id, cell.table_no, cell.row_no, cell.column_no)
        and not amounts.is_given_out
        and (amounts.year = coalesce(cell.first_year, amounts.year) or total.spread = 'in_all')
where
    part.control_id = $control_id
    and (amounts.allocation_id is not null or cell.cell_kind <> 'cell' and cell.amount_dkk is not null)
group by all
order by cell.row_no, cell.year, cell.column_no
