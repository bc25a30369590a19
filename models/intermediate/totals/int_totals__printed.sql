with totals as (

    select * from {{ ref('stg_raw_printed_totals') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

final as (

    select
        {{ control_id(
            'totals.document_id', 'totals.table_no', 'totals.row_no', 'printed_columns.year',
            'printed_columns.own_column_no'
        ) }} as control_id,
        totals.document_id,
        totals.table_no,
        totals.total_kind as control_kind,
        totals.row_no,
        totals.column_no,
        printed_columns.year,
        coalesce(printed_rows.label_printed, printed_tables.total_label_printed) as row_label_printed,
        totals.amount_printed,
        totals.content,
        {{ printed_in_kroner('totals') }} as printed_dkk,
        coalesce(totals.own_unit_dkk, printed_tables.unit_dkk) as unit_dkk,
        totals.seed_file,
        totals.seed_line
    from totals
    inner join printed_tables
        on
            totals.document_id = printed_tables.document_id
            and totals.table_no = printed_tables.table_no
    inner join printed_columns
        on
            totals.document_id = printed_columns.document_id
            and totals.table_no = printed_columns.table_no
            and totals.column_no = printed_columns.column_no
    left join printed_rows
        on
            totals.document_id = printed_rows.document_id
            and totals.table_no = printed_rows.table_no
            and totals.row_no = printed_rows.row_no

)

select * from final
