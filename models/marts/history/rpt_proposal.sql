with components as (

    select * from {{ ref('int_components__in_force') }}
    where status = 'proposed'

),

cells as (

    select * from {{ ref('int_cells__in_force') }}

),

plan_years as (

    select * from {{ ref('int_plan_years__stated') }}
    where is_whole_plan

),

restatements as (

    select * from {{ ref('rpt_restatement') }}

),

documents as (

    select * from {{ ref('int_documents__ordered') }}

),

proposed as (

    select
        document_id || '.' || plan_id || '.' || initiative_id || '.y' || year as proposal_id,
        plan_id,
        initiative_id,
        year,
        document_id,
        document_rank,
        max(statement_kind) as statement_kind,
        {{ total_dkk('amount_dkk') }} as proposed_dkk
    from components
    group by plan_id, initiative_id, year, document_id, document_rank

),

-- what later documents allocate of the same; one that states the whole plan-year without it allocates nothing
answers as (

    select
        proposed.proposal_id,
        cells.document_rank,
        cells.statement_kind,
        cells.amount_dkk
    from proposed
    inner join cells
        on
            proposed.initiative_id = cells.initiative_id
            and proposed.year = cells.year
            and proposed.document_rank < cells.document_rank
    union all
    select
        proposed.proposal_id,
        plan_years.document_rank,
        cast(null as string) as statement_kind,
        cast(0 as decimal(18, 2)) as amount_dkk
    from proposed
    inner join plan_years
        on
            proposed.plan_id = plan_years.plan_id
            and proposed.year = plan_years.year
            and proposed.document_rank < plan_years.document_rank

),

answers_summed as (

    select
        proposal_id,
        document_rank,
        coalesce(bool_or(statement_kind = 'level'), false) as has_level,
        {{ total_dkk('coalesce(amount_dkk, 0)') }} as amount_dkk
    from answers
    group by proposal_id, document_rank

),

-- a proposed level is held against what stands then, a proposed change against what was changed; whether it was allowed
-- in whole or in part is told by what it would have changed
answered as (

    select
        proposed.*,
        documents.document_id as allocated_document_id,
        case proposed.statement_kind
            when 'change' then coalesce(restatements.change_dkk, answers_summed.amount_dkk)
            else coalesce(restatements.after_dkk, answers_summed.amount_dkk)
        end as allocated_dkk,
        case proposed.statement_kind
            when 'change' then proposed.proposed_dkk
            else proposed.proposed_dkk - coalesce(restatements.before_dkk, 0)
        end as proposed_change_dkk,
        coalesce(restatements.change_dkk, answers_summed.amount_dkk) as change_dkk,
        answers_summed.document_rank as answer_rank,
        answers_summed.has_level
    from proposed
    inner join answers_summed
        on proposed.proposal_id = answers_summed.proposal_id
    inner join documents
        on answers_summed.document_rank = documents.document_rank
    left join restatements
        on
            documents.document_id = restatements.to_document_id
            and proposed.initiative_id = restatements.initiative_id
            and proposed.year = restatements.year

),

-- the first that states just what is proposed; or else the first that changes anything or prints a level of nothing;
-- or else the first that speaks of it
chosen as (

    select
        *,
        row_number() over (
            partition by proposal_id
            order by
                allocated_dkk = proposed_dkk and (statement_kind = 'change' or has_level) desc,
                change_dkk <> 0 or (has_level and allocated_dkk = 0) desc,
                answer_rank asc
        ) as answer_no
    from answered

),

judged as (

    select
        proposed.proposal_id,
        proposed.plan_id,
        proposed.initiative_id,
        proposed.year,
        proposed.document_id,
        proposed.statement_kind,
        proposed.proposed_dkk,
        chosen.allocated_document_id,
        cast(chosen.allocated_dkk as decimal(18, 2)) as allocated_dkk,
        case
            when chosen.proposal_id is null then 'not_yet'
            when chosen.allocated_dkk = proposed.proposed_dkk then 'whole'
            when chosen.change_dkk = 0 or chosen.allocated_dkk = 0 then 'none'
            when (chosen.change_dkk > 0) <> (chosen.proposed_change_dkk > 0) then 'none'
            when abs(chosen.change_dkk) >= abs(chosen.proposed_change_dkk) then 'whole'
            else 'part'
        end as outcome
    from proposed
    left join chosen
        on
            proposed.proposal_id = chosen.proposal_id
            and chosen.answer_no = 1

),

final as (

    select
        *,
        {{ word_for('statement_kind', 'statement_kind', 'da') }} as statement_kind_label_da,
        {{ word_for('statement_kind', 'statement_kind', 'en') }} as statement_kind_label_en,
        {{ word_for('outcome', 'outcome', 'da') }} as outcome_label_da,
        {{ word_for('outcome', 'outcome', 'en') }} as outcome_label_en
    from judged

)

select * from final
