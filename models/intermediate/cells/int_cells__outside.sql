with printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

allocations as (

    select * from {{ ref('stg_raw_allocations') }}

),

crossings as (

    select
        printed_rows.*,
        printed_columns.column_no,
        printed_columns.column_kind,
        printed_columns.year,
        printed_columns.year_count,
        printed_columns.states,
        printed_columns.heading_unit_dkk,
        printed_columns.column_kind in ('year', 'period')
        and printed_rows.row_kind in ('financing', 'shortfall', 'memo') as is_entered
    from printed_rows
    inner join printed_columns
        on
            printed_rows.document_id = printed_columns.document_id
            and printed_rows.table_no = printed_columns.table_no

),

final as (

    select
        crossings.document_id || '.t' || crossings.table_no || '.r' || crossings.row_no
        || '.c' || crossings.column_no as cell_id,
        crossings.document_id,
        crossings.table_no,
        case
            when crossings.is_entered or crossings.row_kind = 'heading' then crossings.row_kind
            else 'outside'
        end as cell_kind,
        crossings.row_no,
        crossings.column_no,
        case when crossings.is_entered then crossings.year end as year,
        crossings.year_count,
        crossings.label_printed as row_label_printed,
        crossings.symbols_printed,
        allocations.amount_printed,
        coalesce(allocations.content, 'not_entered') as content,
        {{ as_stated(printed_in_kroner('allocations', 'crossings'), states_of('crossings')) }} as amount_dkk,
        {{ unit_of('allocations', 'crossings') }} as unit_dkk,
        allocations.amount_read,
        allocations.reading_reason,
        coalesce(allocations.seed_file, crossings.seed_file) as seed_file,
        coalesce(allocations.seed_line, crossings.seed_line) as seed_line
    from crossings
    inner join printed_tables
        on
            crossings.document_id = printed_tables.document_id
            and crossings.table_no = printed_tables.table_no
    left join allocations
        on
            crossings.document_id = allocations.document_id
            and crossings.table_no = allocations.table_no
            and crossings.row_no = allocations.row_no
            and crossings.column_no = allocations.column_no
    where
        crossings.is_entered
        or crossings.column_kind = 'other'
        -- a heading among the rows stands in the first column alone
        or (crossings.row_kind = 'heading' and crossings.column_no = 1)

)

select * from final
