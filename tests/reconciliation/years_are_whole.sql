-- Protects fct_allocation: a column of half a year, or of what stands on a day, that is entered as one of its year is
-- taken for all that the year has. Where its table lacks other parts of the year, its row says that this is meant.
-- Skips changes: what is added in a part of the year is added.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

in_part as (

    {{ years_in_part(ref('stg_raw_table_columns'), ref('stg_raw_tables')) }}

),

final as (

    select
        '"' || in_part.heading_printed || '" is of a part of ' || in_part.year || ' or of a day in it, and document '
        || in_part.document_id || ', table ' || in_part.table_no || ' would state it as all that the year has; write'
        || ' column_kind other if it has more, or states_reason all_of_the_year if it has no more' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from in_part
    inner join printed_tables
        on
            in_part.document_id = printed_tables.document_id
            and in_part.table_no = printed_tables.table_no
    where not {{ gives_reason('printed_tables.states_reason', 'all_of_the_year') }}

)

select * from final
