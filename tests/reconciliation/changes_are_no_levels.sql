-- Protects fct_allocation: what there is in all, entered as a change, is added to what stood, with all totals met. So
-- what by its words is a budget, or adds to what stood exactly what stood, states levels, or its row says that its
-- amounts are only what is different.
with printed_tables as (

    select * from {{ ref('stg_raw_tables') }}

),

called_levels as (

    select * from {{ ref('int_changes__called_levels') }}

),

final as (

    select
        coalesce(
            '"' || called_levels.text_printed || '" is of what there is in all, and document '
            || called_levels.document_id || ', table ' || called_levels.table_no || ' would be added to what stood',
            'document ' || called_levels.document_id || ', table ' || called_levels.table_no
            || ' changes what stood by exactly what stood'
        )
        || '; write states level if its amounts are what there is in all, or states_reason only_the_difference if they'
        || ' are only what is different' as finding,
        printed_tables.seed_file,
        printed_tables.seed_line
    from called_levels
    inner join printed_tables
        on
            called_levels.document_id = printed_tables.document_id
            and called_levels.table_no = printed_tables.table_no
    where not {{ gives_reason('printed_tables.states_reason', 'only_the_difference') }}

)

select * from final
