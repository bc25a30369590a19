-- Protects fct_allocation: what a table takes away it prints without a minus; one that has a minus could be taken or
-- given back. And what pays for what is taken away is no line of such a table: whether it falls too nobody says.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

allocations as (

    select * from {{ ref('stg_raw_allocations') }}

),

lines as (

    select * from {{ ref('int_cells__outside') }}
    where cell_kind in ('financing', 'shortfall')

),

printed as (

    select
        allocations.document_id,
        allocations.table_no,
        allocations.amount_printed,
        allocations.amount,
        allocations.seed_file,
        allocations.seed_line,
        {{ states_of() }} as states
    from allocations
    inner join printed_tables
        on
            allocations.document_id = printed_tables.document_id
            and allocations.table_no = printed_tables.table_no
    inner join printed_columns
        on
            allocations.document_id = printed_columns.document_id
            and allocations.table_no = printed_columns.table_no
            and allocations.column_no = printed_columns.column_no
    union all
    select
        document_id,
        table_no,
        amount_printed,
        -printed_dkk as amount,
        seed_file,
        seed_line,
        states
    from {{ ref('int_totals__printed') }}

),

final as (

    select
        '"' || amount_printed || '" has a minus where document ' || document_id || ', table '
        || table_no || ' states what is taken away without one: it could be taken or given back; write states change'
        || ' if a minus is what is taken' as finding,
        seed_file,
        seed_line
    from printed
    where
        states = 'reduction'
        and amount < 0
    union all
    select
        'line "' || lines.row_label_printed || '": document ' || lines.document_id || ', table ' || lines.table_no
        || ' states what is taken away, and whether what pays for it falls too nobody says; enter the line'
        || ' as memo' as finding,
        lines.seed_file,
        lines.seed_line
    from lines
    inner join printed_tables
        on
            lines.document_id = printed_tables.document_id
            and lines.table_no = printed_tables.table_no
    where
        printed_tables.states = 'reduction'
        and lines.amount_dkk <> 0

)

select * from final
