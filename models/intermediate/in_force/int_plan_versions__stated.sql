with components as (

    select * from {{ ref('int_components__in_force') }}
    where status is distinct from 'proposed'

),

versions as (

    select * from {{ ref('int_plan_versions__dated') }}

),

source_symbols as (

    select * from {{ ref('int_source_symbols__newest') }}

),

final as (

    select
        versions.version_no,
        components.initiative_id,
        components.year,
        source_symbols.symbol,
        {{ total_dkk('components.amount_dkk') }} as amount_dkk
    from versions
    inner join components
        on
            versions.plan_id = components.plan_id
            and versions.stated_from >= components.stated_from
    left join source_symbols
        on components.funding_source_id = source_symbols.funding_source_id
    where components.stated_to is null or components.stated_to > versions.stated_from
    group by versions.version_no, components.initiative_id, components.year, source_symbols.symbol

)

select * from final
