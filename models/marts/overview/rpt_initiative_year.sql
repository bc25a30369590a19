with overview as (

    select * from {{ ref('rpt_plan_overview') }}

),

final as (

    select
        plan_id,
        plan_name_da,
        plan_name_en,
        initiative_id,
        line_label_da as initiative_name_da,
        line_label_en as initiative_name_en,
        year,
        cast(year || '-01-01' as date) as period_start,
        source_symbols,
        amount_dkk,
        is_dash
    from overview
    where line_kind = 'initiative' and year is not null

)

select * from final
