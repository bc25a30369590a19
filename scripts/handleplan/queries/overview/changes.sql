-- What was added to a level, or taken from it, since a document stated the level.
select
    plan_id, initiative_id, fact.year, issued_on, sum(fact.amount_dkk) as amount_dkk, min(printed_cell_id) as leads_to
from marts.fct_allocation as fact
inner join marts.dim_document using (document_id)
inner join audit.audit_trace using (allocation_id)
where statement_kind = 'change'
group by plan_id, initiative_id, fact.year, issued_on, document_no
order by fact.year, issued_on, document_no
