-- Protects fct_allocation: a paper that states an initiative's year in two of its tables may print the same money
-- twice, or a level beside the change that is in it already. Levels of other sources, or of other kinds of
-- appropriation, are other money.
with cells as (

    select * from {{ ref('int_cells__located') }}
    where
        status = 'allocated'
        and year is not null
        and amount_dkk <> 0

),

final as (

    select
        'initiative ' || here.initiative_id || ', year ' || here.year || ': document ' || here.document_id
        || ' states it in table ' || there.table_no || ' (' || there.statement_kind || ', ' || there.seed_file
        || ' line ' || there.seed_line || ') and in table ' || here.table_no || ' (' || here.statement_kind || '), and '
        || case
            when here.statement_kind = there.statement_kind
                then 'might count it twice; leave out the one that repeats the other, or enter it as a change'
            else 'the level may hold the change already; leave out the one that repeats the other'
        end as finding,
        here.seed_file,
        here.seed_line
    from cells as here
    inner join cells as there
        on
            here.document_id = there.document_id
            and here.plan_id = there.plan_id
            and here.initiative_id = there.initiative_id
            and here.year = there.year
            and here.table_no > there.table_no
    where
        'level' in (here.statement_kind, there.statement_kind)
        -- what says no kind, or no source, may be of any
        and (
            here.appropriation_type_id = there.appropriation_type_id
            or 'unknown' in (here.appropriation_type_id, there.appropriation_type_id)
        )
        and coalesce(here.symbols_printed, there.symbols_printed, '')
        = coalesce(there.symbols_printed, here.symbols_printed, '')

)

select * from final
