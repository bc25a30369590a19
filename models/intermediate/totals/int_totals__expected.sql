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
        sums_rows,
        coalesce(max(case when row_kind in ('heading', 'subtotal') then row_no end) over (
            partition by document_id, table_no
            order by row_no
            rows between unbounded preceding and 1 preceding
        ), 0) + 1 as first_row_no
    from printed_rows

),

-- unless it names the rows that it sums
names_given as (

    select
        document_id,
        table_no,
        row_no,
        {{ each_word('sums_rows') }} as rows_named
    from printed_rows
    where {{ row_numbers_refusal('sums_rows') }} is null

),

named as (

    select
        names_given.document_id,
        names_given.table_no,
        names_given.row_no,
        printed_rows.row_no as summed_row_no
    from names_given
    inner join printed_rows
        on
            names_given.document_id = printed_rows.document_id
            and names_given.table_no = printed_rows.table_no
            and printed_rows.row_no between {{ row_numbers_end('names_given.rows_named', 1) }}
            and {{ row_numbers_end('names_given.rows_named', -1) }}
    where printed_rows.row_kind in ('initiative', 'financing', 'shortfall')
    group by names_given.document_id, names_given.table_no, names_given.row_no, printed_rows.row_no

),

named_gathered as (

    select
        document_id,
        table_no,
        row_no,
        min(summed_row_no) as first_row_no,
        {{ joined('cast(summed_row_no as string)', ' ', 'summed_row_no') }} as summed_rows
    from named
    group by document_id, table_no, row_no

),

grid as (

    select
        printed_tables.document_id,
        printed_tables.table_no,
        case printed_columns.column_kind when 'row_total' then 'table_total' else 'column_total' end as control_kind,
        cast(null as integer) as row_no,
        cast(null as integer) as first_row_no,
        cast(null as string) as summed_rows,
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
        case blocks.row_kind
            when 'subtotal' then coalesce(named_gathered.first_row_no, blocks.first_row_no)
        end as first_row_no,
        -- one that names no row sums none
        case when blocks.sums_rows is not null then coalesce(named_gathered.summed_rows, '') end as summed_rows,
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
    left join named_gathered
        on
            blocks.document_id = named_gathered.document_id
            and blocks.table_no = named_gathered.table_no
            and blocks.row_no = named_gathered.row_no
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
        coalesce(counts_each_year, false) as counts_each_year
    from grid

)

select * from final
