with totals as (

    select * from {{ ref('int_totals__expected') }}

),

open_cells as (

    select * from {{ ref('int_cells__located') }}
    where content = 'open' and year_no = 0

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
            and {{ row_is_summed('totals', 'open_cells.row_no') }}
            and {{ column_is_summed('totals', 'open_cells.column_no') }}
            and (
                totals.summed_column_no is not null
                or totals.summed_columns is not null
                or coalesce(open_cells.spread, 'in_all') = 'in_all'
            )
    group by totals.control_id

)

select * from final
