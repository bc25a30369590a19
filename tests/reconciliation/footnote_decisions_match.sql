-- Protects fct_allocation_statement.decision_id: the decision that a footnote is tied to was taken on the date
-- that the footnote prints, and a footnote that prints a date is tied to one.
with footnotes as (

    select * from {{ ref('stg_raw_footnotes') }}

),

footnote_decisions as (

    select * from {{ ref('stg_ref_footnote_decisions') }}

),

decisions as (

    select * from {{ ref('int_decisions__known') }}

),

entries as (

    select 'no decision (ref_footnote_decisions.csv lines ' || min(seed_line) || ' to ' || max(seed_line) || ')' as told
    from footnote_decisions

),

final as (

    select
        'document ' || footnotes.document_id || ', table ' || footnotes.table_no
        || ', footnote ' || footnotes.footnote_no
        || ': prints the decision''s date ' || coalesce(cast(footnotes.decided_on as string), 'nowhere')
        || ', ref_footnote_decisions.csv ties it to '
        || coalesce(
            footnote_decisions.decision_id || ' of ' || decisions.decided_on
            || ' (ref_footnote_decisions.csv line ' || footnote_decisions.seed_line || ')',
            entries.told,
            'no decision'
        ) as finding,
        footnotes.seed_file,
        footnotes.seed_line
    from footnotes
    cross join entries
    left join footnote_decisions
        on
            footnotes.document_id = footnote_decisions.document_id
            and footnotes.table_no = footnote_decisions.table_no
            and footnotes.footnote_no = footnote_decisions.footnote_no
    left join decisions
        on footnote_decisions.decision_id = decisions.decision_id
    where footnotes.decided_on is distinct from decisions.decided_on

)

select * from final
