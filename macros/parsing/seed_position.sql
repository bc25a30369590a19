{% macro seed_position(seed, is_entered=true) -%}
    {%- if is_bulk() and is_entered -%}
    bulk_file as seed_file,
    bulk_row as seed_line
    {%- else -%}
    'seeds/{{ seed }}.csv' as seed_file,
    cast({{ entered_no() }} + 1 as integer) as seed_line
    {%- endif -%}
{%- endmacro %}
