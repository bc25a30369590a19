with cells as (

    select * from {{ ref('int_cells__located') }}

),

totals as (

    select * from {{ ref('int_totals__printed') }}

),

final as (

    select
        cell_id as printed_cell_id,
        document_id,
        table_no,
        'cell' as cell_kind,
        row_no,
        column_no,
        year,
        row_label_printed,
        symbols_printed,
        amount_printed,
        footnote_marks,
        is_partly_unallocated,
        content,
        amount_dkk,
        seed_file,
        seed_line
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
        row_label_printed,
        cast(null as string) as symbols_printed,
        amount_printed,
        cast(null as string) as footnote_marks,
        false as is_partly_unallocated,
        content,
        printed_dkk as amount_dkk,
        seed_file,
        seed_line
    from totals

)

select * from final
