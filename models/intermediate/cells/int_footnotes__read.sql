with marks as (

    select * from {{ ref('int_footnotes__placed') }}

),

footnotes as (

    select * from {{ ref('stg_raw_footnotes') }}

),

footnote_decisions as (

    select * from {{ ref('stg_ref_footnote_decisions') }}

),

final as (

    select
        marks.document_id,
        marks.table_no,
        marks.row_no,
        marks.column_no,
        marks.mark_order,
        footnotes.footnote_no,
        footnotes.amount_dkk,
        footnotes.source_printed,
        footnotes.pl_year,
        footnote_decisions.decision_id,
        footnote_decisions.reason_da,
        footnote_decisions.reason_en
    from marks
    inner join footnotes
        on
            marks.document_id = footnotes.document_id
            and marks.table_no = footnotes.table_no
            and marks.footnote_no = footnotes.footnote_no
    left join footnote_decisions
        on
            footnotes.document_id = footnote_decisions.document_id
            and footnotes.table_no = footnote_decisions.table_no
            and footnotes.footnote_no = footnote_decisions.footnote_no

)

select * from final
