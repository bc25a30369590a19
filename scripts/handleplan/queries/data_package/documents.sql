select title_da, issued_on, question_url
from marts.dim_document
order by all
