with plan_years as (

    select * from {{ ref('int_plan_years__stated') }}

),

commitments as (

    select * from {{ ref('stg_raw_grant_commitments') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

),

bounds as (

    select
        year as first_year,
        year as last_year
    from plan_years
    union
    select
        first_year,
        last_year
    from commitments

),

years as (

    select distinct {{ each_number('first_year', 'last_year') }} as year
    from bounds

),

final as (

    select
        cast(years.year as integer) as year,
        years.year = (select max(municipalities.current_year) from municipalities) as is_current,
        {{ first_day('years.year') }} as period_start
    from years

)

select * from final
