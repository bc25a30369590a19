-- The sum again, from the fact and the amounts for a period, row by row of what the total stands for.
select
    trace.printed_cell_id, part.row_no, trace.row_label_printed, part.year, part.column_no, cell.heading_printed,
    sum(part.amount_dkk) as amount_dkk
from marts.fct_allocation_statement as part
inner join audit.audit_trace as trace using (allocation_id)
inner join audit.audit_printed_cell as cell using (printed_cell_id)
inner join audit.audit_reconciliation as total
    on
        part.document_id = total.document_id and part.table_no = total.table_no
        and case
            when total.summed_rows is not null then total.summed_rows.string_split(' ').contains(part.row_no::varchar)
            else
                part.row_no between coalesce(total.first_row_no, total.row_no, part.row_no)
                and coalesce(total.row_no, part.row_no)
        end
inner join audit.audit_printed_cell as printed
    on
        total.control_id = printed.printed_cell_id
        and total.control_kind = printed.cell_kind
        and case when total.year is not null then printed.column_no = part.column_no else printed.spread is null end
where total.control_id = $control_id and not part.is_given_out
group by all
union all
select
    cell.printed_cell_id, cell.row_no, cell.row_label_printed, cell.year, cell.column_no, cell.heading_printed,
    cell.amount_dkk
from audit.audit_printed_cell as cell
inner join audit.audit_printed_cell as total using (document_id, table_no)
inner join audit.audit_reconciliation as sums
    on
        total.printed_cell_id = sums.control_id
        and total.cell_kind = sums.control_kind
        and case
            when sums.summed_rows is not null then sums.summed_rows.string_split(' ').contains(cell.row_no::varchar)
            else
                cell.row_no between coalesce(sums.first_row_no, sums.row_no, cell.row_no)
                and coalesce(sums.row_no, cell.row_no)
        end
where
    total.printed_cell_id = $control_id
    and cell.cell_kind = 'period' and cell.amount_dkk is not null
    and sums.year is null
    and case when total.spread is null then cell.spread = 'in_all' else total.column_no = cell.column_no end
order by row_no, year, column_no
