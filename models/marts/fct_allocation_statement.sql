with components as (

    select * from {{ ref('int_components__graded') }}

),

cells_in_force as (

    select * from {{ ref('int_cells__in_force') }}

),

final as (

    select
        components.allocation_id,
        components.municipality_id,
        components.plan_id,
        components.initiative_id,
        components.year,
        components.funding_source_id,
        components.pl_year,
        components.decision_id,
        components.document_id,
        components.table_no,
        components.row_no,
        components.component_no,
        components.amount_dkk,
        components.is_partly_unallocated,
        components.funding_source_evidence,
        components.decision_evidence,
        components.pl_year_evidence,
        cells_in_force.stated_from,
        cells_in_force.stated_to,
        cells_in_force.is_current
    from components
    inner join cells_in_force
        on components.cell_id = cells_in_force.cell_id

)

select * from final
