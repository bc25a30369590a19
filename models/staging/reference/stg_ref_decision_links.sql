with source as (

    select
        *,
        {{ seed_position('reference/ref_decision_links') }}
    from {{ ref('ref_decision_links') }}

),

final as (

    select
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('decision_id') }} as decision_id,
        {{ clean_text('rule') }} as rule,
        {{ clean_text('plan_id') }} as plan_id,
        {{ clean_text('initiative_id') }} as initiative_id,
        year,
        {{ clean_text('reason_da') }} as reason_da,
        {{ clean_text('reason_en') }} as reason_en,
        seed_file,
        seed_line
    from source

)

select * from final
