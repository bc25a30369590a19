{#- Rows, or columns, named by their numbers: `2-8`, `2-4 6`. -#}

{% macro row_numbers_refusal(column) -%}
    case
        when {{ column }} is null or {{ fits(column, '\d{1,3}(-\d{1,3})?( \d{1,3}(-\d{1,3})?)*') }} then null
        else 'numbers of rows, such as 2-8 or 2-4 6, or of columns'
    end
{%- endmacro %}


{% macro row_numbers_end(word, part) -%}
    cast(split_part({{ word }}, '-', {{ part }}) as integer)
{%- endmacro %}
