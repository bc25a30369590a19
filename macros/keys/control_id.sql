{% macro control_id(document_id, table_no, row_no, year, period_column_no) -%}
    {{ document_id }} || '.t' || {{ table_no }} || coalesce('.r' || {{ row_no }}, '')
    || coalesce('.y' || {{ year }}, '.c' || {{ period_column_no }}, '.total')
{%- endmacro %}


{% macro count_control_id() -%}
    document_id || coalesce('.t' || table_no, '') || '.' || control_kind || coalesce('.' || item, '')
{%- endmacro %}
