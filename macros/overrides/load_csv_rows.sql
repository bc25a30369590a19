{% macro duckdb__load_csv_rows(model, agate_table) -%}
    {%- if is_bulk() -%}
        {{ return('-- filled when it was made') }}
    {%- endif -%}
    {%- set columns = get_seed_column_quoted_csv(model, agate_table.column_names) -%}
    {%- set one_row = '(' ~ ([get_binding_char()] * (agate_table.column_names | length)) | join(', ') ~ ')' -%}
    {%- set statements = [] -%}
    {%- for rows in agate_table.rows | batch(get_batch_size()) -%}
        {%- set values = [] -%}
        {%- for row in rows -%}
            {%- for value in row -%}
                {%- set trimmed = value.strip().strip('\ufeff').strip() if value is string else value -%}
                {%- do values.append(none if trimmed == '' else trimmed) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- set sql -%}
            insert into {{ this.render() }} ({{ columns }}) values {{ ([one_row] * (rows | length)) | join(', ') }}
        {%- endset -%}
        {%- do adapter.add_query(sql, bindings=values, abridge_sql_log=True) -%}
        {%- do statements.append(sql) -%}
    {%- endfor -%}
    {{ return(statements[0]) }}
{%- endmacro %}
