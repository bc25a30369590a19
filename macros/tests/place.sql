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


{% macro values_of(columns, alias=none) -%}
    {%- set prefix = alias ~ '.' if alias else '' -%}
    {%- for column in columns -%}
    '{{ column }} ' || coalesce(cast({{ prefix }}{{ column }} as string), 'empty')
    {%- if not loop.last %} || ', ' || {% endif -%}
    {%- endfor -%}
{%- endmacro %}
