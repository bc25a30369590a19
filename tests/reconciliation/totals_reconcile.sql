-- Protects audit_reconciliation: every printed total is met by the sum of the fact, to the krone.
-- A row total and a column total that are off by the same amount point at the cell where they cross, and so does
-- the table's total then; any other total that is off points at itself. The cells it sums are named by their lines.
-- One that is off by what lines beside the initiatives have may hold these: such a total is a row that names them.
with failing as (

    select * from {{ ref('audit_reconciliation') }}
    where not is_reconciled

),

printed_cells as (

    select * from {{ ref('audit_printed_cell') }}

),

totals_expected as (

    select * from {{ ref('int_totals__expected') }}

),

crossings as (

    select
        row_totals.document_id,
        row_totals.table_no,
        row_totals.row_no,
        column_totals.control_id,
        row_totals.difference_dkk,
        printed_cells.amount_printed,
        printed_cells.seed_file,
        printed_cells.seed_line
    from failing as row_totals
    inner join failing as column_totals
        on
            row_totals.document_id = column_totals.document_id
            and row_totals.table_no = column_totals.table_no
            and row_totals.difference_dkk = column_totals.difference_dkk
    inner join totals_expected
        on column_totals.control_id = totals_expected.control_id
    inner join printed_cells
        on
            row_totals.document_id = printed_cells.document_id
            and row_totals.table_no = printed_cells.table_no
            and row_totals.row_no = printed_cells.row_no
            and totals_expected.summed_column_no = printed_cells.column_no
            and printed_cells.cell_kind = 'cell'
    where
        row_totals.control_kind = 'row_total'
        and column_totals.control_kind = 'column_total'

),

covered as (

    select
        total_cells.control_id,
        min(printed_cells.seed_line) as first_line,
        max(printed_cells.seed_line) as last_line
    from failing
    inner join {{ ref('audit_total_cell') }} as total_cells
        on failing.control_id = total_cells.control_id
    inner join printed_cells
        on total_cells.printed_cell_id = printed_cells.printed_cell_id
    group by total_cells.control_id

),

lines_beside as (

    select
        failing.control_id,
        {{ joined_once("'\"' || outside.row_label_printed || '\"'", ', ') }} as beside_printed
    from failing
    inner join totals_expected
        on failing.control_id = totals_expected.control_id
    inner join {{ ref('int_cells__outside') }} as outside
        on
            failing.document_id = outside.document_id
            and failing.table_no = outside.table_no
            and coalesce(totals_expected.summed_column_no, outside.column_no) = outside.column_no
    where
        failing.control_kind in ('column_total', 'table_total')
        and outside.cell_kind in ('financing', 'shortfall', 'memo')
        and outside.amount_dkk <> 0
    group by failing.control_id
    having sum(outside.amount_dkk) = max(failing.difference_dkk)

),

final as (

    select
        'document ' || failing.document_id || ', table ' || failing.table_no
        || coalesce(', row ' || failing.row_no, '') || coalesce(', year ' || failing.year, '')
        || ': ' || replace(failing.control_kind, '_', ' ')
        || ' printed ' || coalesce(cast(failing.printed_dkk as string), 'nowhere')
        || ' kr., computed ' || coalesce(cast(failing.computed_dkk as string), 'from no cell')
        || ' kr., difference ' || coalesce(cast(failing.difference_dkk as string), 'unknown')
        || case
            when failing.accepted_difference_dkk <> 0
                then ', accepted (ref_accepted_differences.csv) ' || failing.accepted_difference_dkk
            else ''
        end
        || coalesce(
            '; the cells it sums stand in raw_allocations.csv, lines ' || covered.first_line || ' to '
            || covered.last_line,
            ''
        )
        || coalesce('; likeliest: the cell printed "' || crossings.amount_printed || '" on this line', '')
        || coalesce(
            '; that is what ' || lines_beside.beside_printed || ' has: if the total holds it, enter the total as a row'
            || ' of the table, row_kind subtotal, with sums_rows that names each row it sums',
            '; if the letter itself prints it so, its row in ref_accepted_differences.csv is ' || failing.control_id
            || ',' || nullif(failing.difference_dkk, 0) || ',misprint,<why in Danish>,<why in English>',
            ''
        ) as finding,
        coalesce(crossings.seed_file, totals.seed_file, 'seeds/raw/raw_printed_totals.csv') as seed_file,
        coalesce(crossings.seed_line, totals.seed_line) as seed_line
    from failing
    left join crossings
        on
            failing.document_id = crossings.document_id
            and failing.table_no = crossings.table_no
            and failing.difference_dkk = crossings.difference_dkk
            and coalesce(failing.row_no, crossings.row_no) = crossings.row_no
            and (failing.year is null or failing.control_id = crossings.control_id)
    left join covered
        on failing.control_id = covered.control_id
    left join lines_beside
        on failing.control_id = lines_beside.control_id
    left join printed_cells as totals
        on
            failing.control_id = totals.printed_cell_id
            and failing.control_kind = totals.cell_kind

)

select * from final
