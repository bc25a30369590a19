select table_name, comment
from duckdb_tables()
where schema_name = 'marts'
order by table_name
