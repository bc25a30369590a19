select * exclude (table_unit_dkk)
from audit.audit_printed_cell
where printed_cell_id = $printed_cell_id
