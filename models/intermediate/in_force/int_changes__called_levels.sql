with cells as (

    select * from {{ ref('int_cells__in_force') }}

),

standing as (

    select
        cells.plan_id,
        cells.initiative_id,
        cells.year,
        cells.document_rank,
        -- as a column, so that the join below is by hash
        {{ stands_until('cells') }} as ended_rank,
        cells.amount_dkk
    from {{ ref('int_cells__in_force') }} as cells

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

called as (

    select
        printed_columns.document_id,
        printed_columns.table_no,
        min(coalesce(
            case
                when {{ speaks_of_levels('printed_columns.heading_printed') }} then printed_columns.heading_printed
            end,
            case when {{ speaks_of_levels('printed_tables.title_printed') }} then printed_tables.title_printed end
        )) as text_printed
    from {{ ref('stg_raw_table_columns') }} as printed_columns
    inner join printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    where
        printed_columns.column_kind in ('year', 'period')
        and {{ states_of() }} <> 'level'
        -- a column that states changes in a table of levels tells the two apart itself
        and ({{ speaks_of_levels('printed_columns.heading_printed') }} or printed_columns.states is null)
    group by printed_columns.document_id, printed_columns.table_no

),

changes as (

    select
        plan_id,
        initiative_id,
        year,
        document_id,
        document_rank,
        table_no,
        sum(amount_dkk) as amount_dkk
    from cells
    where statement_kind = 'change'
    group by plan_id, initiative_id, year, document_id, document_rank, table_no
    having sum(amount_dkk) <> 0

),

compared as (

    select
        changes.document_id,
        changes.table_no,
        changes.plan_id,
        changes.initiative_id,
        changes.year,
        coalesce(min(changes.amount_dkk) = sum(standing.amount_dkk), false) as is_what_stood
    from changes
    left join standing
        on
            changes.plan_id = standing.plan_id
            and changes.initiative_id = standing.initiative_id
            and changes.year = standing.year
            and changes.document_rank > standing.document_rank
            and changes.document_rank < standing.ended_rank
    group by changes.document_id, changes.table_no, changes.plan_id, changes.initiative_id, changes.year

),

-- one amount may be doubled by chance
repeating as (

    select
        document_id,
        table_no
    from compared
    group by document_id, table_no
    having count(*) > 1 and bool_and(is_what_stood)

),

final as (

    select
        document_id,
        table_no,
        text_printed
    from called
    where text_printed is not null
    union all
    select
        repeating.document_id,
        repeating.table_no,
        cast(null as string) as text_printed
    from repeating
    left join called
        on
            repeating.document_id = called.document_id
            and repeating.table_no = called.table_no
    where called.text_printed is null

)

select * from final
