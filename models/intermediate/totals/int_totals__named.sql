with lines as (

    select * from {{ ref('int_lines__summable') }}

),

names_given as (

    select
        document_id,
        table_no,
        axis,
        own_no,
        {{ each_word('sums_lines') }} as numbers_named
    from lines
    where {{ row_numbers_refusal('sums_lines') }} is null

),

named as (

    select distinct
        names_given.document_id,
        names_given.table_no,
        names_given.axis,
        names_given.own_no,
        lines.own_no as summed_no
    from names_given
    inner join lines
        on
            names_given.document_id = lines.document_id
            and names_given.table_no = lines.table_no
            and names_given.axis = lines.axis
            and lines.own_no between {{ row_numbers_end('names_given.numbers_named', 1) }}
            and {{ row_numbers_end('names_given.numbers_named', -1) }}
    where
        lines.money_kind is not null
        -- a line for information is summed where it is named by itself
        and (lines.money_kind <> 'shown' or names_given.numbers_named = cast(lines.own_no as string))

),

final as (

    select
        document_id,
        table_no,
        axis,
        own_no,
        min(summed_no) as first_no,
        {{ joined('cast(summed_no as string)', ' ', 'summed_no') }} as summed_nos
    from named
    group by document_id, table_no, axis, own_no

)

select * from final
