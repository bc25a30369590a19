with statements as (

    select * from {{ ref('fct_allocation_statement') }}
    where status is distinct from 'proposed'

),

initiatives as (

    select * from {{ ref('dim_initiative') }}

),

sources as (

    select * from {{ ref('dim_funding_source') }}

),

shortfalls as (

    select * from {{ ref('int_financing__in_force') }}
    where status = 'allocated'

),

versions as (

    select * from {{ ref('int_plan_versions__dated') }}

),

stated as (

    select
        versions.plan_id,
        versions.stated_from,
        versions.stated_to,
        statements.initiative_id,
        statements.year,
        statements.funding_source_id,
        statements.amount_dkk
    from versions
    inner join statements
        on versions.plan_id = statements.plan_id and versions.stated_from >= statements.stated_from
    where statements.stated_to is null or statements.stated_to > versions.stated_from

),

version_years as (

    select distinct
        plan_id,
        stated_from,
        year
    from stated

),

version_lines as (

    select
        stated.plan_id,
        stated.stated_from,
        stated.stated_to,
        stated.initiative_id,
        {{ joined_once('sources.symbol', ' ') }} as source_symbols,
        cast(
            row_number() over (
                partition by stated.plan_id, stated.stated_from
                order by min(initiatives.display_order), stated.initiative_id
            ) as integer
        ) as line_no
    from stated
    inner join initiatives
        on stated.initiative_id = initiatives.initiative_id
    inner join sources
        on stated.funding_source_id = sources.funding_source_id
    group by stated.plan_id, stated.stated_from, stated.stated_to, stated.initiative_id

),

-- NULL where nothing says what pays for the year
covers as (

    select
        versions.plan_id,
        versions.stated_from,
        shortfalls.year,
        sum(case when shortfalls.financing_kind = 'shortfall' then shortfalls.amount_dkk else 0 end)
            as without_cover_dkk
    from versions
    inner join shortfalls
        on versions.plan_id = shortfalls.plan_id and versions.stated_from >= shortfalls.stated_from
    where shortfalls.stated_to is null or shortfalls.stated_to > versions.stated_from
    group by versions.plan_id, versions.stated_from, rollup(shortfalls.year)

),

-- by year and, without a year, over all years
initiative_lines as (

    select
        version_lines.plan_id,
        version_lines.stated_from,
        version_lines.stated_to,
        version_lines.line_no,
        'initiative' as line_kind,
        version_lines.initiative_id,
        version_years.year,
        version_lines.source_symbols,
        {{ total_dkk('stated.amount_dkk') }} as amount_dkk
    from version_lines
    inner join version_years
        on version_lines.plan_id = version_years.plan_id and version_lines.stated_from = version_years.stated_from
    left join stated
        on
            version_lines.plan_id = stated.plan_id
            and version_lines.stated_from = stated.stated_from
            and version_lines.initiative_id = stated.initiative_id
            and version_years.year = stated.year
    group by
        version_lines.plan_id, version_lines.stated_from, version_lines.stated_to, version_lines.line_no,
        version_lines.initiative_id, version_lines.source_symbols, rollup(version_years.year)

),

overview as (

    select * from initiative_lines
    union all
    select
        plan_id,
        stated_from,
        stated_to,
        max(line_no) + 1 as line_no,
        'total' as line_kind,
        cast(null as string) as initiative_id,
        year,
        cast(null as string) as source_symbols,
        {{ total_dkk('amount_dkk') }} as amount_dkk
    from initiative_lines
    group by plan_id, stated_from, stated_to, year

),

final as (

    select
        overview.plan_id || '.' || overview.stated_from || '.l' || overview.line_no || '.'
        || coalesce('y' || overview.year, 'total') as overview_cell_version_id,
        overview.plan_id,
        overview.stated_from,
        overview.stated_to,
        overview.line_no,
        overview.line_kind,
        overview.initiative_id,
        coalesce(initiatives.initiative_name_da, 'I alt') as line_label_da,
        coalesce(initiatives.initiative_name_en, 'Total') as line_label_en,
        overview.year,
        overview.source_symbols,
        overview.amount_dkk,
        cast(covers.without_cover_dkk as decimal(18, 2)) as without_cover_dkk
    from overview
    left join initiatives
        on overview.initiative_id = initiatives.initiative_id
    left join covers
        on
            overview.plan_id = covers.plan_id
            and overview.stated_from = covers.stated_from
            and overview.year is not distinct from covers.year
            and overview.line_kind = 'total'

)

select * from final
