-- Protects fct_period_allocation: a title or a unit that says `pr. år` makes a column of several years one of each of
-- them, and a title of several years makes a column without a year of its own one of these; entered otherwise, the
-- money would be a part or a multiple of what is printed, with all totals met. Where the text says otherwise, the row
-- says so.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

spans as (

    {{ spans_by_title(ref('stg_raw_table_columns'), ref('stg_raw_tables')) }}

),

final as (

    select
        '"' || spans.text_printed || '" '
        || case
            when spans.year is null
                then
                    'is of each year, and "' || spans.heading_printed || '" (document ' || spans.document_id
                    || ', table ' || spans.table_no || ') would have its amounts once for all its years; write spread'
                    || ' each_year'
            else
                'is of several years, and "' || spans.heading_printed || '" (document ' || spans.document_id
                || ', table ' || spans.table_no || ') would count all its money in ' || spans.year || '; write'
                || ' column_kind period, with spread in_all or each_year and the years'
        end
        || ', or states_reason said_in_text if the text says otherwise' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from spans
    inner join printed_tables
        on
            spans.document_id = printed_tables.document_id
            and spans.table_no = printed_tables.table_no
    where not {{ gives_reason('printed_tables.states_reason', 'said_in_text') }}

)

select * from final
