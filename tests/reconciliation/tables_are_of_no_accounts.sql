-- Protects fct_allocation: a table whose title says that it is of the accounts of a year says what was spent, and not
-- what was allocated, with all its totals met. So do the levels of a paper on accounts.
-- Skips a year to come, which is a part of a name, and titles and columns that say a budget or are of later years.
with printed_tables as (

    select
        titled.*,
        documents.title_printed as paper_printed,
        extract(year from documents.issued_on) as issued_year
    from {{ ref('stg_raw_tables') }} as titled
    inner join {{ ref('stg_raw_documents') }} as documents
        on titled.document_id = documents.document_id
    where titled.status = 'allocated'

),

of_accounts as (

    select
        document_id,
        table_no,
        title_printed as text_printed,
        {{ year_of_accounts('title_printed', 'issued_year') }} as year_of_accounts,
        issued_year,
        seed_file,
        seed_line
    from printed_tables
    union all
    select
        document_id,
        table_no,
        paper_printed as text_printed,
        {{ year_of_accounts('paper_printed', 'issued_year') }} as year_of_accounts,
        issued_year,
        seed_file,
        seed_line
    from printed_tables
    where states = 'level' and not {{ fits('lower(title_printed)', '.*(budget|bevil|afsat|ramme).*') }}

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where
        column_kind = 'year'
        and not {{ fits('lower(heading_printed)', 'b ?20.*|.*(budget|bevil|afsat|ramme).*') }}

),

final as (

    select distinct
        '"' || of_accounts.text_printed || '" is one of accounts of ' || of_accounts.year_of_accounts || ': what was'
        || ' spent is no allocation; leave out document ' || of_accounts.document_id || ', table '
        || of_accounts.table_no || ', or write column_kind other' as finding,
        of_accounts.seed_file,
        of_accounts.seed_line
    from of_accounts
    inner join printed_columns
        on
            of_accounts.document_id = printed_columns.document_id
            and of_accounts.table_no = printed_columns.table_no
    where
        of_accounts.year_of_accounts <= of_accounts.issued_year
        and printed_columns.year <= of_accounts.year_of_accounts

)

select * from final
