-- The sum again, from the fact, row by row of what the total stands for.
select
    trace.printed_cell_id, part.row_no, trace.row_label_printed, part.year,
    sum(part.amount_dkk) as amount_dkk
from marts.fct_allocation_statement as part
inner join audit.audit_trace as trace using (allocation_id)
inner join audit.audit_reconciliation as total
    on
        part.document_id = total.document_id and part.table_no = total.table_no
        and part.row_no between coalesce(total.first_row_no, total.row_no, part.row_no)
        and coalesce(total.row_no, part.row_no)
        and coalesce(total.year, part.year) = part.year
where total.control_id = $control_id and not part.is_given_out
group by all
order by part.row_no, part.year
