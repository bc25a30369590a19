{{ config(materialized='table') }}

with components as (

    select * from {{ ref('int_components__split') }}

),

reaching as (

    select * from {{ ref('int_decisions__reaching') }}

),

decisions as (

    select * from {{ ref('int_decisions__known') }}

),

unknown_reasons as (

    select * from {{ ref('stg_ref_unknown_reasons') }}

),

ranks as (

    select
        allocation_id,
        min(case when is_deciding then rule_rank end) as strongest_rank,
        min(case when not is_deciding then rule_rank end) as theme_rank
    from reaching
    group by allocation_id

),

-- the strongest rule decides, unless a theme that the document does not define silences it
verdicts as (

    select
        allocation_id,
        strongest_rank,
        theme_rank,
        coalesce(theme_rank <= coalesce(strongest_rank, theme_rank), false) as is_silenced
    from ranks

),

candidates as (

    select distinct
        reaching.allocation_id,
        reaching.decision_id,
        reaching.decided_on,
        reaching.agenda_item,
        verdicts.is_silenced
    from reaching
    inner join verdicts
        on reaching.allocation_id = verdicts.allocation_id
    where
        case
            when verdicts.is_silenced then reaching.rule_rank >= verdicts.theme_rank
            else reaching.rule_rank = verdicts.strongest_rank
        end

),

candidates_counted as (

    select
        allocation_id,
        is_silenced,
        count(*) as candidate_count,
        min(decision_id) as decision_id,
        string_agg(decision_id, ', ' order by decided_on, agenda_item, decision_id) as candidate_decision_ids
    from candidates
    group by allocation_id, is_silenced

),

-- the words of the rule that decided, or of the theme that silenced
reasons_ordered as (

    select
        reaching.allocation_id,
        reaching.rule,
        reaching.reason_da,
        reaching.reason_en,
        row_number() over (
            partition by reaching.allocation_id
            order by reaching.decided_on, reaching.agenda_item, reaching.decision_id, reaching.reason_en
        ) as reason_no
    from reaching
    inner join verdicts
        on reaching.allocation_id = verdicts.allocation_id
    where
        case
            when verdicts.is_silenced then not reaching.is_deciding
            else reaching.rule_rank = verdicts.strongest_rank
        end

),

reasons as (

    select * from reasons_ordered
    where reason_no = 1

),

decided as (

    select
        components.*,
        candidates_counted.candidate_decision_ids as candidates,
        reasons.rule as reached_by_rule,
        reasons.reason_da as reached_reason_da,
        reasons.reason_en as reached_reason_en,
        case
            when components.stated_decision_id is not null then 'stated'
            when candidates_counted.allocation_id is null then 'unreached'
            when candidates_counted.is_silenced then 'silenced'
            when candidates_counted.candidate_count > 1 then 'tied'
            else 'inferred'
        end as outcome,
        coalesce(components.stated_decision_id, candidates_counted.decision_id) as likeliest_decision_id
    from components
    left join candidates_counted
        on components.allocation_id = candidates_counted.allocation_id
    left join reasons
        on components.allocation_id = reasons.allocation_id

),

graded as (

    select
        *,
        case when outcome in ('stated', 'inferred') then outcome else 'unknown' end as decision_evidence,
        case when outcome in ('stated', 'inferred') then likeliest_decision_id end as known_decision_id
    from decided

),

final as (

    select
        graded.allocation_id,
        graded.cell_id,
        graded.municipality_id,
        graded.document_id,
        graded.table_no,
        graded.row_no,
        graded.row_label_printed,
        graded.symbols_printed,
        graded.column_no,
        graded.year,
        graded.plan_id,
        graded.initiative_id,
        graded.amount_printed,
        graded.footnote_marks,
        graded.component_no,
        graded.footnote_no,
        graded.amount_dkk,
        graded.is_partly_unallocated,
        graded.funding_source_id,
        graded.funding_source_evidence,
        coalesce(graded.known_decision_id, 'unknown') as decision_id,
        graded.decision_evidence,
        case graded.outcome
            when 'stated' then 'stated'
            when 'inferred' then graded.reached_by_rule
            else 'unknown'
        end as decision_rule,
        case graded.outcome
            when 'stated' then graded.stated_reason_da
            when 'inferred' then graded.reached_reason_da
            when 'silenced' then graded.reached_reason_da
            else unknown_reasons.reason_da
        end as decision_reason_da,
        case graded.outcome
            when 'stated' then graded.stated_reason_en
            when 'inferred' then graded.reached_reason_en
            when 'silenced' then graded.reached_reason_en
            else unknown_reasons.reason_en
        end as decision_reason_en,
        case when graded.decision_evidence = 'unknown' then graded.candidates end as candidate_decision_ids,
        decisions.url as decision_url,
        -- a price level that is not printed follows its decision, grade and all, where the document gives that rule
        case
            when graded.stated_pl_year is not null then graded.stated_pl_year
            when graded.price_level_rule = 'year_of_decision' and decisions.decision_id is not null
                then cast(extract(year from decisions.decided_on) as integer)
            else -1
        end as pl_year,
        case
            when graded.stated_pl_year is not null then 'stated'
            when graded.price_level_rule = 'year_of_decision' then graded.decision_evidence
            else 'unknown'
        end as pl_year_evidence,
        graded.seed_file,
        graded.seed_line
    from graded
    left join decisions
        on graded.known_decision_id = decisions.decision_id
    left join unknown_reasons
        on graded.outcome = unknown_reasons.unknown_reason

)

select * from final
