select
    document_id,
    min(second_reading_sha256) as file_sha256,
    count(second_reading_sha256) as read_count,
    count(*) as printed_count
from audit.audit_printed_cell
where content <> 'not_entered'
group by document_id
having count(second_reading_sha256) > 0
order by document_id
