-- Protects fct_allocation: a reason given in vain would silence a check of a later day. So each `states_reason` answers
-- what a check asks of its table.
with questioned as (

    select * from {{ ref('int_tables__questioned') }}

),

answers as (

    select
        document_id,
        table_no,
        {{ each_word("'given_back other_meaning'") }} as reason
    from questioned
    where is_not_taken
    union all
    select
        document_id,
        table_no,
        'said_in_text' as reason
    from questioned
    where is_taken_unsaid
    union all
    select
        document_id,
        table_no,
        case
            when {{ speaks_of_released('speaking_of_before') }} then 'set_aside_at_once' else 'only_the_difference'
        end as reason
    from questioned
    where speaking_of_before is not null
    union all
    select
        document_id,
        table_no,
        'decided_twice' as reason
    from {{ ref('int_changes__repeated') }}
    union all
    select
        document_id,
        table_no,
        'all_of_the_year' as reason
    from ({{ years_in_part(ref('stg_raw_table_columns'), ref('stg_raw_tables')) }}) as in_part
    union all
    select
        document_id,
        table_no,
        'said_in_text' as reason
    from ({{ spans_by_title(ref('stg_raw_table_columns'), ref('stg_raw_tables')) }}) as spans
    union all
    select
        document_id,
        table_no,
        'in_all' as reason
    from {{ ref('int_levels__called_changes') }}
    union all
    select
        document_id,
        table_no,
        'only_the_difference' as reason
    from {{ ref('int_changes__called_levels') }}

),

given as (

    select
        document_id,
        table_no,
        seed_file,
        seed_line,
        {{ each_word("replace(states_reason, '+', ' ')") }} as reason
    from {{ ref('stg_raw_tables') }}
    where states_reason is not null

),

final as (

    select
        '"' || given.reason || '": nothing in document ' || given.document_id || ', table ' || given.table_no
        || ' asks for that reason; expected no such states_reason' as finding,
        given.seed_file,
        given.seed_line
    from given
    left join answers
        on
            given.document_id = answers.document_id
            and given.table_no = answers.table_no
            and given.reason = answers.reason
    where answers.reason is null

)

select * from final
