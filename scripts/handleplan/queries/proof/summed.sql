select
    cell.printed_cell_id, cell.row_no, cell.row_label_printed, cell.year, cell.column_no, cell.heading_printed,
    coalesce(sum(part.amount_dkk), any_value(cell.amount_dkk)) as amount_dkk
from audit.audit_reconciliation as total
inner join audit.audit_printed_cell as printed
    on total.control_id = printed.printed_cell_id
inner join audit.audit_printed_cell as cell
    on
        total.document_id = cell.document_id and total.table_no = cell.table_no
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
left join marts.fct_allocation_statement as part
    on
        (part.document_id, part.table_no, part.row_no, part.column_no)
        = (cell.document_id, cell.table_no, cell.row_no, cell.column_no)
        and not part.is_given_out
        and (part.year = coalesce(cell.first_year, part.year) or printed.spread = 'in_all')
where
    total.control_id = $control_id
    and (
        part.allocation_id is not null
        or cell.cell_kind = 'period' and cell.amount_dkk is not null
        or cell.cell_kind in ('financing', 'shortfall', 'memo') and cell.amount_dkk is not null
        and (total.summed_rows is not null or cell.row_no = total.row_no)
    )
group by all
order by cell.row_no, cell.year, cell.column_no
