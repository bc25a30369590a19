{#- Metrics as dbt has parsed them (models/semantic), as rows and as SQL. dbt fills `graph` when it runs, not when it parses. -#}

{% macro all_metrics() -%}
    {{ return((graph.metrics.values() if execute else []) | sort(attribute='config.meta.display_order')) }}
{%- endmacro %}


{% macro metric_measure(metric) -%}
    {%- set name = metric.type_params.measure.name -%}
    {%- for model in graph.semantic_models.values() -%}
        {%- for measure in model.measures if measure.name == name -%}
            {{ return({'model': model, 'sql': measure.agg ~ '(' ~ (measure.expr or name) ~ ')'}) }}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}


{% macro metric_parts(metric) -%}
    {%- if metric.type == 'simple' -%}
        {{ return([metric_measure(metric)]) }}
    {%- endif -%}
    {%- if metric.type != 'ratio' -%}
        {{ exceptions.raise_compiler_error(metric.name ~ ' is ' ~ metric.type ~ ': no SQL is known for it') }}
    {%- endif -%}
    {%- set parts = [] -%}
    {%- for name in [metric.type_params.numerator.name, metric.type_params.denominator.name] -%}
        {%- for one in graph.metrics.values() if one.name == name -%}
            {%- do parts.append(metric_measure(one)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(parts) }}
{%- endmacro %}


{% macro metric_sql(metric) -%}
    {%- set parts = metric_parts(metric) -%}
    {%- if parts | length == 1 -%}
        {{ parts[0].sql }}
    {%- else -%}
        {{ parts[0].sql }} / nullif({{ parts[1].sql }}, 0)
    {%- endif -%}
{%- endmacro %}


{% macro metric_table(metric) -%}
    {%- set relation = metric_parts(metric)[0].model.node_relation -%}
    {{ relation.schema_name }}.{{ relation.alias }}
{%- endmacro %}


{% macro metric_rows() -%}
    values
    {%- for metric in all_metrics() %}
    {%- set meta = metric.config.meta %}
    ({{ meta.display_order }},
        {%- for text in [
            metric.name, meta.label_da, metric.label, meta.description_da, metric.description,
            meta.caution_da | default(none), meta.caution_en | default(none), meta.unit,
            meta.adds_over_da, meta.adds_over_en, metric_table(metric), metric_sql(metric),
            meta.question_da | default(none), meta.question_en | default(none)
        ] %} {{ sql_text(text) }}{{ ',' if not loop.last }}{% endfor %}){{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{% macro sql_text(text) -%}
    {%- if text is none -%} cast(null as string)
    {%- else -%} '{{ text | replace("'", "''") }}'
    {%- endif -%}
{%- endmacro %}
