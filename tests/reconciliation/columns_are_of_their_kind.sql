-- Protects fct_allocation: a column is of the kind of appropriation that its heading names, and none of accounts.
-- Skips a heading that names no kind, or several.
with printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where column_kind = 'year' or year_count > 1

),

appropriation_types as (

    select * from {{ ref('stg_ref_appropriation_types') }}

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
        on lower(printed_columns.heading_printed) like '%' || appropriation_types.word_printed || '%'
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
    where {{ fits('lower(heading_printed)', '(regnskab|forbrug|r ?20[0-9][0-9]).*') }}

)

select * from final
