with source as (

    select
        *,
        {{ seed_position('reference/ref_initiative_partners') }}
    from {{ ref('ref_initiative_partners') }}

),

final as (

    select
        {{ clean_text('initiative_id') }} as initiative_id,
        {{ clean_text('partner_id') }} as partner_id,
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('role') }} as role,
        seed_file,
        seed_line
    from source

)

select * from final
