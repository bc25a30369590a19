with matches as (

    select * from {{ ref('int_changes__matched') }}

),

pairs as (

    select
        document_id,
        table_no,
        other_document_id,
        other_table_no,
        count(*) = min(cells_count) as is_whole,
        count(*) = min(other_cells_count) as is_other_whole,
        -- one change alone of a round amount may be decided again beside others
        count(*) > 1
        or min(cells_count) = min(other_cells_count)
        or document_id = other_document_id
        or not bool_and(is_round) as is_no_chance
    from matches
    group by document_id, table_no, other_document_id, other_table_no

),

-- a table may sum up what several before it tell one by one, or several may tell what one before them summed up
summing_up as (

    select
        matches.document_id,
        matches.table_no
    from matches
    inner join pairs
        on
            matches.document_id = pairs.document_id
            and matches.table_no = pairs.table_no
            and matches.other_document_id = pairs.other_document_id
            and matches.other_table_no = pairs.other_table_no
    where pairs.is_other_whole
    group by matches.document_id, matches.table_no
    having count(distinct matches.cell_no) > 1

),

summed_up as (

    select
        matches.other_document_id,
        matches.other_table_no
    from matches
    inner join pairs
        on
            matches.document_id = pairs.document_id
            and matches.table_no = pairs.table_no
            and matches.other_document_id = pairs.other_document_id
            and matches.other_table_no = pairs.other_table_no
    where pairs.is_whole
    group by matches.other_document_id, matches.other_table_no
    having count(distinct matches.other_cell_no) > 1

),

final as (

    select
        pairs.document_id,
        pairs.table_no,
        pairs.other_document_id,
        pairs.other_table_no
    from pairs
    left join summing_up
        on
            pairs.document_id = summing_up.document_id
            and pairs.table_no = summing_up.table_no
    left join summed_up
        on
            pairs.other_document_id = summed_up.other_document_id
            and pairs.other_table_no = summed_up.other_table_no
    where
        (pairs.is_other_whole and (pairs.is_no_chance or summing_up.document_id is not null))
        or (pairs.is_whole and (pairs.is_no_chance or summed_up.other_document_id is not null))

)

select * from final
