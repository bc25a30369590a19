select document_id
from marts.dim_document
order by document_no
