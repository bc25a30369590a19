{% materialization table, adapter='duckdb' %}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
    {%- if existing is not none %}
    drop {{ existing.type }} if exists {{ existing }} cascade;
    {%- endif %}
    {{ create_table_as(False, relation, compiled_code) }}
    {%- endcall -%}
    {%- do hold_counted_keys(relation, model) -%}
    {%- do persist_docs(relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}
