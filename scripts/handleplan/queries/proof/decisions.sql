select decision_id, decided_on, committee, committee_en, agenda_item, title_da, title_en, url
from marts.dim_decision
order by decided_on nulls last, agenda_item
