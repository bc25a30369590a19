with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

names_given as (

    select
        document_id,
        table_no,
        'row' as axis,
        row_no as own_no,
        {{ each_word('sums_rows') }} as numbers_named
    from printed_rows
    where {{ row_numbers_refusal('sums_rows') }} is null
    union all
    select
        document_id,
        table_no,
        'column' as axis,
        column_no as own_no,
        {{ each_word('sums_columns') }} as numbers_named
    from printed_columns
    where {{ row_numbers_refusal('sums_columns') }} is null

),

-- what has amounts that may be summed
amounts as (

    select
        document_id,
        table_no,
        'row' as axis,
        row_no as own_no
    from printed_rows
    where row_kind in ('initiative', 'financing', 'shortfall')
    union all
    select
        document_id,
        table_no,
        'column' as axis,
        column_no as own_no
    from printed_columns
    where column_kind in ('year', 'period')

),

named as (

    select distinct
        names_given.document_id,
        names_given.table_no,
        names_given.axis,
        names_given.own_no,
        amounts.own_no as summed_no
    from names_given
    inner join amounts
        on
            names_given.document_id = amounts.document_id
            and names_given.table_no = amounts.table_no
            and names_given.axis = amounts.axis
            and amounts.own_no between {{ row_numbers_end('names_given.numbers_named', 1) }}
            and {{ row_numbers_end('names_given.numbers_named', -1) }}

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
