-- Protects fct_allocation: a row that by its label is a total, pays for others or comes in is no initiative; where no
-- total of its table says that it is added, it would be counted with the wrong sign or twice.
-- Skips changes, which take money from what pays for others, and a table that has amounts with a minus of its own.
with printed_rows as (

    select
        *,
        {{ kind_of_label('label_printed') }} as said
    from {{ ref('stg_raw_table_rows') }}
    where row_kind = 'initiative'

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

cells as (

    select
        document_id,
        table_no,
        row_no,
        bool_or(amount_dkk > 0) as has_plus
    from {{ ref('int_cells__located') }}
    where amount_dkk <> 0 and statement_kind = 'level'
    group by document_id, table_no, row_no

),

final as (

    select
        '"' || printed_rows.label_printed || '" (document ' || printed_rows.document_id || ', table '
        || printed_rows.table_no || ') '
        || case printed_rows.said
            when 'total' then 'adds up other rows, and would be counted beside them; enter it as the totals of columns'
            when 'pays' then 'pays for other rows, and would be counted among them; enter it as financing'
            else 'comes in or is saved, and would be added; enter it as memo'
        end as finding,
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
    where
        printed_rows.said = 'pays'
        or (printed_rows.said is not null and cells.has_plus and not printed_tables.has_column_totals)

)

select * from final
