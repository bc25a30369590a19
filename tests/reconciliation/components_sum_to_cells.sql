-- Protects fct_allocation_statement: the components of a cell add up to what is printed in it,
-- and no money is without a cell.
with statements as (

    select * from {{ ref('audit_trace') }}
    where not is_given_out

),

printed_cells as (

    -- what is printed once for each year of a span with an end is a component of each of them
    select
        printed_cell_id,
        seed_file,
        seed_line,
        case cell_kind when 'cell' then amount_dkk else amount_dkk * (last_year - first_year + 1) end as amount_dkk
    from {{ ref('audit_printed_cell') }}
    where
        amount_dkk <> 0
        and (cell_kind = 'cell' or (cell_kind = 'period' and spread = 'each_year' and last_year is not null))

),

sums as (

    select
        printed_cell_id,
        sum(amount_dkk) as amount_dkk
    from statements
    group by printed_cell_id

),

final as (

    select
        'cell ' || coalesce(printed_cells.printed_cell_id, sums.printed_cell_id)
        || ': printed ' || coalesce(cast(printed_cells.amount_dkk as string), 'nothing')
        || ' kr., its components add up to ' || coalesce(cast(sums.amount_dkk as string), 'nothing') as finding,
        printed_cells.seed_file,
        printed_cells.seed_line
    from printed_cells
    full outer join sums
        on printed_cells.printed_cell_id = sums.printed_cell_id
    where printed_cells.amount_dkk is distinct from sums.amount_dkk

)

select * from final
