{% test accepted_values(model, column_name, values, key=none) -%}
select
    {% if key %}{{ values_of([key]) }} || ': ' || {% endif -%}
    '{{ column_name }} "' || {{ column_name }} || '" is not one of {{ values | join(", ") }}' as finding,
    {{ place(key) }}
from {{ model }}
where {{ column_name }} not in ('{{ values | join("', '") }}')
{%- endtest %}
