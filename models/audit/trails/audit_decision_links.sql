with links as (

    select * from {{ ref('stg_ref_decision_links') }}

),

rules as (

    select * from {{ ref('stg_ref_decision_rules') }}

),

final as (

    select
        links.document_id || '.' || links.decision_id || '.' || links.rule || '.' || links.plan_id
        || coalesce('.' || links.initiative_id, '') || coalesce('.y' || links.year, '') as decision_link_id,
        links.document_id,
        links.decision_id,
        links.rule,
        rules.rule_label_da,
        rules.rule_label_en,
        links.plan_id,
        links.initiative_id,
        links.year,
        links.reason_da,
        links.reason_en,
        links.seed_file,
        links.seed_line
    from links
    inner join rules
        on links.rule = rules.rule

)

select * from final
