{% macro duckdb__get_table_columns_and_constraints() -%}
    {%- set kept = [] -%}
    {%- for constraint in model['constraints'] if is_held_by_index(constraint, model) -%}
        {%- do kept.append(constraint) -%}
    {%- endfor -%}
    {%- set lines = adapter.render_raw_columns_constraints(raw_columns=model['columns'])
        + adapter.render_raw_model_constraints(raw_constraints=kept) %}
(
    {{ lines | join(',\n    ') }}
)
{%- endmacro %}


{% macro is_held_by_index(constraint, model) -%}
    {%- if constraint.type == 'foreign_key' -%}
        {{ return(target.name == 'candidate') }}
    {%- endif -%}
    {{ return(constraint.type == 'check' or not is_bulk()) }}
{%- endmacro %}
