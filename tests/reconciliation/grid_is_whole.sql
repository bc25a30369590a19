-- Protects int_cells__located: every row of amounts has one cell for every year and period, and no other cell stands.
with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}
    where row_kind in ('initiative', 'financing', 'shortfall', 'memo')

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where column_kind in ('year', 'period')

),

allocations as (

    select * from {{ ref('stg_raw_allocations') }}

),

grid as (

    select
        printed_rows.document_id,
        printed_rows.table_no,
        printed_rows.row_no,
        printed_columns.column_no,
        printed_rows.seed_file,
        printed_rows.seed_line
    from printed_rows
    inner join printed_columns
        on
            printed_rows.document_id = printed_columns.document_id
            and printed_rows.table_no = printed_columns.table_no

),

-- where the cells and the rows of a table stand: what is missing was lost among them
places as (

    select
        document_id,
        table_no,
        'raw_allocations.csv lines ' || min(seed_line) || ' to ' || max(seed_line) as cells_at
    from allocations
    group by document_id, table_no

),

row_places as (

    select
        document_id,
        table_no,
        'raw_table_rows.csv lines ' || min(seed_line) || ' to ' || max(seed_line) as rows_at
    from printed_rows
    group by document_id, table_no

),

column_places as (

    select
        document_id,
        table_no,
        'raw_table_columns.csv lines ' || min(case when column_kind in ('year', 'period') then seed_line end)
        || ' to ' || max(case when column_kind in ('year', 'period') then seed_line end) as columns_at,
        bool_or(column_kind in ('year', 'period')) as has_year
    from {{ ref('stg_raw_table_columns') }}
    group by document_id, table_no

),

final as (

    select
        'document ' || coalesce(grid.document_id, allocations.document_id)
        || ', table ' || coalesce(grid.table_no, allocations.table_no)
        || ', row ' || coalesce(grid.row_no, allocations.row_no)
        || ', column ' || coalesce(grid.column_no, allocations.column_no)
        || case
            when allocations.seed_line is null
                then
                    ': this row has no cell in ' || coalesce(places.cells_at, 'raw_allocations.csv')
                    || ' (an empty cell is a row with an empty amount)'
            else
                ': a cell stands where no initiative row (' || coalesce(row_places.rows_at, 'raw_table_rows.csv')
                || ') crosses a year column (' || coalesce(column_places.columns_at, 'raw_table_columns.csv') || ')'
        end as finding,
        coalesce(allocations.seed_file, grid.seed_file) as seed_file,
        coalesce(allocations.seed_line, grid.seed_line) as seed_line
    from grid
    full outer join allocations
        on
            grid.document_id = allocations.document_id
            and grid.table_no = allocations.table_no
            and grid.row_no = allocations.row_no
            and grid.column_no = allocations.column_no
    left join places
        on
            grid.document_id = places.document_id
            and grid.table_no = places.table_no
    left join row_places
        on
            allocations.document_id = row_places.document_id
            and allocations.table_no = row_places.table_no
    left join column_places
        on
            allocations.document_id = column_places.document_id
            and allocations.table_no = column_places.table_no
    where
        -- of a table without a year tables_have_a_year says so once, not each of its cells
        (grid.seed_line is null and coalesce(column_places.has_year, true))
        or allocations.seed_line is null

)

select * from final
