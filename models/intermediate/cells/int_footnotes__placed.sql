with allocations as (

    select * from {{ ref('stg_raw_allocations') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

numbered as (

    select
        *,
        {{ each_number(1, "length(footnote_marks) - length(replace(footnote_marks, ' ', '')) + 1") }} as mark_order
    from allocations
    where footnote_marks is not null

),

marks as (

    select
        document_id,
        table_no,
        row_no,
        column_no,
        cast(split_part(footnote_marks, ' ', cast(mark_order as integer)) as integer) as footnote_no,
        mark_order,
        seed_file,
        seed_line
    from numbered

),

final as (

    select
        marks.document_id,
        marks.table_no,
        marks.row_no,
        marks.column_no,
        printed_columns.year,
        marks.footnote_no,
        marks.mark_order,
        marks.seed_file,
        marks.seed_line
    from marks
    inner join printed_columns
        on
            marks.document_id = printed_columns.document_id
            and marks.table_no = printed_columns.table_no
            and marks.column_no = printed_columns.column_no

)

select * from final
