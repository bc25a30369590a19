with source as (

    select
        *,
        {{ seed_position('raw/raw_controls') }}
    from {{ ref('raw_controls') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        {{ clean_text('control_kind') }} as control_kind,
        {{ clean_text('item') }} as item,
        expected,
        seed_file,
        seed_line
    from source

)

select * from final
