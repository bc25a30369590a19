{#-
    Foreign keys are for the candidate of the letters alone. DuckDB refuses to rebuild a table that a foreign key points at,
    so on the development file they would stop an engineer from building one dimension by itself; and each is an index
    that memory must hold, so from the bulk folder they would be what ends a build of ten million cells first.
    There the tests of `relationships` say the same.
-#}
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
