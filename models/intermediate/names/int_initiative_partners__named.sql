with initiative_partners as (

    -- a later letter may name a partner again, and a partner may have two roles
    select distinct
        initiative_id,
        partner_id
    from {{ ref('stg_ref_initiative_partners') }}

),

partners as (

    select * from {{ ref('stg_ref_partners') }}

),

final as (

    select
        initiative_partners.initiative_id,
        {{ joined('partners.partner_name_da', '; ', 'partners.partner_name_da') }} as partners_da,
        {{ joined('partners.partner_name_en', '; ', 'partners.partner_name_en') }} as partners_en
    from initiative_partners
    inner join partners
        on initiative_partners.partner_id = partners.partner_id
    group by initiative_partners.initiative_id

)

select * from final
