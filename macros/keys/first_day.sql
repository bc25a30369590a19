{% macro first_day(year) -%}
    make_date({{ year }}, 1, 1)
{%- endmacro %}
