with source as (

    select
        *,
        {{ seed_position('reference/ref_plans') }}
    from {{ ref('ref_plans') }}

),

final as (

    select
        {{ clean_text('plan_id') }} as plan_id,
        {{ clean_text('municipality_id') }} as municipality_id,
        {{ clean_text('predecessor_plan_id') }} as predecessor_plan_id,
        seed_file,
        seed_line
    from source

)

select * from final
