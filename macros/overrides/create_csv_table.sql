{% macro duckdb__create_csv_table(model, agate_table) -%}
    {%- if not is_bulk() -%}
        {{ return(default__create_csv_table(model, agate_table)) }}
    {%- endif -%}
    {%- call statement('_') -%}
    create table {{ this.render() }} as
    {{ bulk_rows(model['name'], model['config']['column_types']) }}
    {%- endcall -%}
    {{ return('-- made from ' ~ var('raw_dir')) }}
{%- endmacro %}


{% macro duckdb__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
    {%- do adapter.drop_relation(old_relation) -%}
    {{ return(create_csv_table(model, agate_table)) }}
{%- endmacro %}
