{% macro allocation_id(cell, component_no) -%}
    (((cast({{ cell }}.document_no as bigint) * 100 + {{ cell }}.table_no) * 1000 + {{ cell }}.row_no) * 100
    + {{ cell }}.column_no) * 10 + {{ component_no }}
{%- endmacro %}
