with years as (

    select * from {{ ref('dim_year') }}

),

numbered as (

    select
        year,
        period_start,
        {{ each_number('0', '365') }} as days_since
    from years

),

days as (

    select
        year,
        cast(period_start + cast(days_since as integer) as date) as date_day
    from numbered

),

final as (

    select date_day
    from days
    -- the day after the last of a year of 365 is no day of it
    where extract(year from date_day) = year

)

select * from final
