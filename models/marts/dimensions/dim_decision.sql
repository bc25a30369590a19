with decisions as (

    select * from {{ ref('int_decisions__known') }}

),

final as (

    select
        decision_id,
        municipality_id,
        decided_on,
        committee_da as committee,
        committee_en,
        agenda_item,
        title_da,
        title_en,
        url
    from decisions
    union all
    select
        'unknown' as decision_id,
        cast(null as string) as municipality_id,
        cast(null as date) as decided_on,
        cast(null as string) as committee,
        cast(null as string) as committee_en,
        cast(null as integer) as agenda_item,
        'Ukendt' as title_da,
        'Unknown' as title_en,
        cast(null as string) as url

)

select * from final
