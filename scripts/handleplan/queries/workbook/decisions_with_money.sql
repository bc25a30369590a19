select
    decision_id, decided_on, agenda_item, committee as committee_da, committee_en, title_da, title_en, url,
    sum(amount_dkk) filter (where decision_evidence = 'stated') as stated_dkk,
    sum(amount_dkk) filter (where decision_evidence = 'inferred') as inferred_dkk
from marts.dim_decision
left join marts.fct_allocation using (decision_id)
where decision_id <> 'unknown'
group by all
order by decided_on, agenda_item
