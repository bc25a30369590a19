-- Protects fct_financing: a table of part of a plan that states anew some of what earlier lines pay for, with lines of
-- its own, would stand beside them, and a shortfall would count twice. What is left of the earlier lines nobody says.
with lines as (

    select * from {{ ref('int_financing__in_force') }}
    where status = 'allocated'

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

final as (

    select
        'document ' || newer.document_id || ', table ' || newer.table_no || ', year ' || newer.year
        || ': its lines say what pays for ' || min(paid.initiative_id) || ', and those of document '
        || older.document_id || ' pay for it too, among others that stand; say which: enter what is different as '
        || 'changes (states), or the whole plan, or its lines as memo' as finding,
        min(newer.seed_file) as seed_file,
        min(newer.seed_line) as seed_line
    from lines as older
    inner join cells as paid
        on
            older.document_id = paid.document_id
            and older.table_no = paid.table_no
            and older.year = paid.year
    inner join lines as newer
        on
            older.plan_id = newer.plan_id
            and older.year = newer.year
            and paid.replaced_by_rank = newer.document_rank
            and newer.document_rank < {{ stands_until('older') }}
    inner join cells as restated
        on
            newer.document_id = restated.document_id
            and newer.table_no = restated.table_no
            and newer.year = restated.year
            and paid.initiative_id = restated.initiative_id
            and restated.statement_kind = 'level'
    group by newer.document_id, newer.table_no, newer.year, older.document_id

)

select * from final
