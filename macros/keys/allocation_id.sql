{#-
    The integer key of a component: document, table, row, column and component in 7 + 2 + 3 + 2 + 1 digits.
    The same in every build; 15 digits at most are exact in Excel and JavaScript.
-#}
{% macro allocation_id(cell, component_no) -%}
    (((cast({{ cell }}.document_no as bigint) * 100 + {{ cell }}.table_no) * 1000 + {{ cell }}.row_no) * 100
    + {{ cell }}.column_no) * 10 + {{ component_no }}
{%- endmacro %}
