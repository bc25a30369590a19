with source as (

    select
        *,
        {{ seed_position('raw/raw_table_rows') }}
    from {{ ref('raw_table_rows') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        row_no,
        {{ clean_text('row_kind') }} as row_kind,
        {{ clean_text('label_printed') }} as label_printed,
        {{ clean_text('symbols_printed') }} as symbols_printed,
        {{ clean_text('sums_rows') }} as sums_rows,
        seed_file,
        seed_line
    from source

)

select * from final
