with partners as (

    select * from {{ ref('stg_ref_partners') }}

),

final as (

    select
        partner_id,
        partner_name_da,
        partner_name_en
    from partners

)

select * from final
