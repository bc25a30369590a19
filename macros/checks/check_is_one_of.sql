{#- Fails on a row whose column holds none of the values; NULL passes (`is_given` is for that). -#}
{% macro check_is_one_of(model, column, values, key=none) -%}
select
    {% if key %}{{ values_of([key]) }} || ': ' || {% endif -%}
    '{{ column }} "' || {{ column }} || '" is not one of {{ values | join(", ") }}' as finding,
    {{ place(key) }}
from {{ model }}
where {{ column }} not in ('{{ values | join("', '") }}')
{%- endmacro %}
