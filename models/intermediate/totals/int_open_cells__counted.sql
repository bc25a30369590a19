with totals as (

    select * from {{ ref('int_totals__expected') }}

),

open_cells as (

    select * from {{ ref('int_cells__located') }}
    where content = 'open'

),

final as (

    select
        totals.control_id,
        cast(count(*) as integer) as open_cells_count
    from totals
    inner join open_cells
        on
            totals.document_id = open_cells.document_id
            and totals.table_no = open_cells.table_no
            and open_cells.row_no >= coalesce(totals.first_row_no, totals.row_no, 0)
            and open_cells.row_no <= coalesce(totals.row_no, open_cells.row_no)
            and case
                when totals.year is not null then totals.year = open_cells.year
                when totals.period_column_no is not null then totals.period_column_no = open_cells.column_no
                else coalesce(open_cells.spread, 'in_all') = 'in_all'
            end
    group by totals.control_id

)

select * from final
