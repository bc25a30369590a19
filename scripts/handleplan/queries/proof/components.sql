select
    part.allocation_id, part.year, part.component_no, trace.footnote_no, part.is_current, part.stated_to,
    part.statement_kind, part.status,
    -- of a pool: what its parts took, and what is left
    case when part.is_current then nullif(part.amount_dkk - coalesce(fact.amount_dkk, 0), 0) end as given_out_dkk,
    case
        when part.is_current and coalesce(fact.amount_dkk, 0) <> part.amount_dkk
            then coalesce(fact.amount_dkk, 0)
    end as left_dkk,
    paid_from.symbol, paid_from.funding_source_name_da, paid_from.funding_source_name_en,
    part.funding_source_evidence,
    part.decision_id, decision.title_da, decision.title_en, decision.decided_on, decision.url,
    part.decision_evidence, trace.decision_reason_da, trace.decision_reason_en,
    trace.candidate_decision_ids,
    price_level.label_da, price_level.label_en, part.pl_year_evidence, trace.pl_year_rule, part.amount_dkk,
    part.appropriation_type_id, kind.appropriation_type_name_da, kind.appropriation_type_name_en
from audit.audit_trace as trace
inner join marts.fct_allocation_statement as part using (allocation_id)
inner join marts.dim_funding_source as paid_from using (funding_source_id)
inner join marts.dim_decision as decision using (decision_id)
inner join marts.dim_pl_year as price_level using (pl_year)
inner join marts.dim_appropriation_type as kind using (appropriation_type_id)
left join marts.fct_allocation as fact on part.allocation_id = fact.allocation_id
where trace.printed_cell_id = $printed_cell_id and not part.is_given_out
order by part.allocation_id
