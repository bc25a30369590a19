-- Protects fct_allocation: a row that another row holds counts that money twice, and where its table prints no totals
-- of columns none would be missed. Its label says so (`heraf`), or the rows below one add up to it in every column: if
-- they are marked as its parts (`- løn`, `1.1`), or if it has three different amounts, that is not met by chance.
-- Skips a label that says so below a heading or a sub-total: there such rows are all that is counted.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}
    where not has_column_totals

),

printed_rows as (

    select
        printed_rows.*,
        {{ fits('lower(printed_rows.label_printed)', '[^a-zæøå]*(heraf|herunder|hvoraf|deraf)([^a-zæøå].*)?') }}
            as is_said_inside,
        {{ fits('printed_rows.label_printed', '([' ~ dashes() ~ '•·»]|o |[a-z][)]|[0-9]+[.][0-9]).*') }} as is_marked
    from {{ ref('stg_raw_table_rows') }} as printed_rows
    inner join printed_tables
        on
            printed_rows.document_id = printed_tables.document_id
            and printed_rows.table_no = printed_tables.table_no

),

holding as (

    select
        *,
        max(case when not is_said_inside then row_no end) over (
            partition by document_id, table_no
            order by row_no
            rows between unbounded preceding and 1 preceding
        ) as held_in_row_no
    from printed_rows

),

initiatives as (

    select
        *,
        row_number() over (partition by document_id, table_no order by row_no) as place,
        sum(case when is_marked then 1 else 0 end) over (
            partition by document_id, table_no
            order by row_no
            rows between unbounded preceding and current row
        ) as marked_count
    from printed_rows
    where row_kind = 'initiative'

),

-- of each column what the rows come to down to each of them: the rows below one add up to it where it stands once more
running as (

    select
        initiatives.*,
        cells.column_no,
        coalesce(cells.amount_dkk, 0) as amount_dkk,
        cast(sum(coalesce(cells.amount_dkk, 0)) over (
            partition by cells.document_id, cells.table_no, cells.column_no
            order by cells.row_no
            rows between unbounded preceding and current row
        ) as decimal(18, 2)) as running_dkk,
        count(*) over (partition by cells.document_id, cells.table_no, cells.row_no) as columns_count
    from {{ ref('int_cells__located') }} as cells
    inner join initiatives
        on
            cells.document_id = initiatives.document_id
            and cells.table_no = initiatives.table_no
            and cells.row_no = initiatives.row_no
    where cells.year_no = 0

),

sums as (

    select
        above.document_id,
        above.table_no,
        above.row_no,
        above.label_printed,
        above.seed_file,
        above.seed_line,
        min(below.row_no) as last_row_no
    from running as above
    inner join running as below
        on
            above.document_id = below.document_id
            and above.table_no = below.table_no
            and above.column_no = below.column_no
            and above.running_dkk + above.amount_dkk = below.running_dkk
    where below.place > above.place + 1
    group by
        above.document_id,
        above.table_no,
        above.row_no,
        above.label_printed,
        above.is_marked,
        above.seed_file,
        above.seed_line,
        below.row_no
    having
        count(*) = min(above.columns_count)
        and bool_or(above.amount_dkk <> 0)
        and (
            count(distinct nullif(above.amount_dkk, 0)) > 2
            or (
                not above.is_marked
                and min(below.marked_count - above.marked_count) = min(below.place - above.place)
            )
        )

),

final as (

    select
        '"' || parts.label_printed || '" says that it is in "' || holders.label_printed || '" (document '
        || parts.document_id || ', table ' || parts.table_no || ', row ' || holders.row_no || '), and would be counted'
        || ' twice; enter it as memo' as finding,
        parts.seed_file,
        parts.seed_line
    from holding as parts
    inner join printed_rows as holders
        on
            parts.document_id = holders.document_id
            and parts.table_no = holders.table_no
            and parts.held_in_row_no = holders.row_no
    where
        parts.is_said_inside
        and parts.row_kind = 'initiative'
        and holders.row_kind = 'initiative'
    union all
    select
        '"' || label_printed || '" (document ' || document_id || ', table ' || table_no || ', row ' || row_no
        || ') is in every column what the rows below it come to, down to row ' || min(last_row_no)
        || ', and would be counted beside them; enter it as memo, or them' as finding,
        seed_file,
        seed_line
    from sums
    group by document_id, table_no, row_no, label_printed, seed_file, seed_line

)

select * from final
