select
    total.control_id, total.control_kind, total.year,
    total.printed_dkk, total.computed_dkk, total.difference_dkk, printed.column_no, printed.heading_printed
from audit.audit_reconciliation as total
inner join audit.audit_printed_cell as cell using (document_id, table_no)
inner join audit.audit_printed_cell as printed
    on
        total.control_id = printed.printed_cell_id
        and total.control_kind = printed.cell_kind
where
    cell.printed_cell_id = $printed_cell_id
    and case
        when total.summed_rows is not null then total.summed_rows.string_split(' ').contains(cell.row_no::varchar)
        else
            cell.row_no between coalesce(total.first_row_no, total.row_no, cell.row_no)
            and coalesce(total.row_no, cell.row_no)
    end
    and case
        when total.year is not null or printed.spread is not null then printed.column_no = cell.column_no
        else cell.spread is distinct from 'each_year'
    end
order by total.row_no nulls last, total.year nulls last
