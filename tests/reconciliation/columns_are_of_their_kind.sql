-- Protects fct_allocation: a column is of the kind of appropriation that its heading names.
-- Skips a heading that names several kinds: it may be of any of them, or of none.
with printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where column_kind = 'year'

),

appropriation_types as (

    select * from {{ ref('stg_ref_appropriation_types') }}
    where word_printed is not null

),

named as (

    select
        printed_columns.heading_printed,
        printed_columns.appropriation_type,
        printed_columns.seed_file,
        printed_columns.seed_line,
        count(appropriation_types.word_printed) as named_count,
        min(appropriation_types.appropriation_type_id) as named_type
    from printed_columns
    left join appropriation_types
        on lower(printed_columns.heading_printed) like '%' || appropriation_types.word_printed || '%'
    group by
        printed_columns.heading_printed,
        printed_columns.appropriation_type,
        printed_columns.seed_file,
        printed_columns.seed_line

),

final as (

    select
        'heading "' || heading_printed || '" names '
        || case
            when named_count = 0 then 'no kind of appropriation, and appropriation_type is ' || appropriation_type
            else
                'the kind ' || named_type || ', and appropriation_type is '
                || coalesce(appropriation_type, 'empty')
        end as finding,
        seed_file,
        seed_line
    from named
    where
        (named_count = 1 and named_type is distinct from appropriation_type)
        or (named_count = 0 and appropriation_type is not null)

)

select * from final
