{% test is_readable(model, columns, seed, only='true') -%}
{{ check_is_readable(model, columns, seed, only) }}
{%- endtest %}
