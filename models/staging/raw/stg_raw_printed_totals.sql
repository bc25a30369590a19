with source as (

    select
        *,
        {{ seed_position('raw/raw_printed_totals') }}
    from {{ ref('raw_printed_totals') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        table_no,
        {{ clean_text('total_kind') }} as total_kind,
        row_no,
        column_no,
        {{ clean_text('amount_printed') }} as amount_printed,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        table_no,
        total_kind,
        row_no,
        column_no,
        amount_printed,
        {{ content_of('amount_printed') }} as content,
        {{ parse_amount('amount_printed') }} as amount,
        {{ unit_in('amount_printed') }} as own_unit_dkk,
        seed_file,
        seed_line
    from trimmed

)

select * from final
