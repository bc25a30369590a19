with source as (

    select
        *,
        {{ seed_position('reference/ref_initiative_moves') }}
    from {{ ref('ref_initiative_moves') }}

),

final as (

    select
        {{ clean_text('initiative_id') }} as initiative_id,
        {{ clean_text('from_plan_id') }} as from_plan_id,
        {{ clean_text('to_plan_id') }} as to_plan_id,
        year,
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('reason_da') }} as reason_da,
        {{ clean_text('reason_en') }} as reason_en,
        seed_file,
        seed_line
    from source

)

select * from final
