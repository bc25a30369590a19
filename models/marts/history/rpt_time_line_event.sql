with decisions as (

    select * from {{ ref('dim_decision') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

cells as (

    select * from {{ ref('int_cells__located') }}
    where spread is null

),

allocations as (

    select * from {{ ref('fct_allocation') }}

),

restatements as (

    select * from {{ ref('rpt_restatement') }}

),

happened as (

    select
        'decision' as event_kind,
        decision_id as event_id,
        municipality_id,
        decided_on as happened_on,
        title_da,
        title_en,
        row_number() over (order by decided_on, agenda_item, decision_id) as place
    from decisions
    where decision_id <> 'unknown'
    union all
    select
        'letter' as event_kind,
        document_id as event_id,
        municipality_id,
        issued_on as happened_on,
        title_da,
        title_en,
        row_number() over (order by issued_on, document_no) as place
    from documents

),

numbered as (

    select
        *,
        cast(
            row_number() over (partition by municipality_id order by happened_on, event_kind, place) as integer
        ) as event_no
    from happened

),

amounts as (

    select
        'decision' as event_kind,
        decision_id as event_id,
        'pays' as amount_kind,
        decision_evidence as amount_word,
        cast(null as string) as plan_id,
        cast(null as integer) as first_year,
        cast(null as integer) as last_year,
        cast(null as integer) as table_no,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        cast(null as string) as statement_kind,
        cast(null as string) as status
    from allocations
    group by decision_id, decision_evidence
    union all
    select
        'letter' as event_kind,
        document_id as event_id,
        'states' as amount_kind,
        plan_id || case when statement_kind = 'change' then '.change' else '' end
        || case when status = 'proposed' then '.proposed' else '' end as amount_word,
        plan_id,
        min(year) as first_year,
        max(year) as last_year,
        min(table_no) as table_no,
        {{ total_dkk('amount_dkk') }} as amount_dkk,
        statement_kind,
        status
    from cells
    group by document_id, plan_id, statement_kind, status
    union all
    -- what goes up and down by the same amount within a word is no change of the letter as a whole
    select
        'letter' as event_kind,
        to_document_id as event_id,
        'changes' as amount_kind,
        change_kind as amount_word,
        cast(null as string) as plan_id,
        cast(null as integer) as first_year,
        cast(null as integer) as last_year,
        cast(null as integer) as table_no,
        {{ total_dkk('change_dkk') }} as amount_dkk,
        cast(null as string) as statement_kind,
        cast(null as string) as status
    from restatements
    group by to_document_id, change_kind
    having sum(change_dkk) <> 0

),

final as (

    select
        numbered.event_kind || '.' || numbered.event_id
        || coalesce('.' || amounts.amount_kind || '.' || amounts.amount_word, '') as event_amount_id,
        numbered.event_no,
        numbered.event_kind,
        case when numbered.event_kind = 'decision' then numbered.event_id end as decision_id,
        case when numbered.event_kind = 'letter' then numbered.event_id end as document_id,
        numbered.municipality_id,
        numbered.happened_on,
        numbered.title_da,
        numbered.title_en,
        amounts.amount_kind,
        case when amounts.amount_kind = 'pays' then amounts.amount_word end as decision_evidence,
        case when amounts.amount_kind = 'changes' then amounts.amount_word end as change_kind,
        amounts.plan_id,
        amounts.first_year,
        amounts.last_year,
        amounts.table_no,
        amounts.amount_dkk,
        amounts.statement_kind,
        amounts.status
    from numbered
    left join amounts
        on
            numbered.event_kind = amounts.event_kind
            and numbered.event_id = amounts.event_id

)

select * from final
