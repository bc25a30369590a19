{% macro allocation_id(cell, component_no) -%}
    ((((cast({{ cell }}.year_no as bigint) * 10000000 + {{ cell }}.document_no) * 100 + {{ cell }}.table_no) * 1000
    + {{ cell }}.row_no) * 100 + {{ cell }}.column_no) * 10 + {{ component_no }}
{%- endmacro %}
