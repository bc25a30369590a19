-- Protects fct_allocation: a column is of the kind of appropriation that its heading names, and none of accounts, nor
-- of numbers, shares and prices of one; and what its heading says to be of several years is no year's alone, nor the
-- year of a price level that of the money.
-- Skips a heading that names no kind, or several.
with printed_columns as (

    select
        *,
        min(coalesce(year, first_year)) over (partition by document_id, table_no)
        < max(coalesce(year, first_year)) over (partition by document_id, table_no) as has_years
    from {{ ref('stg_raw_table_columns') }}
    where column_kind = 'year' or year_count > 1

),

appropriation_types as (

    select * from {{ ref('stg_ref_appropriation_types') }}

),

texts as (

    select
        heading_printed as text_printed,
        seed_file,
        seed_line
    from printed_columns
    union all
    select
        title_printed as text_printed,
        seed_file,
        seed_line
    from {{ ref('stg_raw_tables') }}

),

named as (

    select
        printed_columns.heading_printed,
        printed_columns.appropriation_type,
        printed_columns.seed_file,
        printed_columns.seed_line,
        min(appropriation_types.appropriation_type_id) as named_type
    from printed_columns
    inner join appropriation_types
        on
            lower(printed_columns.heading_printed) like '%' || appropriation_types.word_printed || '%'
            -- what is carried over from a year is of any kind
            and not (
                appropriation_types.appropriation_type_id = 'transfers'
                and {{ fits('lower(printed_columns.heading_printed)', '.*(overført|(fra|til) 20[0-9][0-9]).*') }}
            )
    group by
        printed_columns.heading_printed,
        printed_columns.appropriation_type,
        printed_columns.seed_file,
        printed_columns.seed_line
    having count(*) = 1

),

final as (

    select
        'heading "' || heading_printed || '" names the kind ' || named_type || ', and appropriation_type is '
        || coalesce(appropriation_type, 'empty') as finding,
        seed_file,
        seed_line
    from named
    where named_type is distinct from appropriation_type
    union all
    select
        'heading "' || heading_printed || '" is one of accounts: what was spent is no allocation; write column_kind'
        || ' other' as finding,
        seed_file,
        seed_line
    from printed_columns
    where {{ is_of_accounts('heading_printed') }}
    union all
    select
        'heading "' || heading_printed || '" names the price level of its column and not its year; write the year into'
        || ' first_year and the price level into price_level_printed, and column_kind other for the same money in'
        || ' another price level' as finding,
        seed_file,
        seed_line
    from printed_columns
    where column_kind = 'year' and first_year is null and {{ is_price_level('heading_printed') }}
    union all
    select
        'heading "' || heading_printed || '" is of several years, and column_kind year counts all its money in '
        || year || '; write column_kind period, with spread in_all or each_year and the years' as finding,
        seed_file,
        seed_line
    from printed_columns
    where column_kind = 'year' and {{ is_of_several_years('heading_printed') }}
    union all
    select
        'heading "' || heading_printed || '" ' || {{ heading_against_a_year('heading_printed') }} || ', without cells'
            as finding,
        seed_file,
        seed_line
    from printed_columns
    where {{ heading_against_a_year('heading_printed') }} is not null
    union all
    select
        'heading "' || heading_printed || '" is of what other columns have together, and would be counted beside them;'
        || ' write column_kind row_total, or other without cells' as finding,
        seed_file,
        seed_line
    from printed_columns
    where has_years and {{ is_sum_of_columns('heading_printed') }}
    union all
    select
        'heading "' || printed_columns.heading_printed || '" is of what is asked for or proposed, and status of'
        || ' document ' || printed_tables.document_id || ', table ' || printed_tables.table_no || ' is '
        || printed_tables.status || '; write status proposed, or column_kind other' as finding,
        printed_columns.seed_file,
        printed_columns.seed_line
    from printed_columns
    inner join {{ ref('stg_raw_tables') }} as printed_tables
        on
            printed_columns.document_id = printed_tables.document_id
            and printed_columns.table_no = printed_tables.table_no
    where printed_tables.status = 'allocated' and {{ is_asked_for('printed_columns.heading_printed') }}
    union all
    select
        '"' || text_printed || '" is of numbers, shares or the price of one, which are no allocations; write'
        || ' column_kind other for the column, and leave out a table that has nothing else' as finding,
        seed_file,
        seed_line
    from texts
    where {{ is_of_no_money('text_printed') }}
    union all
    select
        'amount_printed "' || amount_printed || '" is a share or the price of one, and no amount of its year; enter the'
        || ' row as memo, or write column_kind other for the column' as finding,
        seed_file,
        seed_line
    from {{ ref('int_cells__located') }}
    where content = 'amount' and {{ is_of_no_money('amount_printed') }}

)

select * from final
