with source as (

    select
        *,
        {{ seed_position('raw/raw_second_readings') }}
    from {{ ref('raw_second_readings') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        row_no,
        column_no,
        {{ clean_text('amount_printed') }} as amount_printed,
        {{ clean_text('footnote_marks') }} as footnote_marks,
        {{ clean_text('file_sha256') }} as file_sha256,
        seed_file,
        seed_line
    from source

)

select * from final
