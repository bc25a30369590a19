select schema_name, table_name, described.comment as table_comment, column_name, listed.comment
from duckdb_columns() as listed
inner join duckdb_tables() as described using (schema_name, table_name)
where not listed.internal and list_contains($schemas, schema_name)
order by schema_name desc, table_name asc, column_index asc
