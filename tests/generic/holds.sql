{% test holds(model, condition, expected, shown, key=none) -%}
{{ check_holds(model, condition, expected, shown, key) }}
{%- endtest %}
