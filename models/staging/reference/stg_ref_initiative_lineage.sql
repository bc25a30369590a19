with source as (

    select
        *,
        {{ seed_position('reference/ref_initiative_lineage') }}
    from {{ ref('ref_initiative_lineage') }}

),

final as (

    select
        {{ clean_text('initiative_id') }} as initiative_id,
        {{ clean_text('kind') }} as kind,
        {{ clean_text('other_initiative_id') }} as other_initiative_id,
        {{ clean_text('document_id') }} as document_id,
        year,
        seed_file,
        seed_line
    from source

)

select * from final
