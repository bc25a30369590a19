-- Protects int_plan_years__stated: a table of which no column is a year would be taken with none of its amounts.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

printed_columns as (

    select
        document_id,
        table_no,
        {{ joined('heading_printed', ', ', 'column_no') }} as headings,
        bool_or(column_kind = 'year' or year_count > 1) as has_year
    from {{ ref('stg_raw_table_columns') }}
    group by document_id, table_no

),

final as (

    select
        'document ' || printed_tables.document_id || ', table ' || printed_tables.table_no || ' ("'
        || printed_tables.title_printed || '"): none of its columns (' || printed_columns.headings
        || ') is a year, and an amount of no year cannot be held; where all are of one year, write it into first_year'
        || ' with column_kind year, or leave the table out' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from printed_tables
    inner join printed_columns
        on
            printed_tables.document_id = printed_columns.document_id
            and printed_tables.table_no = printed_columns.table_no
    where not printed_columns.has_year

)

select * from final
