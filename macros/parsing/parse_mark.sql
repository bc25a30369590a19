{% macro parse_mark(column) -%}
    {{ value_or_refuse(column, mark_refusal(column), column ~ ' is not null') }}
{%- endmacro %}


{% macro mark_refusal(column) -%}
    case when coalesce({{ column }}, 'yes') <> 'yes' then 'yes, nor empty' end
{%- endmacro %}
