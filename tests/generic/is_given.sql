{% test is_given(model, columns, key=none) -%}
{{ check_is_given(model, columns, key) }}
{%- endtest %}
