select
    total.control_id, total.control_kind, total.year,
    total.printed_dkk, total.computed_dkk, total.difference_dkk, printed.column_no, printed.heading_printed
from audit.audit_reconciliation as total
inner join audit.audit_printed_cell as cell using (document_id, table_no)
inner join audit.audit_printed_cell as printed
    on total.control_id = printed.printed_cell_id
where
    cell.printed_cell_id = $printed_cell_id
    and (cell.cell_kind in ('cell', 'period') or total.row_no = cell.row_no or total.summed_rows is not null)
    and coalesce(
        ' ' || total.summed_rows || ' ' like '% ' || cell.row_no || ' %',
        cell.row_no between coalesce(total.first_row_no, total.row_no, 0) and coalesce(total.row_no, cell.row_no)
    )
    and case
        when total.summed_columns is not null
            then ' ' || total.summed_columns || ' ' like '% ' || cell.column_no || ' %'
        when total.year is null and printed.first_year is null then cell.spread is null or cell.last_year > 0
        else printed.column_no = cell.column_no
    end
order by total.row_no nulls last, total.year nulls last
