with source as (

    select
        *,
        {{ seed_position('reference/ref_corroborations') }}
    from {{ ref('ref_corroborations') }}

),

trimmed as (

    select
        {{ clean_text('corroboration_id') }} as corroboration_id,
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('source_title') }} as source_title,
        {{ clean_text('publisher') }} as publisher,
        published_on,
        {{ clean_text('source_url') }} as source_url,
        {{ clean_text('plan_id') }} as plan_id,
        {{ clean_text('initiative_id') }} as initiative_id,
        year,
        {{ clean_text('funding_source_id') }} as funding_source_id,
        amount_dkk,
        {{ clean_text('verdict') }} as verdict,
        {{ clean_text('says_da') }} as says_da,
        {{ clean_text('says_en') }} as says_en,
        seed_file,
        seed_line
    from source

),

final as (

    select
        corroboration_id,
        document_id,
        source_title,
        publisher,
        published_on,
        {{ parse_link('source_url') }} as source_url,
        plan_id,
        initiative_id,
        year,
        funding_source_id,
        amount_dkk,
        verdict,
        says_da,
        says_en,
        seed_file,
        seed_line
    from trimmed

)

select * from final
