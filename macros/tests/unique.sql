{% test unique(model, column_name, only='true', key=none) -%}
{{ test_unique_combination_of_columns(model, [column_name], only, key) }}
{%- endtest %}
