{#- Fails on a row in which one of the columns is NULL, once for each. -#}
{% macro check_is_given(model, columns, key=none) -%}
{% for column in columns -%}
select
    {% if key %}{{ values_of([key]) }} || ': ' || {% endif %}'{{ column }} is empty; a value was expected' as finding,
    {{ place(key) }}
from {{ model }}
where {{ column }} is null
{%- if not loop.last %}
union all
{% endif %}
{%- endfor %}
{%- endmacro %}
