with components as (

    select * from {{ ref('int_components__in_force') }}

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
        pl_year_evidence,
        stated_from,
        stated_to,
        is_current,
        statement_kind,
        status,
        is_given_out,
        column_no,
        appropriation_type_id
    from components

)

select * from final
