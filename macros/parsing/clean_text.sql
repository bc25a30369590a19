{% macro clean_text(column) -%}
    {%- set blanks = [32, 9, 160, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8203, 8239, 8287, 12288, 65279] -%}
    nullif({{ trimmed_of(column, blanks) }}, '')
{%- endmacro %}
