with totals_expected as (

    select * from {{ ref('int_totals__expected') }}

),

totals_printed as (

    select * from {{ ref('int_totals__printed') }}

),

total_cells as (

    select * from {{ ref('audit_total_cell') }}

),

-- what a cell adds to a total, and to one that counts each year
amounts as (

    -- what a part takes out of its pool is printed in no cell of the pool's; an amount of each of several years is
    -- printed once
    select
        document_id,
        table_no,
        row_no,
        column_no,
        min(amount_dkk) as amount_dkk,
        sum(amount_dkk) as all_years_dkk
    from {{ ref('fct_allocation_statement') }}
    where is_given_out is not true
    group by document_id, table_no, row_no, column_no, component_no
    union all
    select
        document_id,
        table_no,
        row_no,
        column_no,
        amount_dkk,
        amount_dkk as all_years_dkk
    from {{ ref('int_periods__in_force') }}
    union all
    -- which lines are in a total is said with its cells
    select
        document_id,
        table_no,
        row_no,
        column_no,
        amount_dkk,
        amount_dkk * year_count as all_years_dkk
    from {{ ref('int_cells__outside') }}

),

sums as (

    select
        total_cells.control_id,
        sum(amounts.amount_dkk) as amount_dkk,
        sum(amounts.all_years_dkk) as all_years_dkk
    from total_cells
    inner join amounts
        on
            total_cells.document_id = amounts.document_id
            and total_cells.table_no = amounts.table_no
            and total_cells.row_no = amounts.row_no
            and total_cells.column_no = amounts.column_no
    group by total_cells.control_id

),

open_cells as (

    select
        control_id,
        cast(count(*) as integer) as open_cells_count
    from total_cells
    where content = 'open'
    group by control_id

),

-- a total of cells that hold no money is 0; a total that the grid does not ask for has nothing to sum
computed as (

    select
        totals_expected.control_id,
        totals_expected.document_id,
        totals_expected.table_no,
        totals_expected.control_kind,
        totals_expected.first_row_no,
        totals_expected.row_no,
        totals_expected.year,
        totals_expected.summed_rows,
        totals_expected.summed_columns,
        cast(coalesce(
            case when totals_expected.counts_each_year then sums.all_years_dkk else sums.amount_dkk end, 0
        ) as decimal(18, 2)) as computed_dkk
    from totals_expected
    left join sums
        on totals_expected.control_id = sums.control_id

),

compared as (

    select
        coalesce(computed.control_id, totals_printed.control_id) as control_id,
        coalesce(computed.document_id, totals_printed.document_id) as document_id,
        coalesce(computed.table_no, totals_printed.table_no) as table_no,
        coalesce(computed.control_kind, totals_printed.control_kind) as control_kind,
        computed.first_row_no,
        coalesce(computed.row_no, totals_printed.row_no) as row_no,
        coalesce(computed.year, totals_printed.year) as year,
        totals_printed.printed_dkk,
        computed.computed_dkk,
        cast(totals_printed.printed_dkk - computed.computed_dkk as decimal(18, 2)) as difference_dkk,
        computed.summed_rows,
        computed.summed_columns
    from computed
    full outer join totals_printed
        on
            computed.control_id = totals_printed.control_id
            and computed.control_kind = totals_printed.control_kind

),

final as (

    select
        compared.control_id,
        compared.document_id,
        compared.table_no,
        compared.control_kind,
        compared.first_row_no,
        compared.row_no,
        compared.year,
        compared.printed_dkk,
        compared.computed_dkk,
        compared.difference_dkk,
        coalesce(accepted_differences.difference_dkk, cast(0 as decimal(18, 2))) as accepted_difference_dkk,
        -- a missing side makes the difference NULL, and that is a failure
        coalesce(compared.difference_dkk = coalesce(accepted_differences.difference_dkk, 0), false) as is_reconciled,
        accepted_differences.reason as printed_wrongly,
        accepted_differences.reason_da,
        accepted_differences.reason_en,
        coalesce(open_cells.open_cells_count, 0) as open_cells_count,
        compared.summed_rows,
        compared.summed_columns
    from compared
    left join open_cells
        on compared.control_id = open_cells.control_id
    left join {{ ref('stg_ref_accepted_differences') }} as accepted_differences
        on compared.control_id = accepted_differences.control_id

)

select * from final
