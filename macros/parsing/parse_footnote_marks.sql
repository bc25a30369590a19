{#- The footnote marks of a cell: numbers joined by one blank (`1`, `1 2`); NULL for none, all else is refused. -#}
{% macro parse_footnote_marks(column) -%}
    {{ value_or_refuse(column, footnote_marks_refusal(column), column) }}
{%- endmacro %}


{#- NULL for marks that can be read, or nothing; else what was expected. -#}
{% macro footnote_marks_refusal(column) -%}
    case
        when
            {{ column }} is null
            or {{ fits(column, '\d{1,3}( \d{1,3})*') }}
            then null
        else 'a footnote number, nor several joined by one blank'
    end
{%- endmacro %}
