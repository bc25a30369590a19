with source as (

    select
        *,
        {{ seed_position('reference/ref_documents') }}
    from {{ ref('ref_documents') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('municipality_id') }} as municipality_id,
        {{ clean_text('title_en') }} as title_en,
        seed_file,
        seed_line
    from source

)

select * from final
