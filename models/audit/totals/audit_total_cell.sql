with totals_expected as (

    select * from {{ ref('int_totals__expected') }}

),

cells as (

    select
        printed_cell_id,
        document_id,
        table_no,
        row_no,
        column_no,
        content,
        spread,
        false as is_line
    from {{ ref('int_cells__located') }}
    -- printed once, for however many years
    where year_no = 0
    union all
    select
        cell_id as printed_cell_id,
        document_id,
        table_no,
        row_no,
        column_no,
        content,
        cast(null as string) as spread,
        true as is_line
    from {{ ref('int_cells__outside') }}
    where cell_kind in ('financing', 'shortfall', 'memo')

),

final as (

    select
        totals_expected.control_id,
        cells.printed_cell_id,
        cells.document_id,
        cells.table_no,
        cells.row_no,
        cells.column_no,
        cells.content
    from totals_expected
    inner join cells
        on
            totals_expected.document_id = cells.document_id
            and totals_expected.table_no = cells.table_no
            and case
                when totals_expected.summed_rows is not null
                    then ' ' || totals_expected.summed_rows || ' ' like '% ' || cells.row_no || ' %'
                else
                    cells.row_no between coalesce(totals_expected.first_row_no, totals_expected.row_no, 0)
                    and coalesce(totals_expected.row_no, cells.row_no)
            end
            and case
                when totals_expected.summed_columns is not null
                    then ' ' || totals_expected.summed_columns || ' ' like '% ' || cells.column_no || ' %'
                else coalesce(totals_expected.summed_column_no, cells.column_no) = cells.column_no
            end
            -- a line is in the total of its own row, and in one that names it
            and (
                totals_expected.summed_rows is not null
                or totals_expected.row_no = cells.row_no
                or not cells.is_line
            )
            -- what comes each year without end is in its column's total alone
            and (totals_expected.summed_column_no is not null or coalesce(cells.spread, 'in_all') = 'in_all')

)

select * from final
