-- Protects fct_allocation: a row whose label names a unit of its own, as in `Havnebad (mio. kr.)`, would be read in the
-- unit of its table, where it prints a thousandth of what it means; and so would a table whose title names another.
-- Amounts of another currency are read in none.
with printed_rows as (

    select
        *,
        coalesce(
            {{ unit_within('label_printed') }},
            case
                when {{ fits('label_printed', '.*[(,][^(),]*[)]?') }}
                    then {{ unit_named(with_replaced('label_printed', '^.*[(,]([^(),]*)[)]?$', '(1)')) }}
            end
        ) as label_unit_dkk
    from {{ ref('stg_raw_table_rows') }}

),

printed_tables as (

    select
        *,
        coalesce({{ unit_within('title_printed') }}, {{ unit_within('total_label_printed') }}) as text_unit_dkk
    from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}

),

cells as (

    select * from {{ ref('stg_raw_allocations') }}
    where content = 'amount' and own_unit_dkk is null

),

-- a heading gives its column the unit that it names; but none gives billions
named_units as (

    select
        document_id,
        table_no,
        row_no,
        cast(null as integer) as column_no,
        label_printed as text_printed,
        label_unit_dkk as text_unit_dkk,
        seed_file,
        seed_line
    from printed_rows
    where label_unit_dkk > 0
    union all
    select
        document_id,
        table_no,
        cast(null as integer) as row_no,
        column_no,
        heading_printed as text_printed,
        {{ unit_within('heading_printed') }} as text_unit_dkk,
        seed_file,
        seed_line
    from printed_columns
    where {{ unit_within('heading_printed') }} = 1000000000

),

in_other_units as (

    select
        '"' || named_units.text_printed || '" names units of ' || named_units.text_unit_dkk
        || ' kr., and "' || min(cells.amount_printed) || '" is read in those of document ' || named_units.document_id
        || ', table ' || named_units.table_no || ' (' || printed_tables.unit_dkk
        || ' kr.); enter each amount of the ' || case when named_units.row_no is null then 'column' else 'row' end
        || ' with its unit, such as 0,5 mio. kr.' as finding,
        named_units.seed_file,
        named_units.seed_line
    from named_units
    inner join printed_tables
        on
            named_units.document_id = printed_tables.document_id
            and named_units.table_no = printed_tables.table_no
    inner join cells
        on
            named_units.document_id = cells.document_id
            and named_units.table_no = cells.table_no
            and (named_units.row_no = cells.row_no or named_units.column_no = cells.column_no)
    inner join printed_columns
        on
            cells.document_id = printed_columns.document_id
            and cells.table_no = printed_columns.table_no
            and cells.column_no = printed_columns.column_no
    where named_units.text_unit_dkk <> {{ unit_of('cells') }}
    group by
        named_units.text_printed,
        named_units.text_unit_dkk,
        named_units.document_id,
        named_units.table_no,
        named_units.row_no,
        printed_tables.unit_dkk,
        named_units.seed_file,
        named_units.seed_line

),

texts as (

    select
        title_printed as text_printed,
        seed_file,
        seed_line
    from printed_tables
    union all
    select
        label_printed as text_printed,
        seed_file,
        seed_line
    from printed_rows
    where row_kind not in ('heading', 'memo')
    union all
    select
        heading_printed as text_printed,
        seed_file,
        seed_line
    from printed_columns
    where column_kind <> 'other'

),

final as (

    select * from in_other_units
    union all
    select
        '"' || coalesce(title_printed, total_label_printed) || '": document ' || document_id || ', table ' || table_no
        || ' names units of ' || text_unit_dkk || ' kr., and unit_dkk is ' || unit_dkk
        || '; write the unit as printed into unit_printed, and what it is into unit_dkk' as finding,
        seed_file,
        seed_line
    from printed_tables
    where
        text_unit_dkk > 0
        and text_unit_dkk <> unit_dkk
        and unit_printed is null
    union all
    select
        '"' || text_printed || '" is of another currency, and no amount of it is kroner; write column_kind other or'
        || ' row_kind memo, and leave out a table that has nothing else' as finding,
        seed_file,
        seed_line
    from texts
    where {{ unit_within('text_printed') }} = 0

)

select * from final
