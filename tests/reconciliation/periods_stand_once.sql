-- Protects fct_period_allocation: money of a span in all is counted once. What replaces a span states all of its years,
-- no year of it has a level beside it, and no change takes more than the span holds.
with periods as (

    select * from {{ ref('int_periods__in_force') }}
    where status = 'allocated' and amount_dkk <> 0

),

cells as (

    select * from {{ ref('int_cells__located') }}
    where status = 'allocated'

),

years_in_force as (

    select * from {{ ref('int_cells__in_force') }}
    where is_current and amount_dkk <> 0

),

-- the years that a replacing document states: of a whole plan those of its columns, of a part those of the cells that
-- it prints; what comes each year without end states each year of a span
columns_stated as (

    select distinct
        plan_id,
        case when not is_whole_plan then initiative_id end as initiative_id,
        document_rank,
        document_id,
        coalesce(year, first_year) as first_year,
        coalesce(year, last_year, {{ never() }}) as last_year
    from cells
    where statement_kind = 'level' and (is_whole_plan or content <> 'empty')

),

years_stated as (

    select
        periods.cell_id,
        columns_stated.document_id,
        {{ each_number(
            'greatest(columns_stated.first_year, periods.first_year)', 'least(columns_stated.last_year, periods.last_year)'
        ) }} as year
    from periods
    inner join columns_stated
        on
            periods.plan_id = columns_stated.plan_id
            and (columns_stated.initiative_id is null or periods.initiative_id = columns_stated.initiative_id)
            and periods.replaced_by_rank = columns_stated.document_rank
            and periods.last_year >= columns_stated.first_year
            and periods.first_year <= columns_stated.last_year
    where periods.spread = 'in_all'

),

covered as (

    select
        cell_id,
        document_id,
        count(distinct year) as year_count
    from years_stated
    group by cell_id, document_id

),

-- in the order of time, what a span holds of an initiative
held as (

    select
        periods.*,
        row_initiatives.is_new,
        sum(periods.amount_dkk) over (
            partition by
                periods.plan_id, periods.initiative_id, periods.first_year, periods.last_year, periods.is_current
            order by periods.document_rank asc, periods.statement_kind desc, periods.seed_line asc
            rows between unbounded preceding and 1 preceding
        ) as before_dkk
    from periods
    inner join {{ ref('stg_ref_row_initiatives') }} as row_initiatives
        on
            periods.document_id = row_initiatives.document_id
            and periods.table_no = row_initiatives.table_no
            and periods.row_no = row_initiatives.row_no

),

judged as (

    select
        periods.cell_id,
        ': document ' || covered.document_id || ' states only some of its years, and what is left for the others'
        || ' nobody can tell; enter the columns that it prints for them' as disagreement
    from periods
    inner join covered
        on periods.cell_id = covered.cell_id
    where covered.year_count <> periods.last_year - periods.first_year + 1
    union all
    select
        periods.cell_id,
        ': money of ' || min(years_in_force.year) || ' stands beside it (document '
        || min(years_in_force.document_id) || '), and might be counted twice; enter a later level for the years, or'
        || ' the span as a change' as disagreement
    from periods
    inner join years_in_force
        on
            periods.plan_id = years_in_force.plan_id
            and periods.initiative_id = years_in_force.initiative_id
            and years_in_force.year between periods.first_year and periods.last_year
    where
        periods.is_current
        and periods.statement_kind = 'level'
        and periods.spread = 'in_all'
        -- changes_have_a_level is for what a later document changes
        and (years_in_force.statement_kind = 'level' or years_in_force.document_rank < periods.document_rank)
    group by periods.cell_id
    union all
    select
        cell_id,
        ': changes it by ' || amount_dkk || ' kr., more than stands of these very years (' || coalesce(before_dkk, 0)
        || ' kr.); check the amount, its sign and the years' as disagreement
    from held
    where
        is_current
        and statement_kind = 'change'
        and not is_new
        and coalesce(before_dkk, 0) >= 0
        and coalesce(before_dkk, 0) + amount_dkk < 0

),

final as (

    select
        'initiative ' || periods.initiative_id || ', ' || periods.first_year || coalesce('-' || periods.last_year, '')
        || judged.disagreement as finding,
        periods.seed_file,
        periods.seed_line
    from periods
    inner join judged
        on periods.cell_id = judged.cell_id

)

select * from final
