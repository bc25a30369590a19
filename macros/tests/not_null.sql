{% test not_null(model, column_name=none, columns=none, key=none) -%}
{% for column in columns or [column_name] -%}
select
    {% if key %}{{ values_of([key]) }} || ': ' || {% endif %}'{{ column }} is empty; a value was expected' as finding,
    {{ place(key) }}
from {{ model }}
where {{ column }} is null
{%- if not loop.last %}
union all
{% endif %}
{%- endfor %}
{%- endtest %}
