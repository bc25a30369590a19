with source as (

    select
        *,
        {{ seed_position('raw/raw_documents') }}
    from {{ ref('raw_documents') }}

),

trimmed as (

    select
        {{ clean_text('document_id') }} as document_id,
        document_no,
        {{ clean_text('issued_on_printed') }} as issued_on_printed,
        {{ clean_text('title_printed') }} as title_printed,
        {{ clean_text('issued_by_printed') }} as issued_by_printed,
        {{ clean_text('price_level_rule') }} as price_level_rule,
        {{ clean_text('question_url') }} as question_url,
        seed_file,
        seed_line
    from source

),

final as (

    select
        document_id,
        document_no,
        issued_on_printed,
        {{ parse_date('issued_on_printed') }} as issued_on,
        title_printed,
        issued_by_printed,
        price_level_rule,
        {{ parse_link('question_url') }} as question_url,
        seed_file,
        seed_line
    from trimmed

)

select * from final
