{% macro hold_counted_keys(relation, model) -%}
    {%- for constraint in model['constraints']
        if constraint.type in ('primary_key', 'unique') and not is_held_by_index(constraint, model) -%}
    {%- set key = constraint.columns | join(', ') -%}
    {%- call statement('key_' ~ loop.index) -%}
    {%- set rows_of = "' rows of " ~ relation.identifier ~ " have the " ~ key ~ " of another row'" %}
    select {{ stop_with("'Constraint Error: ' || copies || " ~ rows_of) }}
    from (select count(*) - count(distinct ({{ key }})) as copies from {{ relation }}) as counted
    where copies > 0
    {%- endcall -%}
    {%- endfor -%}
{%- endmacro %}
