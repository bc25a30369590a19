{#- A seed's table: empty and to be loaded from its CSV, or made from the files of the bulk folder at once. -#}
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


{#- A seed's table is always made anew: what it was filled from last time decides which columns it has. -#}
{% macro duckdb__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
    {%- do adapter.drop_relation(old_relation) -%}
    {{ return(create_csv_table(model, agate_table)) }}
{%- endmacro %}
