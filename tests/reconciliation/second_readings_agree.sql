-- Protects audit_printed_cell: what a program read in the document's file is what is entered.
with entered as (

    select * from {{ ref('audit_printed_cell') }}

),

readings as (

    select * from {{ ref('stg_raw_second_readings') }}

),

compared as (

    select
        coalesce(
            entered.printed_cell_id,
            readings.document_id || ', table ' || readings.table_no || coalesce(', row ' || readings.row_no, '')
            || ', column ' || readings.column_no
        ) as place,
        entered.printed_cell_id is not null as is_entered,
        entered.amount_printed as entered_print,
        entered.footnote_marks as entered_marks,
        readings.amount_printed as read_print,
        readings.footnote_marks as read_marks,
        readings.seed_line as reading_line,
        coalesce(entered.seed_file, readings.seed_file) as seed_file,
        coalesce(entered.seed_line, readings.seed_line) as seed_line
    from readings
    left join entered
        on
            readings.document_id = entered.document_id
            and readings.table_no = entered.table_no
            and coalesce(readings.row_no, 0) = coalesce(entered.row_no, 0)
            and readings.column_no = entered.column_no

),

final as (

    select
        place || ': entered '
        || case when is_entered then coalesce('"' || entered_print || '"', 'an empty cell') else 'nothing' end
        || coalesce(' with note ' || entered_marks, '') || ', the second reading has '
        || coalesce('"' || read_print || '"', 'an empty cell') || coalesce(' with note ' || read_marks, '')
        || '; look at the page, then correct what is entered or take out raw_second_readings.csv line '
        || reading_line as finding,
        seed_file,
        seed_line
    from compared
    where
        not is_entered
        or entered_marks is distinct from read_marks
        -- a blank may group digits as a point does
        or replace({{ folded("coalesce(entered_print, '')") }}, ' ', '.')
        <> replace({{ folded("coalesce(read_print, '')") }}, ' ', '.')

)

select * from final
