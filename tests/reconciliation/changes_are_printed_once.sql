-- Protects fct_allocation: changes that a committee's paper and then the council's prints, or a summary and its annex,
-- would be added twice with all totals met. So where a table changes what another does, its row says that it is meant.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

repeated as (

    select * from {{ ref('int_changes__repeated') }}

),

final as (

    select
        'document ' || repeated.document_id || ', table ' || repeated.table_no || ' changes what table '
        || repeated.other_table_no || ' of document ' || repeated.other_document_id || ' changes, by the same amounts,'
        || ' and both would be added; leave out the one that repeats the other, write status proposed for one that the'
        || ' other decides, or states_reason decided_twice here if both are decided' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from repeated
    inner join printed_tables
        on
            repeated.document_id = printed_tables.document_id
            and repeated.table_no = printed_tables.table_no
    where not {{ gives_reason('printed_tables.states_reason', 'decided_twice') }}

)

select * from final
