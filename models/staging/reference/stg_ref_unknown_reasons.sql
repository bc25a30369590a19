with source as (

    select
        *,
        {{ seed_position('reference/ref_unknown_reasons') }}
    from {{ ref('ref_unknown_reasons') }}

),

final as (

    select
        {{ clean_text('unknown_reason') }} as unknown_reason,
        {{ clean_text('reason_da') }} as reason_da,
        {{ clean_text('reason_en') }} as reason_en,
        seed_file,
        seed_line
    from source

)

select * from final
