-- Protects fct_allocation: a table of changes that corrects or sums up changes of before, or releases money that is set
-- aside, would count it twice with all totals met. So what speaks of them is left out, or its row says why it is not.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

questioned as (

    select
        *,
        {{ speaks_of_released('speaking_of_before') }} as is_released
    from {{ ref('int_tables__questioned') }}
    where speaking_of_before is not null

),

final as (

    select
        '"' || questioned.speaking_of_before || '" '
        || case
            when questioned.is_released
                then
                    'is of money that is released of what is set aside, and document ' || questioned.document_id
                    || ', table ' || questioned.table_no || ' would be added to it; leave out the table, enter the row'
                    || ' as memo, or write states_reason set_aside_at_once if nothing was set aside before'
            else
                'speaks of changes of before, and document ' || questioned.document_id || ', table '
                || questioned.table_no || ' would be added to them; take out the document that it corrects or sums up,'
                || ' or write states_reason only_the_difference if its amounts are only what is different'
        end as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from questioned
    inner join printed_tables
        on
            questioned.document_id = printed_tables.document_id
            and questioned.table_no = printed_tables.table_no
    where
        not case
            when questioned.is_released then {{ gives_reason('printed_tables.states_reason', 'set_aside_at_once') }}
            else {{ gives_reason('printed_tables.states_reason', 'only_the_difference') }}
        end

)

select * from final
