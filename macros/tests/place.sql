{#-
    Where a finding is to be mended. Rows of staging know their CSV file and line; for other rows `key` names the
    column that tells which row it is, and the finding bears it.
-#}
{% macro place(key=none, alias=none) -%}
    {%- set prefix = alias ~ '.' if alias else '' -%}
    {%- if key -%}
    cast(null as string) as seed_file,
    cast(null as integer) as seed_line
    {%- else -%}
    {{ prefix }}seed_file,
    {{ prefix }}seed_line
    {%- endif -%}
{%- endmacro %}


{#- The words in a finding that tell which row it is: `plan_id integration, year 2026`. -#}
{% macro values_of(columns, alias=none) -%}
    {%- set prefix = alias ~ '.' if alias else '' -%}
    {%- for column in columns -%}
    '{{ column }} ' || coalesce(cast({{ prefix }}{{ column }} as string), 'empty')
    {%- if not loop.last %} || ', ' || {% endif -%}
    {%- endfor -%}
{%- endmacro %}
