with components as (

    select * from {{ ref('int_components__in_force') }}

),

graded as (

    select * from {{ ref('int_components__graded') }}

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
        cells.amount_printed as cell_printed,
        cells.footnote_marks as footnote_marks_printed,
        cells.symbols_printed as symbol_printed,
        components.component_no,
        graded.footnote_no,
        components.amount_dkk,
        graded.decision_rule,
        graded.decision_reason_da,
        graded.decision_reason_en,
        graded.candidate_decision_ids,
        graded.decision_url,
        graded.pl_year_rule,
        components.seed_file,
        components.seed_line,
        components.is_given_out,
        cells.amount_read,
        cells.reading_reason
    from components
    -- what is given out of a pool has the key of its part, turned round, and its part's reasons
    inner join graded
        on abs(components.allocation_id) = graded.allocation_id
    inner join cells
        on components.cell_id = cells.cell_id

)

select * from final
