-- Protects int_components__split: every symbol of a row is explained by its document's own legend.
with legends as (

    select
        document_id,
        min(seed_line) as first_line,
        max(seed_line) as last_line
    from {{ ref('stg_raw_symbols') }}
    group by document_id

),

printed_rows as (

    select
        *,
        {{ each_word('symbols_printed') }} as symbol
    from {{ ref('stg_raw_table_rows') }}

),

symbols as (

    select * from {{ ref('stg_raw_symbols') }}

),

final as (

    select
        'symbol "' || printed_rows.symbol || '" is not in the legend of document ' || printed_rows.document_id
        || coalesce(' (raw_symbols.csv lines ' || legends.first_line || ' to ' || legends.last_line || ')', '')
        || '; several symbols are joined by one blank' as finding,
        printed_rows.seed_file,
        printed_rows.seed_line
    from printed_rows
    left join symbols
        on
            printed_rows.document_id = symbols.document_id
            and printed_rows.symbol = symbols.symbol
    left join legends
        on printed_rows.document_id = legends.document_id
    where symbols.symbol is null

)

select * from final
