with components as (

    select * from {{ ref('int_components__graded') }}

),

statements as (

    select * from {{ ref('fct_allocation_statement') }}

),

final as (

    select
        statements.allocation_id,
        statements.document_id,
        statements.table_no,
        statements.row_no,
        components.column_no,
        statements.year,
        components.cell_id as printed_cell_id,
        components.row_label_printed,
        components.amount_printed as cell_printed,
        components.footnote_marks as footnote_marks_printed,
        components.symbols_printed as symbol_printed,
        statements.component_no,
        components.footnote_no,
        statements.amount_dkk,
        components.decision_rule,
        components.decision_reason_da,
        components.decision_reason_en,
        components.candidate_decision_ids,
        components.decision_url,
        components.pl_year_rule,
        components.seed_file,
        components.seed_line
    from statements
    inner join components
        on statements.allocation_id = components.allocation_id

)

select * from final
