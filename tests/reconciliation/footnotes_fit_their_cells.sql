-- Protects int_components__split: the parts that footnotes take are at most the cell, and name the cell's year.
with marks as (

    select * from {{ ref('int_footnotes__placed') }}

),

footnotes as (

    select * from {{ ref('stg_raw_footnotes') }}

),

cells as (

    select * from {{ ref('int_cells__located') }}

),

parts as (

    select
        cells.cell_id,
        abs(cells.amount_dkk) as cell_dkk,
        sum(footnotes.amount_dkk) as footnotes_dkk,
        count(footnotes.amount_dkk) as part_count,
        bool_and(footnotes.year is null or footnotes.year = cells.year) as is_of_its_year,
        {{ joined("'raw_footnotes.csv line ' || footnotes.seed_line", ', ', 'footnotes.seed_line') }} as footnotes_at,
        cells.seed_file,
        cells.seed_line
    from marks
    inner join cells
        on
            marks.document_id = cells.document_id
            and marks.table_no = cells.table_no
            and marks.row_no = cells.row_no
            and marks.column_no = cells.column_no
    inner join footnotes
        on
            marks.document_id = footnotes.document_id
            and marks.table_no = footnotes.table_no
            and marks.footnote_no = footnotes.footnote_no
    group by cells.cell_id, cells.amount_dkk, cells.seed_file, cells.seed_line

),

final as (

    select
        'cell ' || cell_id || ': '
        || case
            when not is_of_its_year then 'its footnote names another year'
            when part_count > 9 then 'more than nine footnotes divide it'
            else
                'its footnotes take ' || footnotes_dkk || ' kr. out of '
                || coalesce(cast(cell_dkk as string), 'an empty cell')
        end
        || ' (' || footnotes_at || ')' as finding,
        seed_file,
        seed_line
    from parts
    where
        not is_of_its_year
        or part_count > 9
        or (footnotes_dkk > coalesce(cell_dkk, 0))

)

select * from final
