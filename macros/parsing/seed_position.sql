{#-
    Where a row was entered: the CSV file and the line in it. Seeds are loaded in the order of the file and no
    value holds a line break, so the row's number plus the head line is the line.
-#}
{% macro seed_position(seed) -%}
    'seeds/{{ seed }}.csv' as seed_file,
    cast(row_number() over () + 1 as integer) as seed_line
{%- endmacro %}
