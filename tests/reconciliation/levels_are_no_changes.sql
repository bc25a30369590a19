-- Protects fct_allocation: a supplementary appropriation that is entered as a level is taken for all that there is, and
-- what stood is gone with all totals met. So what speaks of changes and would leave less than stood states changes, or
-- its row says that its amounts are what there then is.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

called_changes as (

    select * from {{ ref('int_levels__called_changes') }}

),

final as (

    select
        '"' || called_changes.text_printed || '" is of changes, and document ' || called_changes.document_id
        || ', table ' || called_changes.table_no || ' would leave less than stood before, as all that there is; write'
        || ' states change, or states_reason in_all if its amounts are what there then is in all' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from called_changes
    inner join printed_tables
        on
            called_changes.document_id = printed_tables.document_id
            and called_changes.table_no = printed_tables.table_no
    where not {{ gives_reason('printed_tables.states_reason', 'in_all') }}

)

select * from final
