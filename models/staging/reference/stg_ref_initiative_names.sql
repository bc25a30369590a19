with source as (

    select
        *,
        {{ seed_position('reference/ref_initiative_names') }}
    from {{ ref('ref_initiative_names') }}

),

final as (

    select
        {{ clean_text('initiative_id') }} as initiative_id,
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('initiative_name_da') }} as initiative_name_da,
        {{ clean_text('initiative_name_en') }} as initiative_name_en,
        {{ clean_text('description_da') }} as description_da,
        {{ clean_text('description_en') }} as description_en,
        seed_file,
        seed_line
    from source

)

select * from final
