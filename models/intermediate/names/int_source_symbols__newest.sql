with source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

symbols as (

    select * from {{ ref('stg_raw_symbols') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

ordered as (

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
        funding_source_id,
        symbol
    from ordered
    where
        newest_no = 1
        and funding_source_id = newest_funding_source_id

)

select * from final
