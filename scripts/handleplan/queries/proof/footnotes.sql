select
    note.footnote_no, note.amount_printed, note.unit_dkk, note.year_printed, note.source_printed,
    note.committee_printed, note.decided_on_printed, note.price_level_printed,
    note.seed_file, note.seed_line, note.amount_dkk
from audit.audit_footnotes as note
inner join audit.audit_printed_cell as cell using (document_id, table_no)
where
    cell.printed_cell_id = $printed_cell_id
    and list_contains(string_split(cell.footnote_marks, ' '), cast(note.footnote_no as varchar))
order by note.footnote_no
