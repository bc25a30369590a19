{% macro duckdb__get_table_columns_and_constraints() -%}
    {%- set kept = [] -%}
    {%- for constraint in model['constraints'] if constraint.type != 'foreign_key' or target.name == 'candidate' -%}
        {%- do kept.append(constraint) -%}
    {%- endfor -%}
    {%- set lines = adapter.render_raw_columns_constraints(raw_columns=model['columns'])
        + adapter.render_raw_model_constraints(raw_constraints=kept) %}
(
    {{ lines | join(',\n    ') }}
)
{%- endmacro %}
