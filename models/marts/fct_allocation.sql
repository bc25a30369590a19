with statements as (

    select * from {{ ref('fct_allocation_statement') }}

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
        amount_dkk,
        is_partly_unallocated,
        funding_source_evidence,
        decision_evidence,
        pl_year_evidence
    from statements
    where is_current

)

select * from final
