with initiative_partners as (

    select * from {{ ref('stg_ref_initiative_partners') }}

),

final as (

    -- a later letter may name a partner again
    select distinct
        initiative_id,
        partner_id,
        role,
        {{ word_for('role', 'role', 'da') }} as role_label_da,
        {{ word_for('role', 'role', 'en') }} as role_label_en
    from initiative_partners

)

select * from final
