-- Protects fct_allocation: a cell that says in words what becomes of its amount (`uændret`, `udgår`, `Overføres til
-- 2028`) has no figure that a total could contradict; so what is entered for it is what the words make of what stood.
-- Skips the amount where figures stand beside the words: the reading has these.
with cells as (

    select
        *,
        {{ amount_in_words('amount_printed') }} as said,
        {{ year_carried_to('amount_printed') }} as carried_to_year,
        coalesce(year, first_year) as from_year,
        coalesce(year, last_year, {{ never() }}) as to_year
    from {{ ref('int_cells__located') }}

),

money as (

    {{ money_in_force(ref('int_cells__in_force'), ref('int_periods__in_force')) }}

),

said_of as (

    select
        plan_id,
        initiative_id,
        from_year,
        to_year,
        coalesce(spread, 'year') as spread,
        document_id,
        document_rank,
        statement_kind,
        said,
        max(carried_to_year) as carried_to_year,
        bool_or({{ has_other_figures('amount_printed') }}) as has_figures,
        min(amount_printed) as amount_printed,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        min(seed_file) as seed_file,
        min(seed_line) as seed_line
    from cells
    where said is not null
    group by plan_id, initiative_id, from_year, to_year, spread, document_id, document_rank, statement_kind, said

),

stood as (

    select
        said_of.seed_line,
        {{ total_dkk('money.amount_dkk') }} as amount_dkk
    from said_of
    inner join money
        on
            said_of.plan_id = money.plan_id
            and said_of.initiative_id = money.initiative_id
            and said_of.from_year = money.first_year
            and said_of.to_year = money.last_year
            and said_of.spread = money.spread
            and said_of.document_rank > money.document_rank
            and said_of.document_rank <= {{ stands_until('money') }}
    group by said_of.seed_line

),

-- what the year that gets the money had, and what the same document states of it
stood_there as (

    select
        said_of.seed_line,
        {{ total_dkk('money.amount_dkk') }} as amount_dkk
    from said_of
    inner join money
        on
            said_of.initiative_id = money.initiative_id
            and said_of.carried_to_year = money.first_year
            and said_of.carried_to_year = money.last_year
            and said_of.document_rank > money.document_rank
            and said_of.document_rank <= {{ stands_until('money') }}
    group by said_of.seed_line

),

stated_there as (

    select
        said_of.seed_line,
        {{ total_dkk('cells.amount_dkk') }} as amount_dkk,
        -- of several years nobody can tell what is of this one
        bool_and(cells.year is not null and cells.statement_kind = 'level') as is_compared
    from said_of
    inner join cells
        on
            said_of.document_id = cells.document_id
            and said_of.initiative_id = cells.initiative_id
            and said_of.carried_to_year between cells.from_year and cells.to_year
    where cells.amount_dkk <> 0
    group by said_of.seed_line

),

judged as (

    select
        said_of.*,
        coalesce(stood.amount_dkk, 0) as stood_dkk,
        case
            when said_of.said = 'unchanged' and said_of.statement_kind = 'level' then stood.amount_dkk
            when said_of.said <> 'unchanged' and said_of.statement_kind = 'change' then -coalesce(stood.amount_dkk, 0)
            else 0
        end as expected_dkk,
        said_of.said = 'carried'
        and coalesce(stood.amount_dkk, 0) > 0
        and coalesce(stated_there.amount_dkk, 0)
        <= case when stated_there.is_compared then coalesce(stood_there.amount_dkk, 0) else 0 end as is_lost
    from said_of
    left join stood
        on said_of.seed_line = stood.seed_line
    left join stood_there
        on said_of.seed_line = stood_there.seed_line
    left join stated_there
        on said_of.seed_line = stated_there.seed_line

),

final as (

    select
        '"' || amount_printed || '": initiative ' || initiative_id || ', year ' || from_year
        || case
            when expected_dkk is null
                then ' had nothing before document ' || document_id || ' that could be unchanged; check the initiative'
            when not has_figures and coalesce(amount_dkk, 0) <> expected_dkk
                then
                    ' had ' || stood_dkk || ' kr. before document ' || document_id || ', and by these words its amount'
                    || ' is ' || expected_dkk || ' kr., not ' || coalesce(amount_dkk, 0) || ' kr.; correct amount_read'
            else
                ' had ' || stood_dkk || ' kr. before document ' || document_id || ', which states no more for '
                || carried_to_year || ' than stood there; enter the column of ' || carried_to_year
                || ', or what it gets as a change'
        end as finding,
        seed_file,
        seed_line
    from judged
    where
        expected_dkk is null
        or (not has_figures and coalesce(amount_dkk, 0) <> expected_dkk)
        or is_lost

)

select * from final
