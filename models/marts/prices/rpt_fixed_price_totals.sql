with fixed_prices as (

    select * from {{ ref('rpt_fixed_prices') }}

),

totals as (

    select
        plan_id,
        year,
        price_series,
        fixed_price_year,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        cast(coalesce(sum(case when fixed_price_dkk is not null then amount_dkk end), 0) as decimal(18, 2))
            as covered_dkk,
        sum(case when fixed_price_dkk is not null then abs(amount_dkk) else 0 end) as covered_size_dkk,
        sum(abs(amount_dkk)) as size_dkk,
        {{ total_dkk('fixed_price_dkk') }} as fixed_price_dkk
    from fixed_prices
    group by plan_id, year, price_series, fixed_price_year

),

final as (

    select
        plan_id,
        year,
        price_series,
        fixed_price_year,
        amount_dkk,
        covered_dkk,
        {{ share_of('covered_size_dkk', 'size_dkk') }} as covered_share,
        fixed_price_dkk
    from totals

)

select * from final
