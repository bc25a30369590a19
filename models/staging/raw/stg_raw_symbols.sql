with source as (

    select
        *,
        {{ seed_position('raw/raw_symbols') }}
    from {{ ref('raw_symbols') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('symbol') }} as symbol,
        {{ clean_text('source_printed') }} as source_printed,
        {{ clean_text('mark_kind') }} as mark_kind,
        seed_file,
        seed_line
    from source

)

select * from final
