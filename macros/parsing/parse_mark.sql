{#- A mark of ours in a raw CSV (`yes` or empty) as BOOLEAN, never NULL; all else is refused. -#}
{% macro parse_mark(column) -%}
    {{ value_or_refuse(column, mark_refusal(column), column ~ ' is not null') }}
{%- endmacro %}


{#- NULL for `yes` or nothing; else what was expected. -#}
{% macro mark_refusal(column) -%}
    case when coalesce({{ column }}, 'yes') <> 'yes' then 'yes, nor empty' end
{%- endmacro %}
