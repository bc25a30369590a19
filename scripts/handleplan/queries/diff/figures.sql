-- A figure is an allocation or a grant commitment; what can change in it is told by one text.
with places as (
    select allocation_id, seed_file || ':' || seed_line as place
    from audit.audit_trace
)

select
    'table ' || table_no || ', row ' || row_no || ', ' || year || ', component ' || component_no
    || ' (' || plan_id || ', ' || initiative_id || ')' as figure,
    document_id,
    allocation_id as figure_id,
    amount_dkk || ' kr., source ' || funding_source_id || ', decision ' || decision_id || ' (' || decision_evidence
    || '), price level ' || if(pl_year = -1, 'unknown', cast(pl_year as varchar))
    || if(is_partly_unallocated, ', partly unallocated', '') as says,
    place
from marts.fct_allocation
inner join places using (allocation_id)
union all
select
    'grant commitment ' || commitment_id || ' (' || plan_id || ')' as figure,
    document_id,
    commitment_key as figure_id,
    amount_dkk || ' kr., ' || first_year || '-' || last_year || ', from ' || granted_by as says,
    'seeds/raw/raw_grant_commitments.csv' as place
from marts.fct_grant_commitment
