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

-- the columns that a replacing document has for the plan, each once
columns_stated as (

    select distinct
        plan_id,
        document_rank,
        document_id,
        coalesce(year, first_year) as first_year,
        coalesce(year, last_year) as last_year
    from cells
    where statement_kind = 'level' and spread is distinct from 'each_year'

),

covered as (

    select
        periods.cell_id,
        columns_stated.document_id,
        sum(
            least(columns_stated.last_year, periods.last_year)
            - greatest(columns_stated.first_year, periods.first_year) + 1
        ) as year_count
    from periods
    inner join columns_stated
        on
            periods.plan_id = columns_stated.plan_id
            and periods.replaced_by_rank = columns_stated.document_rank
            and periods.last_year >= columns_stated.first_year
            and periods.first_year <= columns_stated.last_year
    where periods.spread = 'in_all'
    group by periods.cell_id, columns_stated.document_id

),

-- in the order of time, what a span holds of an initiative
held as (

    select
        *,
        sum(amount_dkk) over (
            partition by plan_id, initiative_id, first_year, last_year, is_current
            order by document_rank asc, statement_kind desc, seed_line asc
            rows between unbounded preceding and 1 preceding
        ) as before_dkk
    from periods

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
    where periods.is_current and periods.statement_kind = 'level' and periods.spread = 'in_all'
    group by periods.cell_id
    union all
    select
        cell_id,
        ': changes it by ' || amount_dkk || ' kr., more than stands (' || before_dkk || ' kr.); check the amount and'
        || ' its sign' as disagreement
    from held
    where is_current and statement_kind = 'change' and before_dkk >= 0 and before_dkk + amount_dkk < 0

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
