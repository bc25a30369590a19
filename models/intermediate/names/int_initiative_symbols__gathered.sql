with cells as (

    select * from {{ ref('int_cells__in_force') }}

),

legends as (

    select * from {{ ref('stg_raw_symbols') }}

),

source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

source_symbols as (

    select * from {{ ref('int_source_symbols__newest') }}

),

printed as (

    select distinct
        plan_id,
        initiative_id,
        document_id,
        {{ each_word('symbols_printed') }} as symbol
    from cells
    where is_current

),

-- each document has its own legend; what is shown together has one, the newest symbol of each source
symbols as (

    select distinct
        printed.plan_id,
        printed.initiative_id,
        source_symbols.symbol
    from printed
    inner join legends
        on
            printed.document_id = legends.document_id
            and printed.symbol = legends.symbol
    inner join source_names
        on legends.source_printed = source_names.source_printed
    inner join source_symbols
        on source_names.funding_source_id = source_symbols.funding_source_id

),

final as (

    select
        plan_id,
        initiative_id,
        {{ joined('symbol', ' ', 'symbol') }} as source_symbols
    from symbols
    group by plan_id, initiative_id

)

select * from final
