with printed_rows as (

    select distinct
        document_id,
        symbols_printed,
        {{ each_word('symbols_printed') }} as symbol
    from {{ ref('stg_raw_table_rows') }}

),

legends as (

    select * from {{ ref('stg_raw_symbols') }}

),

source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

final as (

    -- of two sources neither is the row's: the document does not divide its amount
    select
        printed_rows.document_id,
        printed_rows.symbols_printed,
        case
            when count(*) filter (where legends.mark_kind = 'source') = 1
                then min(source_names.funding_source_id)
        end as funding_source_id,
        {{ joined('legends.source_printed', '; ', 'legends.symbol', "legends.mark_kind = 'note'") }} as notes_printed
    from printed_rows
    inner join legends
        on
            printed_rows.document_id = legends.document_id
            and printed_rows.symbol = legends.symbol
    left join source_names
        on legends.source_printed = source_names.source_printed
    group by printed_rows.document_id, printed_rows.symbols_printed

)

select * from final
