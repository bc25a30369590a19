with appropriation_types as (

    select * from {{ ref('stg_ref_appropriation_types') }}

),

final as (

    select
        appropriation_type_id,
        appropriation_type_name_da,
        appropriation_type_name_en
    from appropriation_types

)

select * from final
