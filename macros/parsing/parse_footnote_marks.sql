{% macro parse_footnote_marks(column) -%}
    {{ value_or_refuse(column, footnote_marks_refusal(column), column) }}
{%- endmacro %}


{% macro footnote_marks_refusal(column) -%}
    case
        when
            {{ column }} is null
            or {{ fits(column, '\d{1,3}( \d{1,3})*') }}
            then null
        else 'a footnote number, nor several joined by one blank'
    end
{%- endmacro %}
