{%- set fixed_price_year = var('fixed_price_year') -%}
{%- set price_series = var('fixed_price_series') -%}

with allocations as (

    select * from {{ ref('fct_allocation') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

),

pl_years as (

    select * from {{ ref('dim_pl_year') }}

),

factors as (

    select * from {{ ref('int_price_factors__chained') }}
    where price_series = '{{ price_series }}'

),

valued as (

    select
        allocations.allocation_id,
        allocations.plan_id,
        allocations.initiative_id,
        allocations.year,
        allocations.pl_year,
        pl_years.price_year,
        {{ fixed_price_year or 'municipalities.current_year' }} as fixed_price_year,
        allocations.amount_dkk
    from allocations
    inner join municipalities
        on allocations.municipality_id = municipalities.municipality_id
    inner join pl_years
        on allocations.pl_year = pl_years.pl_year

),

factored as (

    select
        valued.*,
        valued.price_year || '-' || valued.fixed_price_year as years,
        -- what is in the prices of the chosen year already needs no rate
        case
            when valued.price_year = valued.fixed_price_year then cast(1 as decimal(14, 10))
            else factors.factor
        end as price_factor
    from valued
    left join factors
        on
            valued.price_year = factors.from_year
            and valued.fixed_price_year = factors.to_year

),

final as (

    select
        allocation_id,
        plan_id,
        initiative_id,
        year,
        pl_year,
        amount_dkk,
        '{{ price_series }}' as price_series,
        fixed_price_year,
        price_factor,
        cast(cast(amount_dkk as decimal(24, 2)) * price_factor as decimal(18, 2)) as fixed_price_dkk,
        case
            when price_year is null then 'Beløbets pris- og lønniveau er ukendt'
            when price_factor is null then 'Serien {{ price_series }} mangler en kommunal sats i årene ' || years
        end as reason_da,
        case
            when price_year is null then 'The price level of the amount is unknown'
            when price_factor is null then 'The series {{ price_series }} lacks a municipal rate in the years ' || years
        end as reason_en
    from factored

)

select * from final
