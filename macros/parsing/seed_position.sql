{#-
    Where a row was entered: the CSV file and the line in it. Seeds are loaded in the order of the file and no
    value holds a line break, so the row's number plus the head line is the line. Rows from the bulk folder bring
    their place along.
-#}
{% macro seed_position(seed, is_entered=true) -%}
    {%- if is_bulk() and is_entered -%}
    bulk_file as seed_file,
    bulk_row as seed_line
    {%- else -%}
    'seeds/{{ seed }}.csv' as seed_file,
    cast({{ entered_no() }} + 1 as integer) as seed_line
    {%- endif -%}
{%- endmacro %}
