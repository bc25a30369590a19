-- Protects fct_allocation: money that a heading, label, title or cell says to be carried over between years is taken by
-- the same document from a year that has it, or it would stand in both.
-- Skips what has nothing in the years before: then there is nothing that would stand twice.
with cells as (

    select
        cells.*,
        printed_columns.heading_printed,
        case
            when {{ carries_money('printed_columns.heading_printed') }} then printed_columns.heading_printed
            when {{ carries_money('cells.row_label_printed') }} then cells.row_label_printed
            when {{ carries_money('printed_tables.title_printed') }} then printed_tables.title_printed
            when {{ fits('lower(cells.amount_printed)', '[0-9.,]+ [^0-9]*overført fra 20[0-9][0-9][^0-9]*') }}
                then cells.amount_printed
        end as carrying
    from {{ ref('int_cells__located') }} as cells
    inner join {{ ref('int_columns__yearly') }} as printed_columns
        on
            cells.document_id = printed_columns.document_id
            and cells.table_no = printed_columns.table_no
            and cells.column_no = printed_columns.column_no
            and cells.year = printed_columns.year
    inner join {{ ref('stg_raw_tables') }} as printed_tables
        on
            cells.document_id = printed_tables.document_id
            and cells.table_no = printed_tables.table_no
    where
        cells.status = 'allocated'
        and cells.year is not null

),

got as (

    select
        *,
        coalesce({{ carried_year('carrying', 'fra') }}, 2000) as from_first_year,
        coalesce({{ carried_year('carrying', 'til') }}, year) as to_year
    from cells
    where carrying is not null and amount_dkk > 0

),

carried as (

    select
        plan_id,
        initiative_id,
        document_id,
        document_rank,
        carrying,
        min(from_first_year) as from_first_year,
        case
            -- a year alone is the one that the money comes from; of several, or of none named, any before
            when {{ fits('lower(carrying)', '.*fra 20[0-9][0-9]( til .*|[^0-9]*)') }} then min(from_first_year)
            else min(year) - 1
        end as from_last_year,
        bool_or(year <= from_first_year or year <> to_year) as is_misplaced,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        min(seed_file) as seed_file,
        min(seed_line) as seed_line
    from got
    group by plan_id, initiative_id, document_id, document_rank, carrying

),

taken as (

    select
        initiative_id,
        year,
        document_id,
        sum(amount_dkk) as amount_dkk
    from cells
    where amount_dkk < 0
    group by initiative_id, year, document_id

),

standing as (

    select
        in_force.plan_id,
        in_force.initiative_id,
        in_force.year,
        in_force.document_rank,
        in_force.amount_dkk,
        {{ stands_until('in_force') }} as ended_rank
    from {{ ref('int_cells__in_force') }} as in_force
    where in_force.amount_dkk > 0

),

stood as (

    select
        carried.seed_line,
        {{ total_dkk('standing.amount_dkk') }} as amount_dkk,
        min(standing.year) as year
    from carried
    inner join standing
        on
            carried.plan_id = standing.plan_id
            and carried.initiative_id = standing.initiative_id
            and standing.year between carried.from_first_year and carried.from_last_year
            and carried.document_rank >= standing.document_rank
            and carried.document_rank < standing.ended_rank
    group by carried.seed_line

),

taken_from as (

    select
        carried.seed_line,
        {{ total_dkk('taken.amount_dkk') }} as amount_dkk
    from carried
    inner join taken
        on
            carried.initiative_id = taken.initiative_id
            and carried.document_id = taken.document_id
            and taken.year between carried.from_first_year and carried.from_last_year
    group by carried.seed_line

),

final as (

    select
        '"' || carried.carrying || '": initiative ' || carried.initiative_id || ' gets ' || carried.amount_dkk
        || case
            when carried.is_misplaced
                then
                    ' kr. in a year that these words take it from, or do not name; write the year that gets it into'
                    || ' first_year'
            else
                ' kr. that document ' || carried.document_id || ' does not take from ' || stood.year
                || ', where they stand; enter the column once more, with first_year ' || stood.year
                || ' and states reduction (states_reason said_in_text)'
        end as finding,
        carried.seed_file,
        carried.seed_line
    from carried
    left join stood
        on carried.seed_line = stood.seed_line
    left join taken_from
        on carried.seed_line = taken_from.seed_line
    where
        carried.is_misplaced
        or (stood.amount_dkk > 0 and coalesce(taken_from.amount_dkk, 0) <> -carried.amount_dkk)

)

select * from final
