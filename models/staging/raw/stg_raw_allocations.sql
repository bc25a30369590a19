with source as (

    select
        *,
        {{ seed_position('raw/raw_allocations') }}
    from {{ ref('raw_allocations') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        row_no,
        column_no,
        {{ clean_text('amount_printed') }} as amount_printed,
        {{ clean_text('footnote_marks') }} as footnote_marks,
        {{ clean_text('partly_unallocated') }} as partly_unallocated,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        table_no,
        row_no,
        column_no,
        amount_printed,
        {{ content_of('amount_printed') }} as content,
        {{ parse_amount('amount_printed') }} as amount,
        {{ parse_footnote_marks('footnote_marks') }} as footnote_marks,
        {{ parse_mark('partly_unallocated') }} as is_partly_unallocated,
        seed_file,
        seed_line
    from trimmed

)

select * from final
