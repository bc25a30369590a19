-- Protects fct_allocation: a table of savings or of income prints what is taken away, mostly without a minus; added, or
-- taken for what is left, it would be wrong with all its totals met. So what speaks of them and prints no minus states
-- a reduction, and what does not speak of them states none, or its row says why.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

questioned as (

    select * from {{ ref('int_tables__questioned') }}

),

judged as (

    select
        printed_tables.seed_file,
        printed_tables.seed_line,
        case
            when
                questioned.is_not_taken
                and not {{ gives_reason('printed_tables.states_reason', 'given_back') }}
                and not {{ gives_reason('printed_tables.states_reason', 'other_meaning') }}
                then
                    '"' || questioned.speaking || '" speaks of '
                    || case when {{ speaks_of_income('questioned.speaking') }} then 'income' else 'savings' end
                    || ', and the amounts of document ' || questioned.document_id || ', table ' || questioned.table_no
                    || ' have no minus and are not entered as taken away; write states reduction, or in states_reason'
                    || ' why they are not (given_back, other_meaning)'
            when
                questioned.is_taken_unsaid
                and not {{ gives_reason('printed_tables.states_reason', 'said_in_text') }}
                then
                    '"' || printed_tables.title_printed || '": document ' || questioned.document_id || ', table '
                    || questioned.table_no || ' states a reduction, and no title, heading or label of it speaks of'
                    || ' savings; check states, or write states_reason said_in_text if the text beside it does'
        end as finding
    from questioned
    inner join printed_tables
        on
            questioned.document_id = printed_tables.document_id
            and questioned.table_no = printed_tables.table_no

),

final as (

    select
        finding,
        seed_file,
        seed_line
    from judged
    where finding is not null

)

select * from final
