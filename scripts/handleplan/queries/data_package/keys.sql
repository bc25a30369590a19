select constraint_type, constraint_column_names, referenced_table, referenced_column_names
from duckdb_constraints()
where
    schema_name = 'marts' and table_name = $table_name
    and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
order by constraint_column_names, referenced_table
