{% test is_one_of(model, column, values, key=none) -%}
{{ check_is_one_of(model, column, values, key) }}
{%- endtest %}
