with components as (

    select * from {{ ref('int_components__in_force') }}

),

cells as (

    select * from {{ ref('int_cells__located') }}

),

final as (

    select
        components.allocation_id,
        components.document_id,
        components.table_no,
        components.row_no,
        components.column_no,
        components.year,
        cells.printed_cell_id,
        components.row_label_printed,
        components.amount_printed as cell_printed,
        components.footnote_marks as footnote_marks_printed,
        components.symbols_printed as symbol_printed,
        components.component_no,
        components.footnote_no,
        components.amount_dkk,
        components.decision_rule,
        components.decision_reason_da,
        components.decision_reason_en,
        components.candidate_decision_ids,
        components.decision_url,
        components.pl_year_rule,
        components.seed_file,
        components.seed_line,
        components.is_given_out,
        cells.amount_read,
        cells.reading_reason
    from components
    inner join cells
        on components.cell_id = cells.cell_id

)

select * from final
