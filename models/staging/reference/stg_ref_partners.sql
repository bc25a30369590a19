with source as (

    select
        *,
        {{ seed_position('reference/ref_partners') }}
    from {{ ref('ref_partners') }}

),

final as (

    select
        {{ clean_text('partner_id') }} as partner_id,
        {{ clean_text('partner_name_da') }} as partner_name_da,
        {{ clean_text('partner_name_en') }} as partner_name_en,
        seed_file,
        seed_line
    from source

)

select * from final
