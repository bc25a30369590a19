{% test accepted_values(model, column_name, values, key=none, are_several=false) -%}
select
    {% if key %}{{ values_of([key]) }} || ': ' || {% endif -%}
    '{{ column_name }} "' || {{ column_name }} || '" is not one of {{ values | join(", ") }}' as finding,
    {{ place(key) }}
from {{ model }}
{%- set one = '(' ~ values | join('|') ~ ')' %}
where {% if are_several -%} not {{ fits(column_name, one ~ '([+]' ~ one ~ ')*') }}
    {%- else -%} {{ column_name }} not in ('{{ values | join("', '") }}') {%- endif %}
{%- endtest %}
