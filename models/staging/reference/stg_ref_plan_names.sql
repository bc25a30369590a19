with source as (

    select
        *,
        {{ seed_position('reference/ref_plan_names') }}
    from {{ ref('ref_plan_names') }}

),

final as (

    select
        {{ clean_text('plan_id') }} as plan_id,
        {{ clean_text('document_id') }} as document_id,
        {{ clean_text('plan_name_da') }} as plan_name_da,
        {{ clean_text('plan_name_en') }} as plan_name_en,
        seed_file,
        seed_line
    from source

)

select * from final
