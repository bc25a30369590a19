with printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

final as (

    -- a heading among the rows stands in the first column alone
    select
        printed_rows.document_id || '.t' || printed_rows.table_no || '.r' || printed_rows.row_no
        || '.c' || printed_columns.column_no as cell_id,
        printed_rows.document_id,
        printed_rows.table_no,
        case when printed_rows.row_kind = 'heading' then 'heading' else 'outside' end as cell_kind,
        printed_rows.row_no,
        printed_columns.column_no,
        printed_rows.label_printed as row_label_printed,
        printed_rows.symbols_printed,
        printed_rows.seed_file,
        printed_rows.seed_line
    from printed_rows
    inner join printed_columns
        on
            printed_rows.document_id = printed_columns.document_id
            and printed_rows.table_no = printed_columns.table_no
    where
        printed_columns.column_kind = 'other'
        or (printed_rows.row_kind = 'heading' and printed_columns.column_no = 1)

)

select * from final
