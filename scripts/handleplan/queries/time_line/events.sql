select
    dense_rank() over (order by happened_on, municipality_id, happened.event_no) as event_no, event_kind,
    coalesce(decision_id, document_id) as event_id, happened_on, agenda_item,
    happened.title_da, happened.title_en, committee as committee_da, committee_en,
    coalesce(paid_by.url, letter.question_url) as url, municipality_name_da, municipality_name_en,
    amount_kind as part, coalesce(decision_evidence, change_kind) as word,
    statement_kind, status,
    plan_name_da, plan_name_en, happened.first_year, happened.last_year,
    case amount_kind
        when 'pays' then 'decision-' || decision_id
        when 'states' then document_id || '.t' || table_no
    end as leads_to,
    amount_dkk
from marts.rpt_time_line_event as happened
inner join marts.dim_municipality using (municipality_id)
left join marts.dim_decision as paid_by using (decision_id)
left join marts.dim_document as letter using (document_id)
left join marts.dim_plan using (plan_id)
order by
    happened_on,
    municipality_id,
    happened.event_no,
    table_no,
    list_position(['stated', 'inferred', 'new', 'changed', 'raised', 'lowered', 'moved', 'withdrawn'], word)
