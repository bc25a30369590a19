with source as (

    select
        *,
        {{ seed_position('reference/ref_accepted_differences') }}
    from {{ ref('ref_accepted_differences') }}

),

final as (

    select
        {{ clean_text('control_id') }} as control_id,
        difference_dkk,
        {{ clean_text('reason') }} as reason,
        {{ clean_text('reason_da') }} as reason_da,
        {{ clean_text('reason_en') }} as reason_en,
        seed_file,
        seed_line
    from source

)

select * from final
