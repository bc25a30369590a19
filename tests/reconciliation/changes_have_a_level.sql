-- Protects fct_allocation: a change adds to something that stands. Of what nothing states it would be all the money
-- there is, so its row must say that it is new, or a row of lineage that it is part of a pool. Of money that several
-- years have in common it would be one year's alone, and what is left of that year nobody could tell.
with changes as (

    select * from {{ ref('int_cells__in_force') }}
    where statement_kind = 'change'

),

changed as (

    select distinct
        initiative_id,
        year
    from changes

),

-- from which document on a cell stands under a change, and until when; as columns, so that the joins below are by hash
standing as (

    select
        cells.cell_id,
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        {{ stands_from('cells') }} as first_rank,
        {{ stands_until('cells') }} as ended_rank
    from {{ ref('int_cells__in_force') }} as cells
    inner join changed
        on
            cells.initiative_id = changed.initiative_id
            and cells.year = changed.year

),

located as (

    select * from {{ ref('int_cells__located') }}

),

row_initiatives as (

    select * from {{ ref('stg_ref_row_initiatives') }}

),

periods as (

    select
        *,
        coalesce(last_year, {{ never() }}) as ended_year,
        coalesce(replaced_by_rank, {{ never() }}) as ended_rank
    from {{ ref('int_periods__in_force') }}
    where status = 'allocated' and amount_dkk <> 0

),

lineage as (

    select * from {{ ref('stg_ref_initiative_lineage') }}
    where kind = 'part_of'

),

moves as (

    select * from {{ ref('stg_ref_initiative_moves') }}

),

table_plans as (

    select * from {{ ref('stg_ref_table_plans') }}

),

of_nothing as (

    select
        changes.*,
        located.amount_printed,
        located.seed_file,
        located.seed_line,
        row_initiatives.seed_line as row_line,
        row_initiatives.is_new or lineage.document_id is not null as is_explained
    from changes
    inner join located
        on changes.cell_id = located.cell_id
    inner join row_initiatives
        on
            changes.document_id = row_initiatives.document_id
            and changes.table_no = row_initiatives.table_no
            and changes.row_no = row_initiatives.row_no
    left join standing
        on
            changes.plan_id = standing.plan_id
            and changes.initiative_id = standing.initiative_id
            and changes.year = standing.year
            and changes.document_rank >= standing.first_rank
            and changes.document_rank < standing.ended_rank
    left join lineage
        on
            changes.document_id = lineage.document_id
            and changes.initiative_id = lineage.initiative_id
    -- what a move ends in the document of the change itself stood before: moves_end_something holds it
    left join moves
        on
            changes.document_id = moves.document_id
            and changes.plan_id = moves.from_plan_id
            and changes.initiative_id = moves.initiative_id
            and changes.year = moves.year
    where
        moves.document_id is null
        and standing.cell_id is null

),

-- what stands of the year under another plan, as it does where a table bears the name of a plan that was left
elsewhere as (

    select
        of_nothing.cell_id,
        min(standing.plan_id) as plan_id,
        min(table_plans.seed_line) as table_line
    from of_nothing
    inner join standing
        on
            of_nothing.initiative_id = standing.initiative_id
            and of_nothing.year = standing.year
            and of_nothing.plan_id <> standing.plan_id
            and of_nothing.document_rank >= standing.first_rank
            and of_nothing.document_rank < standing.ended_rank
    inner join table_plans
        on
            of_nothing.document_id = table_plans.document_id
            and of_nothing.table_no = table_plans.table_no
    group by of_nothing.cell_id

),

-- money of several years that holds the year; new money may stand beside what is a change too
held as (

    select
        of_nothing.cell_id,
        min(periods.spread) as spread,
        min(periods.first_year) as first_year,
        max(periods.last_year) as last_year,
        sum(periods.amount_dkk) as amount_dkk,
        min(periods.document_id) as document_id,
        min(periods.seed_line) as seed_line
    from of_nothing
    inner join periods
        on
            of_nothing.plan_id = periods.plan_id
            and of_nothing.initiative_id = periods.initiative_id
            and of_nothing.year >= periods.first_year
            and of_nothing.year <= periods.ended_year
            and of_nothing.document_rank >= periods.document_rank
            and of_nothing.document_rank < periods.ended_rank
    group by of_nothing.cell_id
    having
        sum(periods.amount_dkk) <> 0
        and (bool_or(periods.statement_kind = 'level') or min(of_nothing.amount_dkk) < 0)

),

judged as (

    select
        changes.*,
        case
            when held.spread = 'each_year'
                then
                    ' changes one year of the ' || held.amount_dkk || ' kr. that stand each year from '
                    || held.first_year || ' on (document ' || held.document_id || ', raw_allocations.csv line '
                    || held.seed_line || '); enter a level instead: '
                    || case
                        when changes.year > held.first_year
                            then 'each year to ' || (changes.year - 1) || ' ' || held.amount_dkk || ' kr., '
                        else ''
                    end
                    || changes.year || ' ' || (held.amount_dkk + changes.amount_dkk) || ' kr., and '
                    || (changes.year + 1) || ' og frem ' || held.amount_dkk || ' kr.'
            when held.spread = 'in_all'
                then
                    ' changes one year of the ' || held.amount_dkk || ' kr. that stand for ' || held.first_year || '-'
                    || held.last_year || ' in all (document ' || held.document_id || ', raw_allocations.csv line '
                    || held.seed_line || '); enter it in a column of all these years, beside an empty one of '
                    || changes.year || ', or a level of each of them'
            when not changes.is_explained
                then
                    ' changes what nothing states under plan ' || changes.plan_id || ' before; check the initiative and'
                    || ' the year, '
                    || case
                        when changes.amount_dkk < 0 then 'enter it as financing if it pays for other rows, '
                        else ''
                    end
                    || 'or write is_new true in ref_row_initiatives.csv line ' || changes.row_line
                    || coalesce(
                        '; if it changes what stands under plan ' || elsewhere.plan_id || ', write that plan in'
                        || ' ref_table_plans.csv line ' || elsewhere.table_line || ', and why in label_reason',
                        ''
                    )
        end as disagreement
    from of_nothing as changes
    left join held
        on changes.cell_id = held.cell_id
    left join elsewhere
        on changes.cell_id = elsewhere.cell_id

),

final as (

    select
        'initiative ' || initiative_id || ', year ' || year || ': "' || amount_printed || '"' || disagreement
            as finding,
        seed_file,
        seed_line
    from judged
    where disagreement is not null

)

select * from final
