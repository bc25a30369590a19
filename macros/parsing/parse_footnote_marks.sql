{#- The footnote marks of a cell: numbers joined by one blank (`1`, `1 2`); NULL for none, all else is refused. -#}
{% macro parse_footnote_marks(column) -%}
    case
        when
            {{ clean_text(column) }} is null or regexp_full_match({{ clean_text(column) }}, '\d{1,3}( \d{1,3})*')
            then {{ clean_text(column) }}
        else {{ refuse(column, 'a footnote number, nor several joined by one blank') }}
    end
{%- endmacro %}
