with cells as (

    select * from {{ ref('int_cells__current') }}

),

line_symbols as (

    select * from {{ ref('int_initiative_symbols__gathered') }}

),

lines_ordered as (

    select * from {{ ref('int_plan_initiatives__ordered') }}

),

plans as (

    select * from {{ ref('dim_plan') }}

),

initiatives as (

    select * from {{ ref('dim_initiative') }}

),

shortfalls as (

    select
        plan_id,
        year,
        sum(case when financing_kind = 'shortfall' then amount_dkk else 0 end) as amount_dkk
    from {{ ref('fct_financing') }}
    where status = 'allocated'
    group by plan_id, year

),

-- the grid of the overview: every line of a plan has every year of it, printed or not
plan_years as (

    select distinct
        plan_id,
        year
    from cells

),

plan_lines as (

    select distinct
        cells.plan_id,
        cells.initiative_id,
        lines_ordered.display_order,
        line_symbols.source_symbols
    from cells
    inner join lines_ordered
        on
            cells.plan_id = lines_ordered.plan_id
            and cells.initiative_id = lines_ordered.initiative_id
    left join line_symbols
        on
            cells.plan_id = line_symbols.plan_id
            and cells.initiative_id = line_symbols.initiative_id

),

initiative_lines as (

    select
        plan_lines.plan_id,
        cast(
            dense_rank() over (partition by plan_lines.plan_id order by plan_lines.display_order) as integer
        ) as line_no,
        'initiative' as line_kind,
        plan_lines.initiative_id,
        plan_years.year,
        plan_lines.source_symbols,
        cells.amount_dkk,
        cells.is_dash,
        cast(null as decimal(18, 2)) as without_cover_dkk
    from plan_lines
    inner join plan_years
        on plan_lines.plan_id = plan_years.plan_id
    left join cells
        on
            plan_lines.plan_id = cells.plan_id
            and plan_lines.initiative_id = cells.initiative_id
            and plan_years.year = cells.year

),

total_lines as (

    select
        initiative_lines.plan_id,
        max(initiative_lines.line_no) + 1 as line_no,
        'total' as line_kind,
        cast(null as string) as initiative_id,
        initiative_lines.year,
        cast(null as string) as source_symbols,
        {{ total_dkk('initiative_lines.amount_dkk') }} as amount_dkk,
        bool_and(initiative_lines.is_dash) as is_dash,
        max(shortfalls.amount_dkk) as without_cover_dkk
    from initiative_lines
    left join shortfalls
        on
            initiative_lines.plan_id = shortfalls.plan_id
            and initiative_lines.year = shortfalls.year
    group by initiative_lines.plan_id, initiative_lines.year

),

year_cells as (

    select * from initiative_lines
    union all
    select * from total_lines

),

all_years_cells as (

    select
        plan_id,
        line_no,
        line_kind,
        initiative_id,
        cast(null as integer) as year,
        source_symbols,
        {{ allocated_over_period('amount_dkk') }} as amount_dkk,
        bool_and(is_dash) as is_dash,
        {{ allocated_over_period('without_cover_dkk') }} as without_cover_dkk
    from year_cells
    group by plan_id, line_no, line_kind, initiative_id, source_symbols

),

overview as (

    select * from year_cells
    union all
    select * from all_years_cells

),

final as (

    select
        overview.plan_id || '.l' || overview.line_no || '.' || coalesce('y' || overview.year, 'total')
            as overview_cell_id,
        overview.plan_id,
        plans.plan_name_da,
        plans.plan_name_en,
        overview.line_no,
        overview.line_kind,
        overview.initiative_id,
        coalesce(initiatives.initiative_name_da, 'I alt') as line_label_da,
        coalesce(initiatives.initiative_name_en, 'Total') as line_label_en,
        overview.year,
        overview.source_symbols,
        overview.amount_dkk,
        -- three decimals more than kroner have: a letter in single kroner is not rounded either
        cast(overview.amount_dkk * cast(0.001 as decimal(4, 3)) as decimal(18, 5)) as amount_tdkk,
        coalesce(overview.is_dash, false) as is_dash,
        cast(overview.without_cover_dkk as decimal(18, 2)) as without_cover_dkk
    from overview
    inner join plans
        on overview.plan_id = plans.plan_id
    left join initiatives
        on overview.initiative_id = initiatives.initiative_id

)

select * from final
