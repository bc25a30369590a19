with stated as (

    select * from {{ ref('int_plan_versions__stated') }}

),

versions as (

    select * from {{ ref('int_plan_versions__dated') }}

),

initiatives as (

    select * from {{ ref('dim_initiative') }}

),

shortfalls as (

    select * from {{ ref('int_financing__in_force') }}
    where status = 'allocated'

),

amounts as (

    select
        version_no,
        initiative_id,
        year,
        {{ total_dkk('amount_dkk') }} as amount_dkk
    from stated
    group by version_no, initiative_id, year

),

version_years as (

    select distinct
        version_no,
        year
    from amounts

),

version_lines as (

    select
        stated.version_no,
        stated.initiative_id,
        min(stated.symbol) as first_symbol,
        max(stated.symbol) as last_symbol,
        cast(row_number() over (
            partition by stated.version_no
            order by min(initiatives.display_order), stated.initiative_id
        ) as integer) as line_no
    from stated
    inner join initiatives
        on stated.initiative_id = initiatives.initiative_id
    group by stated.version_no, stated.initiative_id

),

-- of the few lines that have several: lists are what an engine keeps in memory
several_symbols as (

    select
        stated.version_no,
        stated.initiative_id,
        {{ joined_once('stated.symbol', ' ') }} as source_symbols
    from stated
    inner join version_lines
        on
            stated.version_no = version_lines.version_no
            and stated.initiative_id = version_lines.initiative_id
    where version_lines.first_symbol <> version_lines.last_symbol
    group by stated.version_no, stated.initiative_id

),

-- NULL where nothing says what pays for the year; of no initiative, as a column, so that the join below is by hash
covers as (

    select
        versions.version_no,
        cast(null as string) as initiative_id,
        shortfalls.year,
        sum(case when shortfalls.financing_kind = 'shortfall' then shortfalls.amount_dkk else 0 end)
            as without_cover_dkk
    from versions
    inner join shortfalls
        on versions.plan_id = shortfalls.plan_id and versions.stated_from >= shortfalls.stated_from
    where shortfalls.stated_to is null or shortfalls.stated_to > versions.stated_from
    group by versions.version_no, rollup(shortfalls.year)

),

lines_by_year as (

    select
        version_lines.version_no,
        version_lines.line_no,
        version_lines.initiative_id,
        version_years.year,
        coalesce(several_symbols.source_symbols, version_lines.first_symbol) as source_symbols,
        amounts.amount_dkk
    from version_lines
    inner join version_years
        on version_lines.version_no = version_years.version_no
    left join amounts
        on
            version_lines.version_no = amounts.version_no
            and version_lines.initiative_id = amounts.initiative_id
            and version_years.year = amounts.year
    left join several_symbols
        on
            version_lines.version_no = several_symbols.version_no
            and version_lines.initiative_id = several_symbols.initiative_id

),

-- by year and, without a year, over all years; the lines of initiatives and then their totals
overview as (

    select * from lines_by_year
    union all
    select
        version_no,
        line_no,
        initiative_id,
        cast(null as integer) as year,
        source_symbols,
        {{ total_dkk('amount_dkk') }} as amount_dkk
    from lines_by_year
    group by version_no, line_no, initiative_id, source_symbols
    union all
    select
        version_no,
        max(line_no) + 1 as line_no,
        cast(null as string) as initiative_id,
        year,
        cast(null as string) as source_symbols,
        {{ total_dkk('amount_dkk') }} as amount_dkk
    from lines_by_year
    group by version_no, rollup(year)

),

final as (

    select
        versions.plan_id || '.' || versions.stated_from || '.l' || overview.line_no || '.'
        || coalesce('y' || overview.year, 'total') as overview_cell_version_id,
        versions.plan_id,
        versions.stated_from,
        versions.stated_to,
        overview.line_no,
        case when overview.initiative_id is null then 'total' else 'initiative' end as line_kind,
        overview.initiative_id,
        coalesce(initiatives.initiative_name_da, 'I alt') as line_label_da,
        coalesce(initiatives.initiative_name_en, 'Total') as line_label_en,
        overview.year,
        overview.source_symbols,
        overview.amount_dkk,
        cast(covers.without_cover_dkk as decimal(18, 2)) as without_cover_dkk
    from overview
    inner join versions
        on overview.version_no = versions.version_no
    left join initiatives
        on overview.initiative_id = initiatives.initiative_id
    left join covers
        on
            overview.version_no = covers.version_no
            and overview.initiative_id is not distinct from covers.initiative_id
            and overview.year is not distinct from covers.year

)

select * from final
