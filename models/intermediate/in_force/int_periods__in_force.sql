with cells as (

    select * from {{ ref('int_cells__located') }}

),

moved as (

    select * from {{ ref('int_periods__moved') }}

),

periods as (

    select * from cells
    where spread is not null and content <> 'empty'

),

-- what a document states as a level: of a whole plan all that its columns say, of a part the cells that it prints
stated as (

    select distinct
        plan_id,
        case when not is_whole_plan then initiative_id end as initiative_id,
        document_rank,
        coalesce(year, first_year) as first_year,
        coalesce(year, last_year, {{ never() }}) as last_year,
        coalesce(spread, 'in_all') as spread
    from cells
    where
        statement_kind = 'level'
        and status = 'allocated'
        and (is_whole_plan or content <> 'empty')

),

-- years replace what a span holds of them, and only another such column what comes each year without end
replaced as (

    select
        periods.cell_id,
        min(stated.document_rank) as replaced_by_rank
    from periods
    inner join stated
        on
            periods.plan_id = stated.plan_id
            and (stated.initiative_id is null or periods.initiative_id = stated.initiative_id)
            and periods.document_rank < stated.document_rank
            and (
                (periods.spread = 'each_year' and stated.spread = 'each_year')
                or (
                    periods.spread = 'in_all'
                    and periods.last_year >= stated.first_year
                    and periods.first_year <= stated.last_year
                )
            )
    group by periods.cell_id

),

final as (

    select
        periods.cell_id,
        periods.municipality_id,
        periods.plan_id,
        periods.initiative_id,
        periods.document_id,
        periods.document_rank,
        periods.table_no,
        periods.row_no,
        periods.column_no,
        periods.first_year,
        periods.last_year,
        periods.spread,
        periods.statement_kind,
        periods.status,
        periods.amount_dkk,
        least(replaced.replaced_by_rank, moved.replaced_by_rank) as replaced_by_rank,
        periods.status = 'allocated' and replaced.cell_id is null and moved.cell_id is null as is_current,
        periods.seed_file,
        periods.seed_line
    from periods
    left join replaced
        on periods.cell_id = replaced.cell_id
    left join moved
        on periods.cell_id = moved.cell_id

)

select * from final
