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


{% macro row_is_summed(total, row_no) -%}
    case
        when {{ total }}.summed_rows is not null
            then ' ' || {{ total }}.summed_rows || ' ' like '% ' || {{ row_no }} || ' %'
        else
            {{ row_no }} between coalesce({{ total }}.first_row_no, {{ total }}.row_no, 0)
            and coalesce({{ total }}.row_no, {{ row_no }})
    end
{%- endmacro %}


{% macro column_is_summed(total, column_no) -%}
    case
        when {{ total }}.summed_columns is not null
            then ' ' || {{ total }}.summed_columns || ' ' like '% ' || {{ column_no }} || ' %'
        else coalesce({{ total }}.summed_column_no, {{ column_no }}) = {{ column_no }}
    end
{%- endmacro %}
