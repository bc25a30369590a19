-- A word stands beside what a letter changes; money that is new has no change beside its amount.
select
    document_id, stated.issued_on, stated.year, change_kind, stated.amount_dkk,
    case when change_kind <> 'new' then nullif(change_dkk, 0) end as change_dkk,
    case when is_renamed then initiative_name_da_before end as renamed_from_da,
    case when is_renamed then initiative_name_en_before end as renamed_from_en,
    case when is_moved then plan_before.plan_name_da end as moved_from_da,
    case when is_moved then plan_before.plan_name_en end as moved_from_en,
    case when is_moved then plan_after.plan_name_da end as moved_to_da,
    case when is_moved then plan_after.plan_name_en end as moved_to_en,
    printed_cell_id as leads_to
from marts.rpt_initiative_statement as stated
inner join marts.dim_document using (document_id)
left join marts.rpt_restatement as restated using (restatement_id)
left join marts.dim_plan as plan_before on restated.plan_id_before = plan_before.plan_id
left join marts.dim_plan as plan_after on restated.plan_id_after = plan_after.plan_id
where stated.initiative_id = $initiative_id
order by stated.issued_on, document_no, stated.year
