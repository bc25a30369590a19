select
    total.control_id, total.control_kind, total.year,
    total.printed_dkk, total.computed_dkk, total.difference_dkk, printed.column_no, printed.heading_printed
from audit.audit_total_cell as part
inner join audit.audit_reconciliation as total using (control_id)
inner join audit.audit_printed_cell as printed on total.control_id = printed.printed_cell_id
where part.printed_cell_id = $printed_cell_id
order by total.row_no nulls last, total.year nulls last
