{% macro cell_of_year(printed_cell_id, columns) -%}
    {{ printed_cell_id }} || case when {{ columns }}.year_no > 0 then '.y' || {{ columns }}.year else '' end
{%- endmacro %}
