{#-
    The key of a printed total: `letter_2026.t1.r3.total` (row total), `letter_2026.t1.y2025` (column total),
    `letter_2026.t1.total` (table total), `letter_2026.t1.r6.y2025` (subtotal).
-#}
{% macro control_id(document_id, table_no, row_no, year) -%}
    {{ document_id }} || '.t' || {{ table_no }} || coalesce('.r' || {{ row_no }}, '')
    || coalesce('.y' || {{ year }}, '.total')
{%- endmacro %}
