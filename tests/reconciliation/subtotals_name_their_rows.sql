-- Protects audit_reconciliation: a sub-total that names the rows it sums names rows of initiatives, or of what pays for
-- them, by first and last.
with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

named as (

    select
        document_id,
        table_no,
        row_no,
        label_printed,
        {{ each_word('sums_rows') }} as rows_named,
        seed_file,
        seed_line
    from printed_rows
    where {{ row_numbers_refusal('sums_rows') }} is null

),

-- rows that have money of one kind: what is spent, or what pays for it
summable as (

    select
        document_id,
        table_no,
        row_no,
        case row_kind when 'initiative' then 'spent' else 'paying' end as money_kind
    from printed_rows
    where row_kind in ('initiative', 'financing', 'shortfall')

),

ends as (

    select
        *,
        {{ row_numbers_end('rows_named', 1) }} as first_row_no,
        {{ row_numbers_end('rows_named', -1) }} as last_row_no
    from named

),

final as (

    select
        'row ' || ends.row_no || ', "' || ends.label_printed || '": it says that it sums ' || ends.rows_named
        || case
            when ends.first_row_no > ends.last_row_no then ', and the first of them is above the last'
            else ', and these do not begin and end with rows of initiatives, or both with lines of financing'
        end as finding,
        ends.seed_file,
        ends.seed_line
    from ends
    left join summable as first_rows
        on
            ends.document_id = first_rows.document_id
            and ends.table_no = first_rows.table_no
            and ends.first_row_no = first_rows.row_no
    left join summable as last_rows
        on
            ends.document_id = last_rows.document_id
            and ends.table_no = last_rows.table_no
            and ends.last_row_no = last_rows.row_no
    where
        ends.first_row_no > ends.last_row_no
        or coalesce(first_rows.money_kind = last_rows.money_kind, false) is false

)

select * from final
