-- Protects dim_decision: date, committee and agenda item of a decision are those that its link carries, an item that no
-- link carries is none, and a document lists no decision that was taken after it was issued.
with printed as (

    select
        *,
        coalesce(link_agenda_item, max(link_agenda_item) over (partition by decision_id)) as printed_agenda_item
    from {{ ref('stg_raw_decisions') }}

),

known as (

    select * from {{ ref('stg_ref_decisions') }}

),

documents as (

    select * from {{ ref('stg_raw_documents') }}

),

disagreements as (

    select
        printed.*,
        known.seed_line as known_line,
        case
            when printed.decided_on <> printed.link_decided_on
                then 'printed date ' || printed.decided_on || ', its link says ' || printed.link_decided_on
            when {{ folded('known.committee_da') }} <> {{ folded('printed.link_committee') }}
                then
                    'committee ' || known.committee_da || ', its link says ' || printed.link_committee
                    || {{ told_apart('known.committee_da', 'printed.link_committee') }}
            when coalesce(known.agenda_item, 0) <> coalesce(printed.printed_agenda_item, 0)
                then
                    'agenda item ' || coalesce(cast(known.agenda_item as string), 'empty')
                    || coalesce(', its link says ' || printed.printed_agenda_item, ', no link says so; leave it empty')
            when printed.decided_on > documents.issued_on
                then 'taken on ' || printed.decided_on || ', after its document was issued on ' || documents.issued_on
            when printed.url = documents.question_url
                then 'is the agenda item behind the question, which is no decision'
        end as disagreement
    from printed
    inner join known
        on printed.decision_id = known.decision_id
    inner join documents
        on printed.document_id = documents.document_id

),

final as (

    select
        'decision ' || decision_id || ': ' || disagreement || ' (see also ref_decisions.csv line ' || known_line || ')'
            as finding,
        seed_file,
        seed_line
    from disagreements
    where disagreement is not null

)

select * from final
