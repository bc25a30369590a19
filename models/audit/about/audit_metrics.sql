{#- Published as main.metrics: what models/semantic defines, for whoever has only the file. -#}
{{ config(schema='main', alias='metrics') }}

with metrics as (

    {%- for metric in all_metrics() %}
    select
        {{ metric.config.meta.display_order }} as metric_no,
        {%- set texts = {
            'metric_id': metric.name,
            'label_da': metric.config.meta.label_da,
            'label_en': metric.label,
            'description_da': metric.config.meta.description_da,
            'description_en': metric.description,
            'caution_da': metric.config.meta.caution_da | default(none),
            'caution_en': metric.config.meta.caution_en | default(none),
            'unit': metric.config.meta.unit,
            'adds_over_da': metric.config.meta.adds_over_da,
            'adds_over_en': metric.config.meta.adds_over_en,
            'table_name': metric_table(metric),
            'sql_expression': metric_sql(metric),
            'question_da': metric.config.meta.question_da | default(none),
            'question_en': metric.config.meta.question_en | default(none)
        } %}
        {%- for name, text in texts.items() %}
        {{ sql_text(text) }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

final as (

    select
        metric_id,
        metric_no,
        label_da,
        label_en,
        description_da,
        description_en,
        caution_da,
        caution_en,
        unit,
        adds_over_da,
        adds_over_en,
        table_name,
        sql_expression,
        question_da,
        question_en
    from metrics

)

select * from final
