{% macro control_id(document_id, table_no, row_no, year, own_column_no) -%}
    {{ document_id }} || '.t' || {{ table_no }} || coalesce('.r' || {{ row_no }}, '')
    || coalesce('.c' || {{ own_column_no }}, '.y' || {{ year }}, '.total')
{%- endmacro %}


{% macro count_control_id() -%}
    document_id || coalesce('.t' || table_no, '') || '.' || control_kind || coalesce('.' || item, '')
{%- endmacro %}
