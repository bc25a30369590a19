with source as (

    select
        *,
        {{ seed_position('reference/ref_decisions') }}
    from {{ ref('ref_decisions') }}

),

final as (

    select
        {{ clean_text('decision_id') }} as decision_id,
        {{ clean_text('municipality_id') }} as municipality_id,
        {{ clean_text('committee_da') }} as committee_da,
        {{ clean_text('committee_en') }} as committee_en,
        agenda_item,
        {{ clean_text('title_en') }} as title_en,
        seed_file,
        seed_line
    from source

)

select * from final
