with cells as (

    select * from {{ ref('int_cells__located') }}
    where
        statement_kind = 'change'
        and status = 'allocated'
        and amount_dkk <> 0

),

in_force as (

    select * from {{ ref('int_cells__in_force') }}

),

periods as (

    select * from {{ ref('int_periods__in_force') }}

),

symbols as (

    select * from {{ ref('int_symbols__resolved') }}

),

stated as (

    select
        cells.plan_id,
        cells.initiative_id,
        coalesce(cells.year, cells.first_year) as from_year,
        coalesce(cells.year, cells.last_year, {{ never() }}) as to_year,
        coalesce(cells.spread, 'year') as spread,
        cells.document_id,
        cells.document_rank,
        cells.table_no,
        nullif(cells.appropriation_type_id, 'unknown') as appropriation_type_id,
        symbols.funding_source_id,
        coalesce(in_force.replaced_by_rank, periods.replaced_by_rank, {{ never() }}) as ended_rank,
        cells.amount_dkk
    from cells
    left join in_force
        on cells.cell_id = in_force.cell_id
    left join periods
        on cells.cell_id = periods.cell_id
    left join symbols
        on
            cells.document_id = symbols.document_id
            and cells.symbols_printed = symbols.symbols_printed

),

-- rows of one initiative together: a summary prints what its annex divides
added as (

    select
        plan_id,
        initiative_id,
        from_year,
        to_year,
        spread,
        document_id,
        document_rank,
        table_no,
        -- of several kinds or sources it may be any
        case when min(appropriation_type_id) = max(appropriation_type_id) then min(appropriation_type_id) end
            as appropriation_type_id,
        case when min(funding_source_id) = max(funding_source_id) then min(funding_source_id) end
            as funding_source_id,
        min(ended_rank) as ended_rank,
        sum(amount_dkk) as amount_dkk
    from stated
    group by plan_id, initiative_id, from_year, to_year, spread, document_id, document_rank, table_no
    having sum(amount_dkk) <> 0

),

counted as (

    select
        *,
        count(*) over (partition by document_id, table_no) as cells_count,
        row_number() over (
            partition by document_id, table_no
            order by plan_id, initiative_id, from_year, to_year, spread
        ) as cell_no,
        -- of three digits or more before its zeros an amount is not met by chance
        length({{ with_replaced('cast(cast(amount_dkk as bigint) as string)', '^-|0+$', '') }}) < 3 as is_round
    from added

),

final as (

    select
        here.document_id,
        here.table_no,
        here.cell_no,
        here.cells_count,
        here.is_round,
        there.document_id as other_document_id,
        there.table_no as other_table_no,
        there.cell_no as other_cell_no,
        there.cells_count as other_cells_count
    from counted as here
    inner join counted as there
        on
            here.plan_id = there.plan_id
            and here.initiative_id = there.initiative_id
            and here.from_year = there.from_year
            and here.to_year = there.to_year
            and here.spread = there.spread
            and here.amount_dkk = there.amount_dkk
    where
        (
            here.document_rank > there.document_rank
            or (here.document_rank = there.document_rank and here.table_no > there.table_no)
        )
        and here.document_rank < there.ended_rank
        and coalesce(here.appropriation_type_id, there.appropriation_type_id, '')
        = coalesce(there.appropriation_type_id, here.appropriation_type_id, '')
        and coalesce(here.funding_source_id, there.funding_source_id, '')
        = coalesce(there.funding_source_id, here.funding_source_id, '')

)

select * from final
