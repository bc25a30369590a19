with cells as (

    select * from {{ ref('int_cells__located') }}
    where status = 'allocated' and content <> 'empty'

),

-- the first year that a document moves of an initiative
moves as (

    select
        moves.initiative_id,
        moves.from_plan_id,
        moves.to_plan_id,
        documents.document_rank,
        min(moves.year) as first_year
    from {{ ref('stg_ref_initiative_moves') }} as moves
    inner join {{ ref('int_documents__ordered') }} as documents
        on moves.document_id = documents.document_id
    group by moves.initiative_id, moves.from_plan_id, moves.to_plan_id, documents.document_rank

),

-- what it states of the initiative under the plan joined, in the order of time
stated as (

    select
        moves.*,
        coalesce(cells.year, cells.first_year) as stated_first,
        coalesce(cells.year, cells.last_year, {{ never() }}) as stated_last,
        max(coalesce(cells.year, cells.last_year, {{ never() }})) over (
            partition by moves.initiative_id, moves.from_plan_id, moves.to_plan_id, moves.document_rank
            order by coalesce(cells.year, cells.first_year)
            rows between unbounded preceding and 1 preceding
        ) as stated_before
    from moves
    inner join cells
        on
            moves.initiative_id = cells.initiative_id
            and moves.to_plan_id = cells.plan_id
            and moves.document_rank = cells.document_rank

),

years_stated as (

    select
        initiative_id,
        from_plan_id,
        document_rank,
        first_year,
        min(stated_first) as stated_first,
        max(stated_last) as stated_last
    from stated
    group by initiative_id, from_plan_id, to_plan_id, document_rank, first_year
    having bool_and(stated_before is null or stated_before >= stated_first - 1)

),

-- a move ends a span whose years its document states, and from its first year on what comes each year without end
covered as (

    select
        periods.cell_id,
        periods.plan_id,
        periods.initiative_id,
        years_stated.document_rank,
        periods.first_year,
        case periods.spread when 'in_all' then periods.first_year else years_stated.first_year end as moved_from
    from cells as periods
    inner join years_stated
        on
            periods.initiative_id = years_stated.initiative_id
            and periods.plan_id = years_stated.from_plan_id
            and periods.document_rank <= years_stated.document_rank
            and years_stated.first_year <= coalesce(periods.last_year, {{ never() }})
            and years_stated.stated_last >= coalesce(periods.last_year, {{ never() }})
            and years_stated.stated_first
            <= case periods.spread
                when 'in_all' then periods.first_year
                else greatest(periods.first_year, years_stated.first_year)
            end
    where periods.spread is not null

),

-- years before it must stand for themselves, or they would be gone with what comes each year
moved as (

    select
        covered.cell_id,
        covered.document_rank
    from covered
    left join cells as kept
        on
            covered.plan_id = kept.plan_id
            and covered.initiative_id = kept.initiative_id
            and covered.first_year <= kept.year
            and covered.moved_from > kept.year
            and covered.document_rank >= kept.document_rank
            and kept.statement_kind = 'level'
    group by covered.cell_id, covered.document_rank, covered.first_year, covered.moved_from
    having count(distinct kept.year) >= covered.moved_from - covered.first_year

),

final as (

    select
        cell_id,
        min(document_rank) as replaced_by_rank
    from moved
    group by cell_id

)

select * from final
