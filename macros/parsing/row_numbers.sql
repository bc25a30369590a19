{#- Rows named by their numbers: `2-8`, `2-4 6`. -#}

{% macro row_numbers_refusal(column) -%}
    case
        when {{ column }} is null or {{ fits(column, '\d{1,3}(-\d{1,3})?( \d{1,3}(-\d{1,3})?)*') }} then null
        else 'numbers of rows, such as 2-8 or 2-4 6'
    end
{%- endmacro %}


{% macro row_numbers_end(word, part) -%}
    cast(split_part({{ word }}, '-', {{ part }}) as integer)
{%- endmacro %}


{% macro row_is_summed(total, row_no) -%}
    case
        when {{ total }}.summed_rows is not null
            then ' ' || {{ total }}.summed_rows || ' ' like '% ' || {{ row_no }} || ' %'
        else
            {{ row_no }} between coalesce({{ total }}.first_row_no, {{ total }}.row_no, 0)
            and coalesce({{ total }}.row_no, {{ row_no }})
    end
{%- endmacro %}
