{% test is_unique_by(model, columns, only='true', key=none) -%}
{{ check_is_unique_by(model, columns, only, key) }}
{%- endtest %}
