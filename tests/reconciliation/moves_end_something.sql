-- Protects int_cells__in_force and int_periods__in_force: a move ends money that would stand beside that under the plan
-- it goes to, and none that its document leaves where it is.
with moves as (

    select
        moves.*,
        documents.document_rank
    from {{ ref('stg_ref_initiative_moves') }} as moves
    inner join {{ ref('int_documents__ordered') }} as documents
        on moves.document_id = documents.document_id

),

money as (

    select * from ({{ money_in_force(ref('int_cells__in_force'), ref('int_periods__in_force')) }}) as in_force
    where amount_dkk <> 0

),

-- a plan that follows another and is stated whole states of an initiative that it leaves out that it has none
stated as (

    select
        moves.seed_line,
        true as has_level
    from moves
    inner join {{ ref('stg_ref_plans') }} as joined_plans
        on
            moves.to_plan_id = joined_plans.plan_id
            and moves.from_plan_id = joined_plans.predecessor_plan_id
    inner join {{ ref('int_plan_years__stated') }} as plan_years
        on
            moves.to_plan_id = plan_years.plan_id
            and moves.document_id = plan_years.document_id
            and moves.year = plan_years.year
    where plan_years.is_whole_plan
    union all
    select
        moves.seed_line,
        cells.statement_kind = 'level' as has_level
    from moves
    inner join {{ ref('int_cells__located') }} as cells
        on
            moves.initiative_id = cells.initiative_id
            and moves.to_plan_id = cells.plan_id
            and moves.document_id = cells.document_id
            and moves.year >= coalesce(cells.year, cells.first_year)
            and moves.year <= coalesce(cells.year, cells.last_year, {{ never() }})

),

stated_after as (

    select
        seed_line,
        bool_or(has_level) as has_level
    from stated
    group by seed_line

),

ended as (

    select
        moves.seed_line,
        bool_or(money.first_year <= moves.year) as is_of_the_year,
        bool_or(money.statement_kind = 'change' and money.document_rank = moves.document_rank) as is_changed,
        {{ total_dkk('money.amount_dkk') }} as amount_dkk
    from moves
    inner join money
        on
            moves.initiative_id = money.initiative_id
            and moves.from_plan_id = money.plan_id
            and moves.document_rank = money.replaced_by_rank
            and moves.year <= money.last_year
            and (money.spread <> 'year' or moves.year = money.first_year)
    group by moves.seed_line, money.spread <> 'year', money.first_year, money.last_year

),

ended_by_move as (

    select
        ended.seed_line,
        bool_or(ended.is_of_the_year) as is_of_the_year,
        max(
            case when ended.is_changed or not stated_after.has_level then nullif(ended.amount_dkk, 0) end
        ) as left_dkk
    from ended
    inner join stated_after
        on ended.seed_line = stated_after.seed_line
    group by ended.seed_line

),

-- what no move can end, since its document does not say what becomes of it
kept as (

    select
        moves.seed_line,
        min(money.first_year) as first_year
    from moves
    inner join money
        on
            moves.initiative_id = money.initiative_id
            and moves.from_plan_id = money.plan_id
            and moves.document_rank >= money.document_rank
            and moves.year between money.first_year and money.last_year
    where money.spread <> 'year' and money.is_current
    group by moves.seed_line

),

judged as (

    select
        moves.*,
        case
            when stated_after.seed_line is null then 'states nothing of it under plan ' || moves.to_plan_id
            when kept.seed_line is not null
                then
                    'does not state under plan ' || moves.to_plan_id || ' all that plan ' || moves.from_plan_id
                    || ' has from ' || kept.first_year || ' on; check the year (the first that moves) and the columns'
            when not coalesce(ended_by_move.is_of_the_year, false)
                then 'has nothing to end under plan ' || moves.from_plan_id || '; no move is needed here'
            when ended_by_move.left_dkk <> 0
                then
                    'leaves ' || ended_by_move.left_dkk || ' kr. under plan ' || moves.from_plan_id
                    || ', which this move would end; where both plans pay, give what it states under plan '
                    || moves.to_plan_id || ' an initiative of its own, and leave out the move'
        end as disagreement
    from moves
    left join stated_after
        on moves.seed_line = stated_after.seed_line
    left join ended_by_move
        on moves.seed_line = ended_by_move.seed_line
    left join kept
        on moves.seed_line = kept.seed_line

),

final as (

    select
        'initiative ' || initiative_id || ', year ' || year || ': document ' || document_id || ' ' || disagreement
            as finding,
        seed_file,
        seed_line
    from judged
    where disagreement is not null

)

select * from final
