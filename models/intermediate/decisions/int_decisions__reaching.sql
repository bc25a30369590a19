with components as (

    select * from {{ ref('int_components__split') }}

),

links as (

    select * from {{ ref('stg_ref_decision_links') }}

),

rules as (

    select * from {{ ref('stg_ref_decision_rules') }}

),

decisions as (

    select * from {{ ref('int_decisions__known') }}

),

final as (

    select
        components.allocation_id,
        links.decision_id,
        links.rule,
        rules.rule_rank,
        rules.is_deciding,
        links.reason_da,
        links.reason_en,
        decisions.decided_on,
        decisions.agenda_item
    from components
    -- a link reaches its own document's statements about its plan, initiative and year
    inner join links
        on
            components.document_id = links.document_id
            and components.plan_id = links.plan_id
            and (links.initiative_id is null or components.initiative_id = links.initiative_id)
            and (links.year is null or components.year = links.year)
    inner join rules
        on links.rule = rules.rule
    inner join decisions
        on links.decision_id = decisions.decision_id
    where
        rules.rule_rank is not null
        and components.stated_decision_id is null
        -- nothing is paid for by a decision that is yet to be taken
        and components.year >= extract(year from decisions.decided_on)
        and (not rules.is_row_symbol_only or components.component_no = 0)
        and (rules.funding_source_id is null or components.funding_source_id = rules.funding_source_id)

)

select * from final
