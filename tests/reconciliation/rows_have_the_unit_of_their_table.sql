-- Protects fct_allocation: a row whose label ends with a unit of its own, as in `Havnebad (mio. kr.)`, would be read in
-- the unit of its table, where it prints a thousandth of what it means.
with printed_rows as (

    select
        *,
        case
            when {{ fits('label_printed', '.*[(,][^(),]*[)]?') }}
                then {{ unit_named(with_replaced('label_printed', '^.*[(,]([^(),]*)[)]?$', '(1)')) }}
        end as label_unit_dkk
    from {{ ref('stg_raw_table_rows') }}

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

cells as (

    select * from {{ ref('stg_raw_allocations') }}
    where content = 'amount' and own_unit_dkk is null

),

final as (

    select
        '"' || printed_rows.label_printed || '" names units of ' || printed_rows.label_unit_dkk
        || ' kr., and "' || min(cells.amount_printed) || '" is read in those of document ' || printed_rows.document_id
        || ', table ' || printed_rows.table_no || ' (' || printed_tables.unit_dkk
        || ' kr.); enter each amount of the row with its unit, such as 0,5 mio. kr.' as finding,
        printed_rows.seed_file,
        printed_rows.seed_line
    from printed_rows
    inner join printed_tables
        on
            printed_rows.document_id = printed_tables.document_id
            and printed_rows.table_no = printed_tables.table_no
    inner join cells
        on
            printed_rows.document_id = cells.document_id
            and printed_rows.table_no = cells.table_no
            and printed_rows.row_no = cells.row_no
    where printed_rows.label_unit_dkk <> printed_tables.unit_dkk
    group by
        printed_rows.label_printed,
        printed_rows.label_unit_dkk,
        printed_rows.document_id,
        printed_rows.table_no,
        printed_tables.unit_dkk,
        printed_rows.seed_file,
        printed_rows.seed_line

)

select * from final
