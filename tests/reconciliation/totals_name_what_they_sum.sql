-- Protects audit_reconciliation: a total that names the rows or columns it sums names them by first and last: rows of
-- initiatives, or of what pays for them, and columns of amounts.
with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

named as (

    select
        document_id,
        table_no,
        'row' as axis,
        row_no as own_no,
        label_printed,
        {{ each_word('sums_rows') }} as numbers_named,
        seed_file,
        seed_line
    from printed_rows
    where {{ row_numbers_refusal('sums_rows') }} is null
    union all
    select
        document_id,
        table_no,
        'column' as axis,
        column_no as own_no,
        heading_printed as label_printed,
        {{ each_word('sums_columns') }} as numbers_named,
        seed_file,
        seed_line
    from printed_columns
    where {{ row_numbers_refusal('sums_columns') }} is null

),

-- what has amounts of one kind: what is spent, or what pays for it
summable as (

    select
        document_id,
        table_no,
        'row' as axis,
        row_no as own_no,
        case row_kind when 'initiative' then 'spent' else 'paying' end as money_kind
    from printed_rows
    where row_kind in ('initiative', 'financing', 'shortfall')
    union all
    select
        document_id,
        table_no,
        'column' as axis,
        column_no as own_no,
        'amounts' as money_kind
    from printed_columns
    where column_kind in ('year', 'period')

),

ends as (

    select
        *,
        {{ row_numbers_end('numbers_named', 1) }} as first_no,
        {{ row_numbers_end('numbers_named', -1) }} as last_no
    from named

),

final as (

    select
        ends.axis || ' ' || ends.own_no || ', "' || ends.label_printed || '": it says that it sums '
        || ends.numbers_named
        || case
            when ends.first_no > ends.last_no then ', and the first of them is above the last'
            when ends.axis = 'column' then ', and these do not begin and end with columns of amounts'
            else ', and these do not begin and end with rows of initiatives, or both with lines of financing'
        end as finding,
        ends.seed_file,
        ends.seed_line
    from ends
    left join summable as first_lines
        on
            ends.document_id = first_lines.document_id
            and ends.table_no = first_lines.table_no
            and ends.axis = first_lines.axis
            and ends.first_no = first_lines.own_no
    left join summable as last_lines
        on
            ends.document_id = last_lines.document_id
            and ends.table_no = last_lines.table_no
            and ends.axis = last_lines.axis
            and ends.last_no = last_lines.own_no
    where
        ends.first_no > ends.last_no
        or coalesce(first_lines.money_kind = last_lines.money_kind, false) is false

)

select * from final
