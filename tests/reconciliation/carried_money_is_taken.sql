-- Protects fct_allocation: money that a heading says to be carried over from the year before is taken from that year by
-- the same document, or it would stand in both.
-- Skips what has nothing in the year before: then there is nothing that would stand twice.
with cells as (

    select * from {{ ref('int_cells__located') }}
    where
        statement_kind = 'change'
        and status = 'allocated'
        and year is not null

),

carried as (

    select
        cells.plan_id,
        cells.initiative_id,
        cells.year - 1 as from_year,
        cells.document_id,
        cells.document_rank,
        printed_columns.heading_printed,
        sum(cells.amount_dkk) as amount_dkk,
        min(cells.seed_file) as seed_file,
        min(cells.seed_line) as seed_line
    from cells
    inner join {{ ref('int_columns__yearly') }} as printed_columns
        on
            cells.document_id = printed_columns.document_id
            and cells.table_no = printed_columns.table_no
            and cells.column_no = printed_columns.column_no
            and cells.year = printed_columns.year
    where
        cells.amount_dkk > 0
        and lower(printed_columns.heading_printed) like '%overfør% fra ' || (cells.year - 1) || '%'
    group by
        cells.plan_id, cells.initiative_id, cells.year, cells.document_id, cells.document_rank,
        printed_columns.heading_printed

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
        {{ stands_until('in_force') }} as ended_rank
    from {{ ref('int_cells__in_force') }} as in_force
    where in_force.amount_dkk > 0

),

final as (

    select distinct
        '"' || carried.heading_printed || '": initiative ' || carried.initiative_id || ' gets '
        || carried.amount_dkk || ' kr. that document ' || carried.document_id || ' does not take from '
        || carried.from_year || ', where they stand; enter the column once more, with first_year '
        || carried.from_year || ' and states reduction (states_reason said_in_text)' as finding,
        carried.seed_file,
        carried.seed_line
    from carried
    inner join standing
        on
            carried.plan_id = standing.plan_id
            and carried.initiative_id = standing.initiative_id
            and carried.from_year = standing.year
            and carried.document_rank >= standing.document_rank
            and carried.document_rank < standing.ended_rank
    left join taken
        on
            carried.initiative_id = taken.initiative_id
            and carried.from_year = taken.year
            and carried.document_id = taken.document_id
    where coalesce(taken.amount_dkk, 0) <> -carried.amount_dkk

)

select * from final
