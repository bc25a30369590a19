with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

-- a sub-total sums the initiatives above it, back to the sub-total or heading before
blocks as (

    select
        document_id,
        table_no,
        row_no,
        row_kind,
        coalesce(max(case when row_kind in ('heading', 'subtotal') then row_no end) over (
            partition by document_id, table_no
            order by row_no
            rows between unbounded preceding and 1 preceding
        ), 0) + 1 as first_row_no
    from printed_rows

),

grid as (

    select
        printed_tables.document_id,
        printed_tables.table_no,
        case printed_columns.column_kind when 'row_total' then 'table_total' else 'column_total' end as control_kind,
        cast(null as integer) as row_no,
        cast(null as integer) as first_row_no,
        printed_columns.column_no,
        printed_columns.year,
        case printed_columns.column_kind when 'period' then printed_columns.column_no end as period_column_no
    from printed_tables
    inner join printed_columns
        on
            printed_tables.document_id = printed_columns.document_id
            and printed_tables.table_no = printed_columns.table_no
    where
        (printed_columns.column_kind in ('year', 'period') and printed_tables.has_column_totals)
        or (printed_columns.column_kind = 'row_total' and printed_tables.has_table_total)
    union all
    select
        blocks.document_id,
        blocks.table_no,
        case blocks.row_kind when 'subtotal' then 'subtotal' else 'row_total' end as control_kind,
        blocks.row_no,
        case blocks.row_kind when 'subtotal' then blocks.first_row_no end as first_row_no,
        printed_columns.column_no,
        printed_columns.year,
        case printed_columns.column_kind when 'period' then printed_columns.column_no end as period_column_no
    from blocks
    inner join printed_columns
        on
            blocks.document_id = printed_columns.document_id
            and blocks.table_no = printed_columns.table_no
    inner join printed_tables
        on
            blocks.document_id = printed_tables.document_id
            and blocks.table_no = printed_tables.table_no
    where
        (
            blocks.row_kind not in ('heading', 'subtotal')
            and printed_columns.column_kind = 'row_total'
            and printed_tables.has_row_totals
        )
        or (blocks.row_kind = 'subtotal' and printed_columns.column_kind in ('year', 'period', 'row_total'))

),

final as (

    select
        {{ control_id('document_id', 'table_no', 'row_no', 'year', 'period_column_no') }} as control_id,
        document_id,
        table_no,
        control_kind,
        row_no,
        first_row_no,
        column_no,
        year,
        period_column_no
    from grid

)

select * from final
