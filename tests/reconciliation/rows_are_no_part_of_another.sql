-- Protects fct_allocation: a row that says of itself that another row holds it (`heraf`) counts that money twice, and
-- where its table prints no totals of columns none would be missed.
-- Skips what stands below a heading or a sub-total: there such rows are all that is counted.
with printed_rows as (

    select
        *,
        {{ fits('lower(label_printed)', '[^a-zæøå]*(heraf|herunder|hvoraf|deraf)([^a-zæøå].*)?') }} as is_said_inside
    from {{ ref('stg_raw_table_rows') }}

),

holding as (

    select
        *,
        max(case when not is_said_inside then row_no end) over (
            partition by document_id, table_no
            order by row_no
            rows between unbounded preceding and 1 preceding
        ) as held_in_row_no
    from printed_rows

),

printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

final as (

    select
        '"' || parts.label_printed || '" says that it is in "' || holders.label_printed || '" (document '
        || parts.document_id || ', table ' || parts.table_no || ', row ' || holders.row_no || '), and would be counted'
        || ' twice; enter it as memo' as finding,
        parts.seed_file,
        parts.seed_line
    from holding as parts
    inner join printed_rows as holders
        on
            parts.document_id = holders.document_id
            and parts.table_no = holders.table_no
            and parts.held_in_row_no = holders.row_no
    inner join printed_tables
        on
            parts.document_id = printed_tables.document_id
            and parts.table_no = printed_tables.table_no
    where
        parts.is_said_inside
        and parts.row_kind = 'initiative'
        and holders.row_kind = 'initiative'
        and not printed_tables.has_column_totals

)

select * from final
