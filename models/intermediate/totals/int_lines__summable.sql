with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

final as (

    select
        document_id,
        table_no,
        'row' as axis,
        row_no as own_no,
        label_printed,
        case
            when row_kind = 'initiative' then 'spent'
            when row_kind in ('financing', 'shortfall') then 'paying'
            when row_kind = 'memo' then 'shown'
        end as money_kind,
        sums_rows as sums_lines,
        seed_file,
        seed_line
    from printed_rows
    union all
    select
        document_id,
        table_no,
        'column' as axis,
        column_no as own_no,
        heading_printed as label_printed,
        case when column_kind in ('year', 'period') then 'amounts' end as money_kind,
        sums_columns as sums_lines,
        seed_file,
        seed_line
    from printed_columns

)

select * from final
