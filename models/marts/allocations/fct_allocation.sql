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
        -sum(amount_dkk) as amount_dkk
    from statements
    where is_given_out
    group by plan_id, initiative_id, year, funding_source_id

),

-- what is left of a pool: its parts take from its rows in turn
left_over as (

    select
        statements.*,
        case
            when given_out.amount_dkk is null or statements.amount_dkk < 0 then statements.amount_dkk
            else greatest(0, least(
                statements.amount_dkk,
                sum(greatest(statements.amount_dkk, 0)) over (
                    partition by
                        statements.plan_id,
                        statements.initiative_id,
                        statements.year,
                        statements.funding_source_id
                    order by statements.allocation_id
                ) - given_out.amount_dkk
            ))
        end as left_dkk
    from statements
    left join given_out
        on
            statements.plan_id = given_out.plan_id
            and statements.initiative_id = given_out.initiative_id
            and statements.year = given_out.year
            and statements.funding_source_id = given_out.funding_source_id
    where statements.is_given_out is not true

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
        {{ first_day('year') }} as period_start
    from left_over
    where left_dkk <> 0

)

select * from final
