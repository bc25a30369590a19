with statements as (

    select * from {{ ref('fct_allocation_statement') }}
    where is_current

),

given_out as (

    select
        plan_id,
        initiative_id,
        year,
        funding_source_id,
        appropriation_type_id,
        -sum(amount_dkk) as amount_dkk
    from statements
    where is_given_out
    group by plan_id, initiative_id, year, funding_source_id, appropriation_type_id

),

-- parts take from the rows of their pool that have its sign: savings to be found are below zero
divided as (

    select
        statements.*,
        given_out.amount_dkk as given_dkk,
        coalesce(
            not statements.is_given_out and (statements.amount_dkk < 0) = (given_out.amount_dkk < 0), false
        ) as is_divided
    from statements
    left join given_out
        on
            statements.plan_id = given_out.plan_id
            and statements.initiative_id = given_out.initiative_id
            and statements.year = given_out.year
            and statements.funding_source_id = given_out.funding_source_id
            and statements.appropriation_type_id = given_out.appropriation_type_id

),

in_turn as (

    select
        *,
        sum(case when is_divided then amount_dkk else 0 end) over pool as pool_dkk,
        sum(amount_dkk) over (
            partition by plan_id, initiative_id, year, funding_source_id, appropriation_type_id, is_divided
            order by allocation_id
        ) as so_far_dkk
    from divided
    window pool as (partition by plan_id, initiative_id, year, funding_source_id, appropriation_type_id)

),

-- what is left of a pool: its parts take from its rows in turn; what they take of no source that is known stays a row
left_over as (

    select
        *,
        case
            when given_dkk is null or abs(given_dkk) > abs(pool_dkk) then amount_dkk
            when is_given_out then 0
            when not is_divided then amount_dkk
            when amount_dkk < 0 then least(0, greatest(amount_dkk, so_far_dkk - given_dkk))
            else greatest(0, least(amount_dkk, so_far_dkk - given_dkk))
        end as left_dkk
    from in_turn

),

final as (

    select
        allocation_id,
        municipality_id,
        plan_id,
        initiative_id,
        year,
        funding_source_id,
        pl_year,
        decision_id,
        document_id,
        table_no,
        row_no,
        component_no,
        cast(left_dkk as decimal(18, 2)) as amount_dkk,
        is_partly_unallocated,
        funding_source_evidence,
        decision_evidence,
        pl_year_evidence,
        statement_kind,
        {{ first_day('year') }} as period_start,
        appropriation_type_id
    from left_over
    where left_dkk <> 0

)

select * from final
