with recursive rates as (

    select
        price_series,
        year,
        rate_percent,
        -- a rate is revised: the newest publication counts
        row_number() over (partition by price_series, year order by published_on desc) as newest_no
    from {{ ref('stg_ref_price_index') }}
    -- the state's rates say nothing of what a municipality's prices do
    where is_municipal

),

newest_rates as (

    select
        price_series,
        year,
        cast(1 + rate_percent * cast(0.01 as decimal(3, 2)) as decimal(14, 10)) as rate
    from rates
    where newest_no = 1

),

-- from each year with a rate to the next, and on, as long as there is a rate for every year between
forward as (

    select
        price_series,
        year - 1 as from_year,
        year as to_year,
        rate as factor
    from newest_rates
    union all
    select
        forward.price_series,
        forward.from_year,
        newest_rates.year as to_year,
        cast(forward.factor * newest_rates.rate as decimal(14, 10)) as factor
    from forward
    inner join newest_rates
        on
            forward.price_series = newest_rates.price_series
            and forward.to_year + 1 = newest_rates.year

),

final as (

    select
        price_series,
        from_year,
        to_year,
        factor
    from forward
    union all
    -- back in time; a factor is no money, so it may be rounded
    select
        price_series,
        to_year as from_year,
        from_year as to_year,
        cast(1 / factor as decimal(14, 10)) as factor
    from forward

)

select * from final
