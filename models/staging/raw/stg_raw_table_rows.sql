with source as (

    select
        *,
        {{ seed_position('raw/raw_table_rows') }}
    from {{ ref('raw_table_rows') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        row_no,
        {{ clean_text('row_kind') }} as row_kind,
        {{ clean_text('label_printed') }} as label_printed,
        {{ clean_text('symbols_printed') }} as symbols_printed,
        {{ clean_text('sums_rows') }} as sums_rows,
        {{ clean_text('responsible_printed') }} as responsible_printed,
        {{ clean_text('price_level_printed') }} as price_level_printed,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        table_no,
        row_no,
        row_kind,
        label_printed,
        symbols_printed,
        sums_rows,
        responsible_printed,
        price_level_printed,
        {{ parse_year('price_level_printed') }} as pl_year,
        seed_file,
        seed_line
    from trimmed

)

select * from final
