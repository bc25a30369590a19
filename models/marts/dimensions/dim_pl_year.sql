with components as (

    select * from {{ ref('int_components__graded') }}

),

known as (

    select distinct pl_year
    from components
    where pl_year <> -1

),

final as (

    select
        pl_year,
        pl_year as price_year,
        pl_year || ' p/l' as label_da,
        pl_year || ' price level' as label_en
    from known
    union all
    select
        -1 as pl_year,
        cast(null as integer) as price_year,
        'Ukendt p/l' as label_da,
        'Unknown price level' as label_en

)

select * from final
