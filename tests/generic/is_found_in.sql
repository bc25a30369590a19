{% test is_found_in(model, columns, to, to_columns=none, only='true', key=none) -%}
{{ check_is_found_in(model, columns, to, to_columns, only, key) }}
{%- endtest %}
