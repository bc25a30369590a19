-- Protects int_components__split: a symbol that stands for a known source is not taken for a mere note, which would
-- make the source of its rows unknown.
with symbols as (

    select * from {{ ref('stg_raw_symbols') }}
    where mark_kind = 'note'

),

source_names as (

    select * from {{ ref('stg_ref_funding_source_names') }}

),

final as (

    select
        'symbol "' || symbols.symbol || '" stands for "' || symbols.source_printed || '", a source that'
        || ' ref_funding_source_names.csv line ' || source_names.seed_line || ' knows: expected mark_kind source'
            as finding,
        symbols.seed_file,
        symbols.seed_line
    from symbols
    inner join source_names
        on symbols.source_printed = source_names.source_printed

)

select * from final
