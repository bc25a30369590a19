with components as (

    select * from {{ ref('int_components__in_force') }}

),

final as (

    select
        allocation_id,
        document_id,
        table_no,
        row_no,
        column_no,
        year,
        cell_id as printed_cell_id,
        row_label_printed,
        amount_printed as cell_printed,
        footnote_marks as footnote_marks_printed,
        symbols_printed as symbol_printed,
        component_no,
        footnote_no,
        amount_dkk,
        decision_rule,
        decision_reason_da,
        decision_reason_en,
        candidate_decision_ids,
        decision_url,
        pl_year_rule,
        seed_file,
        seed_line,
        is_given_out
    from components

)

select * from final
