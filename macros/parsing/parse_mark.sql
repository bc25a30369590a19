{#- A mark of ours in a raw CSV (`yes` or empty) as BOOLEAN, never NULL; all else is refused. -#}
{% macro parse_mark(column) -%}
    case
        when {{ clean_text(column) }} is null then false
        when {{ clean_text(column) }} = 'yes' then true
        else {{ refuse(column, 'yes, nor empty') }}
    end
{%- endmacro %}
