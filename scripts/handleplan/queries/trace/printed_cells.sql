select printed_cell_id
from audit.audit_printed_cell
where content <> 'not_entered'
