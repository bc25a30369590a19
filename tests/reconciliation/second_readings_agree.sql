-- Protects audit_printed_cell: what a program read in the document's file is what is entered.
with prints as (

    select
        'entered' as side,
        printed_cell_id,
        document_id,
        table_no,
        row_no,
        column_no,
        amount_printed,
        footnote_marks,
        seed_file,
        seed_line
    from {{ ref('audit_printed_cell') }}
    union all
    select
        'read' as side,
        document_id || ', table ' || table_no || coalesce(', row ' || row_no, '') || ', column ' || column_no
            as printed_cell_id,
        document_id,
        table_no,
        row_no,
        column_no,
        amount_printed,
        footnote_marks,
        seed_file,
        seed_line
    from {{ ref('stg_raw_second_readings') }}

),

said as (

    select
        *,
        coalesce('"' || amount_printed || '"', 'an empty cell')
        || coalesce(' with note ' || footnote_marks, '') as shown,
        -- a blank may group digits as a point does
        replace({{ folded("coalesce(amount_printed, '')") }}, ' ', '.')
        || ' ' || coalesce(footnote_marks, '') as compared
    from prints

),

final as (

    select
        coalesce(entered.printed_cell_id, readings.printed_cell_id)
        || ': entered ' || coalesce(entered.shown, 'nothing') || ', the second reading has ' || readings.shown
        || '; look at the page, then correct what is entered or take out raw_second_readings.csv line '
        || readings.seed_line as finding,
        coalesce(entered.seed_file, readings.seed_file) as seed_file,
        coalesce(entered.seed_line, readings.seed_line) as seed_line
    from said as readings
    left join said as entered
        on
            entered.side = 'entered'
            and readings.document_id = entered.document_id
            and readings.table_no = entered.table_no
            and coalesce(readings.row_no, 0) = coalesce(entered.row_no, 0)
            and readings.column_no = entered.column_no
    where
        readings.side = 'read'
        and readings.compared is distinct from entered.compared

)

select * from final
