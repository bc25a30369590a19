{% macro never() -%}
    2147483647
{%- endmacro %}


{% macro stands_from(cells) -%}
    case when {{ cells }}.statement_kind = 'level' then {{ cells }}.document_rank else {{ cells }}.document_rank + 1 end
{%- endmacro %}


{% macro stands_until(cells) -%}
    coalesce({{ cells }}.replaced_by_rank, {{ never() }})
{%- endmacro %}
