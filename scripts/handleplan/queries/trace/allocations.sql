select cast(allocation_id as varchar) as allocation_id, printed_cell_id
from audit.audit_trace
