-- Protects audit_reconciliation: a total that names the rows or columns it sums names them by first and last: rows of
-- initiatives, or of what pays for them, and columns of amounts. A line for information it names by itself.
with lines as (

    select * from {{ ref('int_lines__summable') }}

),

named as (

    select
        *,
        {{ each_word('sums_lines') }} as numbers_named
    from lines
    where {{ row_numbers_refusal('sums_lines') }} is null

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
            else
                ', and these do not begin and end with rows of initiatives, or both with lines of financing (a line for'
                || ' information is named by itself)'
        end as finding,
        ends.seed_file,
        ends.seed_line
    from ends
    left join lines as first_lines
        on
            ends.document_id = first_lines.document_id
            and ends.table_no = first_lines.table_no
            and ends.axis = first_lines.axis
            and ends.first_no = first_lines.own_no
    left join lines as last_lines
        on
            ends.document_id = last_lines.document_id
            and ends.table_no = last_lines.table_no
            and ends.axis = last_lines.axis
            and ends.last_no = last_lines.own_no
    where
        ends.first_no > ends.last_no
        or coalesce(first_lines.money_kind = last_lines.money_kind, false) is false
        or (first_lines.money_kind = 'shown' and ends.first_no < ends.last_no)

)

select * from final
