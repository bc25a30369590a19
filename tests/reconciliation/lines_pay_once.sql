-- Protects fct_financing: a table that states anew some of what earlier lines pay for, moves it, ends it by lineage or
-- divides it as a pool, with lines of its own, would stand beside them, and a shortfall would count twice. What is left
-- of the earlier lines nobody says. And no change of lines leaves less than no shortfall.
with lines as (

    select * from {{ ref('int_financing__in_force') }}
    where status = 'allocated'

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

pools as (

    select
        initiative_id,
        year,
        document_id
    from {{ ref('int_components__in_force') }}
    where is_given_out

),

-- what a document states anew of what lines pay for: the same initiative, or a part of it
restated as (

    select
        paid.document_id as paid_document_id,
        paid.table_no as paid_table_no,
        paid.year,
        paid.initiative_id,
        documents.document_id
    from cells as paid
    inner join documents
        on paid.replaced_by_rank = documents.document_rank
    union
    select
        paid.document_id as paid_document_id,
        paid.table_no as paid_table_no,
        paid.year,
        paid.initiative_id,
        pools.document_id
    from cells as paid
    inner join pools
        on
            paid.initiative_id = pools.initiative_id
            and paid.year = pools.year

),

-- where lines begin, and where they end
moments as (

    select
        plan_id,
        year,
        document_rank
    from lines
    where financing_kind = 'shortfall'
    union
    select
        plan_id,
        year,
        replaced_by_rank as document_rank
    from lines
    where financing_kind = 'shortfall'

),

shortfalls as (

    select
        moments.plan_id,
        moments.year,
        moments.document_rank,
        sum(lines.amount_dkk) as amount_dkk,
        min(lines.seed_file) as seed_file,
        max(lines.seed_line) as seed_line
    from moments
    inner join lines
        on
            moments.plan_id = lines.plan_id
            and moments.year = lines.year
            and moments.document_rank >= lines.document_rank
            and moments.document_rank < {{ stands_until('lines') }}
    where lines.financing_kind = 'shortfall'
    group by moments.plan_id, moments.year, moments.document_rank

),

final as (

    select
        'document ' || newer.document_id || ', table ' || newer.table_no || ', year ' || newer.year
        || ': its lines say what pays for ' || min(restated.initiative_id) || ', and those of document '
        || older.document_id || ' pay for it too, among others that stand; say which: enter what is different as '
        || 'changes (states), or the whole plan, or its lines as memo' as finding,
        min(newer.seed_file) as seed_file,
        min(newer.seed_line) as seed_line
    from lines as older
    inner join restated
        on
            older.document_id = restated.paid_document_id
            and older.table_no = restated.paid_table_no
            and older.year = restated.year
    inner join lines as newer
        on
            restated.document_id = newer.document_id
            and older.document_id <> newer.document_id
            and older.year = newer.year
            and newer.document_rank < {{ stands_until('older') }}
    group by newer.document_id, newer.table_no, newer.year, older.document_id
    union all
    select
        'plan ' || shortfalls.plan_id || ', year ' || shortfalls.year || ': with document ' || documents.document_id
        || ' what has no cover is ' || shortfalls.amount_dkk
        || ' kr.; check the line and its sign, or the line that it changes' as finding,
        shortfalls.seed_file,
        shortfalls.seed_line
    from shortfalls
    inner join documents
        on shortfalls.document_rank = documents.document_rank
    where shortfalls.amount_dkk < 0

)

select * from final
