-- Protects fct_allocation: a table whose title says that it is of the accounts of a year says what was spent, and not
-- what was allocated, with all its totals met.
-- Skips a year to come, which is a part of a name, and columns that say a budget or are of later years.
with printed_tables as (

    select
        titled.*,
        {{ year_of_accounts('titled.title_printed') }} as year_of_accounts
    from {{ ref('stg_raw_tables') }} as titled
    inner join {{ ref('int_documents__ordered') }} as documents
        on titled.document_id = documents.document_id
    where
        titled.status = 'allocated'
        and {{ year_of_accounts('titled.title_printed') }} <= extract(year from documents.issued_on)

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where
        column_kind = 'year'
        and not {{ fits('lower(heading_printed)', 'b ?20.*|.*(budget|bevil|afsat|ramme).*') }}

),

final as (

    select distinct
        '"' || printed_tables.title_printed || '" is one of accounts of ' || printed_tables.year_of_accounts || ': what'
        || ' was spent is no allocation; leave out document ' || printed_tables.document_id || ', table '
        || printed_tables.table_no || ', or write column_kind other' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from printed_tables
    inner join printed_columns
        on
            printed_tables.document_id = printed_columns.document_id
            and printed_tables.table_no = printed_columns.table_no
    where printed_columns.year <= printed_tables.year_of_accounts

)

select * from final
