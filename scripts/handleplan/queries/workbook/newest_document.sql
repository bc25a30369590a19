select max(issued_on) as issued_on
from marts.dim_document
