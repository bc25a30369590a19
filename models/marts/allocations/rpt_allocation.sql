with allocations as (

    select * from {{ ref('fct_allocation') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

),

plans as (

    select * from {{ ref('dim_plan') }}

),

initiatives as (

    select * from {{ ref('dim_initiative') }}

),

plan_initiatives as (

    select * from {{ ref('int_plan_initiatives__ordered') }}

),

components as (

    select * from {{ ref('int_components__in_force') }}

),

-- as text: a join to partners would count money once for each of them
partners as (

    select * from {{ ref('int_initiative_partners__named') }}

),

years as (

    select * from {{ ref('dim_year') }}

),

funding_sources as (

    select * from {{ ref('dim_funding_source') }}

),

pl_years as (

    select * from {{ ref('dim_pl_year') }}

),

decisions as (

    select * from {{ ref('dim_decision') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

appropriation_types as (

    select * from {{ ref('dim_appropriation_type') }}

),

final as (

    select
        allocations.allocation_id,
        allocations.municipality_id,
        municipalities.municipality_name_da,
        municipalities.municipality_name_en,
        allocations.plan_id,
        plans.plan_name_da,
        plans.plan_name_en,
        allocations.initiative_id,
        initiatives.initiative_name_da,
        initiatives.initiative_name_en,
        years.year,
        years.year = municipalities.current_year as is_current_year,
        allocations.amount_dkk,
        allocations.is_partly_unallocated,
        allocations.funding_source_id,
        funding_sources.funding_source_name_da,
        funding_sources.funding_source_name_en,
        allocations.funding_source_evidence,
        allocations.decision_id,
        decisions.title_da as decision_title_da,
        decisions.title_en as decision_title_en,
        decisions.decided_on,
        decisions.url as decision_url,
        allocations.decision_evidence,
        allocations.pl_year,
        pl_years.price_year,
        pl_years.label_da as pl_label_da,
        pl_years.label_en as pl_label_en,
        allocations.pl_year_evidence,
        allocations.document_id,
        documents.title_da as document_title_da,
        documents.title_en as document_title_en,
        documents.issued_on,
        allocations.table_no,
        allocations.row_no,
        allocations.component_no,
        allocations.statement_kind,
        years.period_start,
        allocations.appropriation_type_id,
        appropriation_types.appropriation_type_name_da,
        appropriation_types.appropriation_type_name_en,
        plans.plan_short_name_da,
        plans.plan_short_name_en,
        plans.plan_order,
        initiatives.initiative_short_name_da,
        initiatives.initiative_short_name_en,
        plan_initiatives.display_order,
        funding_sources.symbol as funding_source_symbol,
        decisions.committee as committee_da,
        decisions.committee_en,
        {{ word_for('allocations.funding_source_evidence', 'evidence', 'da') }} as funding_source_evidence_label_da,
        {{ word_for('allocations.funding_source_evidence', 'evidence', 'en') }} as funding_source_evidence_label_en,
        {{ word_for('allocations.decision_evidence', 'evidence', 'da') }} as decision_evidence_label_da,
        {{ word_for('allocations.decision_evidence', 'evidence', 'en') }} as decision_evidence_label_en,
        {{ word_for('allocations.pl_year_evidence', 'evidence', 'da') }} as pl_year_evidence_label_da,
        {{ word_for('allocations.pl_year_evidence', 'evidence', 'en') }} as pl_year_evidence_label_en,
        {{ word_for('allocations.statement_kind', 'statement_kind', 'da') }} as statement_kind_label_da,
        {{ word_for('allocations.statement_kind', 'statement_kind', 'en') }} as statement_kind_label_en,
        components.cell_id as printed_cell_id,
        partners.partners_da,
        partners.partners_en
    from allocations
    inner join municipalities
        on allocations.municipality_id = municipalities.municipality_id
    inner join plans
        on allocations.plan_id = plans.plan_id
    inner join initiatives
        on allocations.initiative_id = initiatives.initiative_id
    -- of the plan that the money is under, which need not be the initiative's newest
    inner join plan_initiatives
        on
            allocations.plan_id = plan_initiatives.plan_id
            and allocations.initiative_id = plan_initiatives.initiative_id
    inner join components
        on allocations.allocation_id = components.allocation_id
    left join partners
        on allocations.initiative_id = partners.initiative_id
    inner join years
        on allocations.year = years.year
    inner join funding_sources
        on allocations.funding_source_id = funding_sources.funding_source_id
    inner join pl_years
        on allocations.pl_year = pl_years.pl_year
    inner join decisions
        on allocations.decision_id = decisions.decision_id
    inner join documents
        on allocations.document_id = documents.document_id
    inner join appropriation_types
        on allocations.appropriation_type_id = appropriation_types.appropriation_type_id

)

select * from final
