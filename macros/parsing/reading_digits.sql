{% macro reading_digits(printed, read) -%}
    {%- set digits_printed = with_replaced(printed, '\D', '') -%}
    {%- set digits_read = with_replaced(read, '\D', '') -%}
    case
        when {{ read }} is null then null
        when {{ digits_printed }} = '' or {{ digits_printed }} = {{ digits_read }} then 'all'
        when {{ digits_read }} <> '' and {{ digits_printed }} like '%' || {{ digits_read }} || '%' then 'some'
        else 'other'
    end
{%- endmacro %}


{% macro reading_hint() -%}
    {{ return('; what it means goes into amount_read, and why into reading_reason') }}
{%- endmacro %}
