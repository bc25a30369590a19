with funding_sources as (

    select * from {{ ref('stg_ref_funding_sources') }}

),

source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

symbols as (

    select * from {{ ref('stg_raw_symbols') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

symbols_ordered as (

    select
        source_names.funding_source_id,
        symbols.symbol,
        row_number() over (
            partition by source_names.funding_source_id order by documents.document_rank desc, symbols.symbol asc
        ) as newest_no,
        -- a symbol that a newer legend gives to another source is no longer this one's
        first_value(source_names.funding_source_id) over (
            partition by symbols.symbol order by documents.document_rank desc
        ) as newest_funding_source_id
    from symbols
    inner join source_names
        on symbols.source_printed = source_names.source_printed
    inner join documents
        on symbols.document_id = documents.document_id

),

final as (

    select
        funding_sources.funding_source_id,
        symbols_ordered.symbol,
        funding_sources.funding_source_name_da,
        funding_sources.funding_source_name_en
    from funding_sources
    left join symbols_ordered
        on
            funding_sources.funding_source_id = symbols_ordered.funding_source_id
            and symbols_ordered.newest_no = 1
            and funding_sources.funding_source_id = symbols_ordered.newest_funding_source_id

)

select * from final
