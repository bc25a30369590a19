-- Money that is in no year's total: of a span of years, each year without end, proposed, or open.
with spans as (
    select
        plan_id, document_id, case status when 'proposed' then status else spread end as kind, first_year, last_year,
        sum(amount_dkk) as amount_dkk, min(printed_cell_id) as leads_to
    from marts.fct_period_allocation
    where printed_cell_id is not null
    group by plan_id, document_id, kind, first_year, last_year
),

proposals as (
    select
        proposal.plan_id, document_id, 'proposed' as kind, proposal.year as first_year, proposal.year as last_year,
        sum(proposed_dkk) as amount_dkk, min(printed_cell_id) as leads_to
    from marts.rpt_proposal as proposal
    inner join audit.audit_printed_cell as cell using (document_id, initiative_id)
    where
        outcome = 'not_yet'
        and (
            proposal.year = cell.year and cell_kind = 'cell'
            or cell.spread = 'each_year' and proposal.year between cell.first_year and cell.last_year
        )
    group by proposal.plan_id, document_id, proposal.year
),

open_amounts as (
    select
        plan_id, document_id, 'open' as kind, coalesce(first_year, year) as first_year,
        coalesce(last_year, first_year, year) as last_year, null as amount_dkk, min(printed_cell_id) as leads_to
    from audit.audit_printed_cell
    where content = 'open' and cell_kind in ('cell', 'period')
    group by plan_id, document_id, first_year, last_year, year
),

in_brackets as (
    select
        plan_id, document_id, 'outside' as kind, coalesce(first_year, year) as first_year,
        coalesce(last_year, first_year, year) as last_year, sum(outside_dkk) as amount_dkk,
        min(printed_cell_id) as leads_to
    from audit.audit_printed_cell
    where content = 'outside'
    group by plan_id, document_id, first_year, last_year, year
),

every as (
    select * from spans
    union all
    select * from proposals
    union all
    select * from open_amounts
    union all
    select * from in_brackets
)

select plan_id, plan_name_da, plan_name_en, issued_on, kind, every.first_year, every.last_year, amount_dkk, leads_to
from every
inner join marts.dim_plan using (plan_id)
inner join marts.dim_document using (document_id)
order by plan_id, every.first_year, every.last_year, kind, issued_on
