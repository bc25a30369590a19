{#-
    The key of a printed total: `letter_2026.t1.r3.total` (row total), `letter_2026.t1.y2025` (column total),
    `letter_2026.t1.total` (table total), `letter_2026.t1.r6.y2025` (subtotal).
-#}
{% macro control_id(document_id, table_no, row_no, year) -%}
    {{ document_id }} || '.t' || {{ table_no }} || coalesce('.r' || {{ row_no }}, '')
    || coalesce('.y' || {{ year }}, '.total')
{%- endmacro %}


{#- The key of a count: `letter_2026.t1.rows_by_symbol.*`, `letter_2026.decisions`. -#}
{% macro count_control_id() -%}
    document_id || coalesce('.t' || table_no, '') || '.' || control_kind || coalesce('.' || item, '')
{%- endmacro %}
