with periods as (

    select * from {{ ref('int_periods__in_force') }}
    where amount_dkk <> 0

),

commitments as (

    select * from {{ ref('fct_grant_commitment') }}

),

final as (

    select
        cell_id as period_allocation_id,
        municipality_id,
        plan_id,
        initiative_id,
        document_id,
        first_year,
        last_year,
        spread,
        amount_dkk,
        statement_kind,
        status,
        cell_id as printed_cell_id
    from periods
    -- what is proposed stands beside what is in force
    where is_current or status = 'proposed'
    union all
    -- printed beside the tables, in no cell
    select
        commitment_id as period_allocation_id,
        municipality_id,
        plan_id,
        cast(null as string) as initiative_id,
        document_id,
        first_year,
        last_year,
        'in_all' as spread,
        amount_dkk,
        'level' as statement_kind,
        'allocated' as status,
        cast(null as string) as printed_cell_id
    from commitments

)

select * from final
