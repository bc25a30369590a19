{% test holds(model, condition, expected, shown, key=none) -%}
select
    {{ values_of(shown) }} || ': expected {{ expected }}' as finding,
    {{ place(key) }}
from {{ model }}
where ({{ condition }}) is not true
{%- endtest %}
