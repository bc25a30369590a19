with funding_sources as (

    select * from {{ ref('stg_ref_funding_sources') }}

),

source_symbols as (

    select * from {{ ref('int_source_symbols__newest') }}

),

final as (

    select
        funding_sources.funding_source_id,
        source_symbols.symbol,
        funding_sources.funding_source_name_da,
        funding_sources.funding_source_name_en
    from funding_sources
    left join source_symbols
        on funding_sources.funding_source_id = source_symbols.funding_source_id

)

select * from final
