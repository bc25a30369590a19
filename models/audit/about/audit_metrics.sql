{#- Published as main.metrics: what models/semantic defines, for whoever has only the file. -#}
{{ config(schema='main', alias='metrics') }}

with metrics (
    metric_no,
    metric_id,
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
) as (

    {{ metric_rows() }}

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
