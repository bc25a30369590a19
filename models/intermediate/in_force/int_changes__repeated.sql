with matches as (

    select
        *,
        count(*) over of_pair = cells_count as is_whole,
        count(*) over of_pair = other_cells_count as is_other_whole
    from {{ ref('int_changes__matched') }}
    window of_pair as (partition by document_id, table_no, other_document_id, other_table_no)

),

pairs as (

    select
        document_id,
        table_no,
        other_document_id,
        other_table_no,
        bool_and(is_whole) as is_whole,
        bool_and(is_other_whole) as is_other_whole,
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
        document_id,
        table_no
    from matches
    where is_other_whole
    group by document_id, table_no
    having count(distinct cell_no) > 1

),

summed_up as (

    select
        other_document_id,
        other_table_no
    from matches
    where is_whole
    group by other_document_id, other_table_no
    having count(distinct other_cell_no) > 1

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
