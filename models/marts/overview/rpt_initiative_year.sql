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
        {{ first_day('year') }} as period_start,
        source_symbols,
        amount_dkk,
        is_dash,
        -- what is not printed counts as nothing, as in the totals, so the changes add up to that of the total
        case
            when lag(year) over initiative_years = year - 1
                then cast(
                    coalesce(amount_dkk, 0) - coalesce(lag(amount_dkk) over initiative_years, 0) as decimal(18, 2)
                )
        end as change_from_year_before_dkk
    from overview
    where line_kind = 'initiative' and year is not null
    window initiative_years as (partition by plan_id, initiative_id order by year)

)

select * from final
