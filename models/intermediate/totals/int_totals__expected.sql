with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

named as (

    select * from {{ ref('int_totals__named') }}

),

printed_columns as (

    select
        printed_columns.*,
        -- one that names nothing sums nothing
        case when printed_columns.sums_columns is not null then coalesce(named.summed_nos, '') end as summed_columns
    from {{ ref('stg_raw_table_columns') }} as printed_columns
    left join named
        on
            printed_columns.document_id = named.document_id
            and printed_columns.table_no = named.table_no
            and printed_columns.column_no = named.own_no
            and named.axis = 'column'

),

-- a sub-total sums the rows that it names, or the initiatives above it, back to the sub-total or heading before
blocks as (

    select
        printed_rows.document_id,
        printed_rows.table_no,
        printed_rows.row_no,
        printed_rows.row_kind,
        coalesce(named.first_no, max(
            case when printed_rows.row_kind in ('heading', 'subtotal') then printed_rows.row_no end
        ) over (
            partition by printed_rows.document_id, printed_rows.table_no
            order by printed_rows.row_no
            rows between unbounded preceding and 1 preceding
        ) + 1, 1) as first_row_no,
        case when printed_rows.sums_rows is not null then coalesce(named.summed_nos, '') end as summed_rows
    from {{ ref('stg_raw_table_rows') }} as printed_rows
    left join named
        on
            printed_rows.document_id = named.document_id
            and printed_rows.table_no = named.table_no
            and printed_rows.row_no = named.own_no
            and named.axis = 'row'

),

grid as (

    select
        printed_tables.document_id,
        printed_tables.table_no,
        case printed_columns.column_kind when 'row_total' then 'table_total' else 'column_total' end as control_kind,
        cast(null as integer) as row_no,
        cast(null as integer) as first_row_no,
        cast(null as string) as summed_rows,
        printed_columns.summed_columns,
        printed_columns.column_no,
        case when printed_columns.column_kind <> 'row_total' then printed_columns.column_no end as summed_column_no,
        printed_columns.year,
        printed_columns.own_column_no,
        printed_columns.spread = 'in_all' and printed_columns.column_kind = 'row_total' as counts_each_year
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
        blocks.summed_rows,
        printed_columns.summed_columns,
        printed_columns.column_no,
        case when printed_columns.column_kind <> 'row_total' then printed_columns.column_no end as summed_column_no,
        printed_columns.year,
        printed_columns.own_column_no,
        printed_columns.spread = 'in_all' and printed_columns.column_kind = 'row_total' as counts_each_year
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
        {{ control_id('document_id', 'table_no', 'row_no', 'year', 'own_column_no') }} as control_id,
        document_id,
        table_no,
        control_kind,
        row_no,
        first_row_no,
        column_no,
        year,
        summed_column_no,
        summed_rows,
        summed_columns,
        coalesce(counts_each_year, false) as counts_each_year
    from grid

)

select * from final
