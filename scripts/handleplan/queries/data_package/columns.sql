select column_name, data_type, comment, is_nullable
from duckdb_columns()
where schema_name = 'marts' and table_name = $table_name
order by column_index
