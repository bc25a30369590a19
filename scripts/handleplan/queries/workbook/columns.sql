-- What the columns of the tidy sheet mean.
select column_name, comment, comment as comment_again
from duckdb_columns()
where schema_name = 'marts' and table_name = 'rpt_allocation'
order by column_index
