with reaching as (

    select * from {{ ref('int_decisions__reaching') }}

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

-- in order of date, each link that the verdict leaves: a silencing theme first gives its own reason
candidates as (

    select
        reaching.*,
        verdicts.is_silenced,
        row_number() over (
            partition by reaching.allocation_id
            order by reaching.is_deciding, reaching.decided_on, reaching.agenda_item, reaching.reason_en
        ) as reason_no,
        row_number() over (
            partition by reaching.allocation_id, reaching.decision_id
            order by reaching.rule_rank
        ) as link_no
    from reaching
    inner join verdicts
        on reaching.allocation_id = verdicts.allocation_id
    where
        case
            when verdicts.is_silenced then reaching.rule_rank >= verdicts.theme_rank
            else reaching.is_deciding and reaching.rule_rank = verdicts.strongest_rank
        end

),

weighed as (

    select
        allocation_id,
        is_silenced,
        count(*) filter (where link_no = 1) as candidate_count,
        max(case when reason_no = 1 then decision_id end) as decision_id,
        max(case when reason_no = 1 then rule end) as rule,
        max(case when reason_no = 1 then reason_da end) as reason_da,
        max(case when reason_no = 1 then reason_en end) as reason_en
    from candidates
    group by allocation_id, is_silenced

),

-- most have one candidate, which is listed as it is
listed as (

    select
        candidates.allocation_id,
        {{ joined(
            'candidates.decision_id', ', ', 'candidates.decided_on, candidates.agenda_item, candidates.decision_id'
        ) }} as candidate_decision_ids
    from candidates
    inner join weighed
        on candidates.allocation_id = weighed.allocation_id
    where candidates.link_no = 1 and weighed.candidate_count > 1
    group by candidates.allocation_id

),

final as (

    select
        weighed.allocation_id,
        case
            when weighed.is_silenced then 'silenced'
            when weighed.candidate_count > 1 then 'tied'
            else 'inferred'
        end as outcome,
        case when not weighed.is_silenced and weighed.candidate_count = 1 then weighed.decision_id end as decision_id,
        weighed.rule,
        weighed.reason_da,
        weighed.reason_en,
        coalesce(listed.candidate_decision_ids, weighed.decision_id) as candidate_decision_ids
    from weighed
    left join listed
        on weighed.allocation_id = listed.allocation_id

)

select * from final
