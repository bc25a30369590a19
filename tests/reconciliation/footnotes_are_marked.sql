-- Protects int_components__split: every footnote has a mark in a cell of its table.
with footnotes as (

    select * from {{ ref('stg_raw_footnotes') }}

),

marks as (

    select * from {{ ref('int_footnotes__placed') }}

),

cells as (

    select
        document_id,
        table_no,
        'raw_allocations.csv lines ' || min(seed_line) || ' to ' || max(seed_line) as cells_at
    from {{ ref('stg_raw_allocations') }}
    group by document_id, table_no

),

final as (

    select
        'document ' || footnotes.document_id || ', table ' || footnotes.table_no
        || ': no cell bears the mark of footnote ' || footnotes.footnote_no
        || ' (' || coalesce(cells.cells_at, 'the table has no cells') || ')' as finding,
        footnotes.seed_file,
        footnotes.seed_line
    from footnotes
    left join marks
        on
            footnotes.document_id = marks.document_id
            and footnotes.table_no = marks.table_no
            and footnotes.footnote_no = marks.footnote_no
    left join cells
        on
            footnotes.document_id = cells.document_id
            and footnotes.table_no = cells.table_no
    where marks.footnote_no is null

)

select * from final
