-- Protects int_cells__located: every initiative row has one cell for every year printed, and no other cell stands.
with printed_rows as (

    select * from {{ ref('stg_raw_table_rows') }}
    where row_kind = 'initiative'

),

printed_columns as (

    select * from {{ ref('stg_raw_table_columns') }}
    where column_kind = 'year'

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

final as (

    select
        'document ' || coalesce(grid.document_id, allocations.document_id)
        || ', table ' || coalesce(grid.table_no, allocations.table_no)
        || ', row ' || coalesce(grid.row_no, allocations.row_no)
        || ', column ' || coalesce(grid.column_no, allocations.column_no)
        || case
            when allocations.seed_line is null
                then ': this row has no cell in raw_allocations.csv (an empty cell is a row with an empty amount)'
            else ': a cell stands where no initiative row crosses a year column'
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
    where
        grid.seed_line is null
        or allocations.seed_line is null

)

select * from final
