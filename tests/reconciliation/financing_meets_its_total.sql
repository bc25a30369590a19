-- Protects fct_financing: what pays for a year and what has no cover are together what the year costs, or the same with
-- the signs turned; a wrong figure among them would say that money is there, or is not.
with cells as (

    select * from {{ ref('int_cells__located') }}
    where year_no = 0

),

lines as (

    select * from {{ ref('int_cells__outside') }}
    where cell_kind in ('financing', 'shortfall')

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

costs as (

    select
        document_id,
        table_no,
        column_no,
        sum(amount_dkk) as amount_dkk,
        min(seed_line) as first_line,
        max(seed_line) as last_line
    from cells
    group by document_id, table_no, column_no

),

covers as (

    select
        document_id,
        table_no,
        column_no,
        sum(coalesce(amount_dkk, 0)) as amount_dkk,
        min(seed_file) as seed_file,
        min(seed_line) as seed_line,
        max(seed_line) as last_line
    from lines
    group by document_id, table_no, column_no

),

final as (

    select
        'document ' || covers.document_id || ', table ' || covers.table_no || ', column ' || covers.column_no
        || ': financing and shortfall (to line ' || covers.last_line || ') are ' || covers.amount_dkk
        || ' kr., and the initiatives cost ' || coalesce(costs.amount_dkk, 0) || ' kr.'
        || coalesce(
            '; the cells it sums stand in raw_allocations.csv, lines ' || costs.first_line || ' to ' || costs.last_line,
            ''
        ) as finding,
        covers.seed_file,
        covers.seed_line
    from covers
    left join costs
        on
            covers.document_id = costs.document_id
            and covers.table_no = costs.table_no
            and covers.column_no = costs.column_no
    where abs(covers.amount_dkk) <> abs(coalesce(costs.amount_dkk, 0))
    union all
    select
        'line "' || lines.row_label_printed || '" in the column "' || printed_columns.heading_printed
        || '": what pays for several years together cannot be held against any year; enter the line as memo' as finding,
        lines.seed_file,
        lines.seed_line
    from lines
    inner join printed_columns
        on
            lines.document_id = printed_columns.document_id
            and lines.table_no = printed_columns.table_no
            and lines.column_no = printed_columns.column_no
    where
        lines.amount_dkk <> 0
        and printed_columns.column_kind = 'period'
        and printed_columns.year_count = 1

)

select * from final
