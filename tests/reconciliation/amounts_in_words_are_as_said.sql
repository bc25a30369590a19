-- Protects fct_allocation: a cell that says in words what becomes of its amount (`uændret`, `udgår`, `Overføres til
-- 2028`) has no figure that a total could contradict; so what is entered for it is what the words make of what stood.
-- A figure beside the words is what leaves the year (in_words), or what it keeps; which of them, the year that gets the
-- money shows.
with spoken as (

    select
        *,
        {{ amount_in_words('amount_printed') }} as said,
        {{ year_carried_to('amount_printed') }} as carried_to_year,
        {{ figure_carried('amount_printed') }} as figure,
        coalesce(year, first_year) as from_year,
        coalesce(year, last_year, {{ never() }}) as to_year
    from {{ ref('int_cells__located') }}

),

cells as (

    select
        document_id,
        initiative_id,
        year,
        coalesce(year, first_year) as from_year,
        coalesce(year, last_year, {{ never() }}) as to_year,
        statement_kind,
        amount_dkk
    from {{ ref('int_cells__located') }}
    where amount_dkk <> 0

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
        bool_or(coalesce(reading_reason, '') <> 'in_words') as is_kept,
        {{ total_dkk('coalesce(figure, 0) * unit_dkk') }} as figure_dkk,
        min(amount_printed) as amount_printed,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        min(seed_file) as seed_file,
        min(seed_line) as seed_line
    from spoken
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
    group by said_of.seed_line

),

judged as (

    select
        said_of.*,
        coalesce(stood.amount_dkk, 0) as stood_dkk,
        case
            when said_of.said = 'unchanged' and said_of.statement_kind = 'level' then stood.amount_dkk
            when said_of.said = 'unchanged' then 0
            when said_of.has_figures and said_of.statement_kind = 'change' then -said_of.figure_dkk
            when said_of.has_figures then coalesce(stood.amount_dkk, 0) - said_of.figure_dkk
            when said_of.statement_kind = 'change' then -coalesce(stood.amount_dkk, 0)
            else 0
        end as expected_dkk,
        -- what the words make of it is known, unless the figures are what the year keeps, or are several
        not said_of.has_figures
        or (said_of.figure_dkk > 0 and (said_of.statement_kind = 'change' or not said_of.is_kept)) as is_expected,
        coalesce(stated_there.amount_dkk, 0)
        - case when stated_there.is_compared then coalesce(stood_there.amount_dkk, 0) else 0 end as got_dkk
    from said_of
    left join stood
        on said_of.seed_line = stood.seed_line
    left join stood_there
        on said_of.seed_line = stood_there.seed_line
    left join stated_there
        on said_of.seed_line = stated_there.seed_line

),

opposed as (

    select
        *,
        case
            when expected_dkk is null
                then ' had nothing before document ' || document_id || ' that could be unchanged; check the initiative'
            when is_expected and coalesce(amount_dkk, 0) <> expected_dkk
                then
                    ' had ' || stood_dkk || ' kr. before document ' || document_id || ', and by these words its amount'
                    || ' is ' || expected_dkk || ' kr., not ' || coalesce(amount_dkk, 0) || ' kr.; correct amount_read'
            when said = 'carried' and stood_dkk > 0 and got_dkk <= 0
                then
                    ' had ' || stood_dkk || ' kr. before document ' || document_id || ', which states no more for '
                    || carried_to_year || ' than stood there; enter the column of ' || carried_to_year
                    || ', or what it gets as a change'
            when
                said = 'carried' and not is_expected and stood_dkk > 0
                and (amount_dkk >= stood_dkk or (got_dkk = figure_dkk and stood_dkk - amount_dkk <> figure_dkk))
                then
                    ' had ' || stood_dkk || ' kr. before document ' || document_id || ', which gives ' || got_dkk
                    || ' kr. to ' || carried_to_year || ' and leaves ' || amount_dkk || ' kr.; if the figure is what'
                    || ' leaves the year, write what is then left into amount_read, and reading_reason in_words'
        end as objection
    from judged

),

final as (

    select
        '"' || amount_printed || '": initiative ' || initiative_id || ', year ' || from_year || objection as finding,
        seed_file,
        seed_line
    from opposed
    where objection is not null

)

select * from final
