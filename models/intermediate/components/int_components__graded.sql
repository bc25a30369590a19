with components as (

    select * from {{ ref('int_components__split') }}

),

weighed as (

    select * from {{ ref('int_decisions__weighed') }}

),

decisions as (

    select * from {{ ref('int_decisions__known') }}

),

unknown_reasons as (

    select * from {{ ref('stg_ref_unknown_reasons') }}

),

decided as (

    select
        components.*,
        case
            when components.stated_decision_id is not null then 'stated'
            else coalesce(weighed.outcome, 'unreached')
        end as outcome,
        coalesce(components.stated_decision_id, weighed.decision_id) as known_decision_id,
        weighed.rule,
        weighed.reason_da,
        weighed.reason_en,
        weighed.candidate_decision_ids
    from components
    left join weighed
        on components.allocation_id = weighed.allocation_id

),

final as (

    select
        decided.allocation_id,
        decided.cell_id,
        decided.municipality_id,
        decided.document_id,
        decided.document_rank,
        decided.issued_on,
        decided.statement_kind,
        decided.status,
        decided.table_no,
        decided.row_no,
        decided.row_label_printed,
        decided.column_no,
        decided.year,
        decided.plan_id,
        decided.initiative_id,
        decided.component_no,
        decided.footnote_no,
        decided.amount_dkk,
        decided.is_partly_unallocated,
        decided.funding_source_id,
        decided.funding_source_evidence,
        coalesce(decided.known_decision_id, 'unknown') as decision_id,
        case when decided.outcome in ('stated', 'inferred') then decided.outcome else 'unknown' end
            as decision_evidence,
        case decided.outcome when 'stated' then 'stated' when 'inferred' then decided.rule else 'unknown' end
            as decision_rule,
        coalesce(decided.stated_reason_da, unknown_reasons.reason_da, decided.reason_da) as decision_reason_da,
        coalesce(decided.stated_reason_en, unknown_reasons.reason_en, decided.reason_en) as decision_reason_en,
        case when decided.known_decision_id is null then decided.candidate_decision_ids end as candidate_decision_ids,
        decisions.url as decision_url,
        -- a price level that is not printed follows its decision, grade and all, where the document gives that rule
        case
            when decided.stated_pl_year is not null then decided.stated_pl_year
            when decided.price_level_rule = 'year_of_decision' and decisions.decision_id is not null
                then cast(extract(year from decisions.decided_on) as integer)
            else -1
        end as pl_year,
        case
            when decided.stated_pl_year is not null then 'stated'
            when decided.price_level_rule = 'year_of_decision' and decided.outcome in ('stated', 'inferred')
                then decided.outcome
            else 'unknown'
        end as pl_year_evidence,
        case
            when decided.stated_pl_year is not null then 'printed'
            when decided.price_level_rule = 'year_of_decision' and decisions.decision_id is not null
                then 'year_of_decision'
            else 'unknown'
        end as pl_year_rule,
        decided.appropriation_type_id,
        decided.seed_file,
        decided.seed_line
    from decided
    left join decisions
        on decided.known_decision_id = decisions.decision_id
    -- why a decision stays unknown; a theme that silences gives its own reason
    left join unknown_reasons
        on decided.outcome = unknown_reasons.unknown_reason

)

select * from final
