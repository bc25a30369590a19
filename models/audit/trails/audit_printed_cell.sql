with cells as (

    select * from {{ ref('int_cells__located') }}
    -- printed once, for however many years
    where year_no = 0

),

totals as (

    select * from {{ ref('int_totals__printed') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

printed as (

    select
        printed_cell_id,
        document_id,
        table_no,
        case when spread is null and last_year is null then 'cell' else 'period' end as cell_kind,
        row_no,
        column_no,
        case when last_year is null then year end as year,
        initiative_id,
        row_label_printed,
        symbols_printed,
        amount_printed,
        footnote_marks,
        is_partly_unallocated,
        content,
        unit_dkk,
        amount_dkk,
        seed_file,
        seed_line,
        amount_read,
        reading_reason,
        outside_dkk,
        responsible_printed,
        cast(null as string) as states
    from cells
    union all
    select
        control_id as printed_cell_id,
        document_id,
        table_no,
        control_kind as cell_kind,
        row_no,
        column_no,
        year,
        cast(null as string) as initiative_id,
        row_label_printed,
        cast(null as string) as symbols_printed,
        amount_printed,
        cast(null as string) as footnote_marks,
        false as is_partly_unallocated,
        content,
        unit_dkk,
        printed_dkk as amount_dkk,
        seed_file,
        seed_line,
        cast(null as string) as amount_read,
        cast(null as string) as reading_reason,
        cast(null as decimal(18, 2)) as outside_dkk,
        cast(null as string) as responsible_printed,
        states
    from totals
    union all
    select
        cell_id as printed_cell_id,
        document_id,
        table_no,
        cell_kind,
        row_no,
        column_no,
        year,
        cast(null as string) as initiative_id,
        row_label_printed,
        symbols_printed,
        amount_printed,
        cast(null as string) as footnote_marks,
        false as is_partly_unallocated,
        content,
        unit_dkk,
        amount_dkk,
        seed_file,
        seed_line,
        amount_read,
        reading_reason,
        cast(null as decimal(18, 2)) as outside_dkk,
        cast(null as string) as responsible_printed,
        cast(null as string) as states
    from {{ ref('int_cells__outside') }}

),

final as (

    select
        printed.printed_cell_id,
        printed.document_id,
        printed.table_no,
        printed_tables.title_printed,
        table_plans.plan_id,
        printed.cell_kind,
        printed.row_no,
        printed.column_no,
        printed_columns.heading_printed,
        printed.year,
        printed.initiative_id,
        printed.row_label_printed,
        printed.symbols_printed,
        printed.amount_printed,
        printed.footnote_marks,
        printed.is_partly_unallocated,
        printed.content,
        coalesce(printed.unit_dkk, printed_tables.unit_dkk) as unit_dkk,
        printed.amount_dkk,
        printed.seed_file,
        printed.seed_line,
        coalesce(printed.states, {{ states_of() }}) as statement_kind,
        printed_tables.status,
        printed_columns.first_year,
        printed_columns.last_year,
        printed_columns.spread,
        printed.amount_read,
        printed.reading_reason,
        printed_tables.unit_dkk as table_unit_dkk,
        printed_tables.unit_printed,
        printed_tables.unit_reason,
        symbols.notes_printed,
        printed.outside_dkk,
        printed.responsible_printed,
        second_readings.amount_printed as second_reading,
        second_readings.file_sha256 as second_reading_sha256
    from printed
    inner join printed_tables
        on
            printed.document_id = printed_tables.document_id
            and printed.table_no = printed_tables.table_no
    inner join printed_columns
        on
            printed.document_id = printed_columns.document_id
            and printed.table_no = printed_columns.table_no
            and printed.column_no = printed_columns.column_no
    inner join {{ ref('stg_ref_table_plans') }} as table_plans
        on
            printed.document_id = table_plans.document_id
            and printed.table_no = table_plans.table_no
    left join {{ ref('int_symbols__resolved') }} as symbols
        on
            printed.document_id = symbols.document_id
            and printed.symbols_printed = symbols.symbols_printed
    left join {{ ref('stg_raw_second_readings') }} as second_readings
        on
            printed.document_id = second_readings.document_id
            and printed.table_no = second_readings.table_no
            and coalesce(printed.row_no, 0) = coalesce(second_readings.row_no, 0)
            and printed.column_no = second_readings.column_no

)

select * from final
