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

-- a plan's overview is another one from each date on which a statement of it begins or ends
dates as (

    select
        plan_id,
        stated_from as changed_on
    from statements
    union
    select
        plan_id,
        stated_to as changed_on
    from statements
    where stated_to is not null

),

versions as (

    select
        plan_id,
        changed_on as stated_from,
        lead(changed_on) over (partition by plan_id order by changed_on) as stated_to
    from dates

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

symbols as (

    select distinct
        stated.plan_id,
        stated.stated_from,
        stated.stated_to,
        stated.initiative_id,
        initiatives.display_order,
        sources.symbol
    from stated
    inner join initiatives
        on stated.initiative_id = initiatives.initiative_id
    inner join sources
        on stated.funding_source_id = sources.funding_source_id

),

version_lines as (

    select
        plan_id,
        stated_from,
        stated_to,
        initiative_id,
        {{ joined('symbol', ' ', 'symbol') }} as source_symbols,
        cast(
            row_number() over (partition by plan_id, stated_from order by min(display_order), initiative_id) as integer
        ) as line_no
    from symbols
    group by plan_id, stated_from, stated_to, initiative_id

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
        overview.amount_dkk
    from overview
    left join initiatives
        on overview.initiative_id = initiatives.initiative_id

)

select * from final
