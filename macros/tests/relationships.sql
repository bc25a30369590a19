{% test relationships(model, column_name, to, field, only='true', key=none) -%}
{{ test_relationships_by_columns(model, [column_name], to, [field], only, key) }}
{%- endtest %}
