{% macro is_bulk() -%}
    {{ return(var('raw_dir', '') != '') }}
{%- endmacro %}


{% macro bulk_rows(seed, column_types) -%}
    {{ adapter.dispatch('bulk_rows', 'handleplan')(seed, column_types) }}
{%- endmacro %}


{% macro path_as_pattern(path) -%}
    {#- Where DuckDB reads a pattern, a path's own brackets, stars and question marks stand for themselves. -#}
    {{ return(path | replace("'", "''") | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]')) }}
{%- endmacro %}


{% macro duckdb__bulk_rows(seed, column_types) -%}
    {%- set folder = var('raw_dir').rstrip('/') -%}
    {%- set pattern = path_as_pattern(folder) -%}
    {%- set files_found = run_query(
        "select lower(regexp_extract(file, '\\.(\\w+)$', 1)) as kind, min(file) as first_file "
        ~ "from glob('" ~ pattern ~ "/" ~ seed ~ "/**') group by kind order by kind"
    ) -%}
    {%- set found = files_found.columns[0].values() | list -%}
    {%- if found not in (['parquet'], ['csv']) -%}
        {{ exceptions.raise_compiler_error(
            var('raw_dir') ~ '/' ~ seed ~ ' holds ' ~ (found | join(' and ') or 'no file')
            ~ '; expected Parquet files or CSV files, and an empty one for a table without rows'
        ) }}
    {%- endif -%}
    {%- set files = "'" ~ pattern ~ "/" ~ seed ~ "/**/*." ~ found[0] ~ "', filename = true, hive_types_autocast = false" -%}
select
    {% for column, type in column_types.items() -%}
    cast({{ column }} as {{ type }}) as {{ column }},
    {% endfor -%}
    {% if found == ['parquet'] and run_query(
        "select count(*) from parquet_schema('" ~ path_as_pattern(files_found.columns[1].values()[0])
        ~ "') where name = 'bulk_file'"
    ).columns[0].values()[0] -%}
    bulk_file,
    bulk_row
from read_parquet({{ files }})
    {%- else -%}
    replace(filename, '{{ folder | replace("'", "''") }}/', '') as bulk_file,
    {% if found == ['parquet'] -%}
    cast(file_row_number + 1 as integer) as bulk_row
from read_parquet({{ files }}, file_row_number = true, union_by_name = true)
    {%- else -%}
    {#- A CSV file has no row numbers: they are counted on, over the files in turn, with one head line each. -#}
    cast(row_no_of_all - min(row_no_of_all) over (partition by filename) + 2 as integer) as bulk_row
from (
    select
        *,
        row_number() over () as row_no_of_all
    from read_csv({{ files }}, header = true, delim = ',', quote = '"', types = {{ column_types | tojson | replace('"', "'") }})
)
    {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro spark__bulk_rows(seed, column_types) -%}
    {%- if not is_bulk() -%}
        {{ exceptions.raise_compiler_error('On Spark the rows come from a folder of Parquet files: give raw_dir') }}
    {%- endif -%}
select
    {% for column, type in column_types.items() -%}
    cast({{ column }} as {{ type | replace('varchar', 'string') }}) as {{ column }},
    {% endfor -%}
    '{{ seed }}/' || substring_index(_metadata.file_path, '/{{ seed }}/', -1) as bulk_file,
    cast(_metadata.row_index + 1 as integer) as bulk_row
from parquet.`{{ var('raw_dir').rstrip('/') }}/{{ seed }}`
{%- endmacro %}
