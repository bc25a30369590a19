"""What several forms of the overview ask of the published file: the page, the workbook and the terminal."""

# Plans stand in the order in which the documents print them.
PLANS = """
select
    plan_id, dim_plan.plan_name_da, dim_plan.plan_name_en, municipality_name_da, municipality_name_en,
    first_year, last_year, current_year,
    total.amount_dkk as period_dkk, total.overview_cell_id as period_cell_id,
    now.amount_dkk as now_dkk, now.overview_cell_id as now_cell_id,
    before.amount_dkk as before_dkk, before.overview_cell_id as before_cell_id,
    now.amount_dkk - before.amount_dkk as change_dkk
from marts.dim_plan
inner join marts.dim_municipality using (municipality_id)
inner join (from marts.rpt_plan_overview where line_kind = 'total' and year is null) as total using (plan_id)
left join (select plan_id, min(allocation_id) as first_id from marts.fct_allocation group by plan_id) using (plan_id)
left join (from marts.rpt_plan_overview where line_kind = 'total') as now
    on now.plan_id = dim_plan.plan_id and now.year = current_year
left join (from marts.rpt_plan_overview where line_kind = 'total') as before
    on before.plan_id = dim_plan.plan_id and before.year = current_year - 1
order by first_id nulls last, plan_id
"""

CELLS = """
select
    plan_id, line_no, line_kind, initiative_id, line_label_da, line_label_en, year, source_symbols, amount_dkk,
    overview_cell_id,
    -- what a bar is drawn as: a share of the largest figure of a year in the plan
    greatest(amount_dkk, 0) / nullif(
        max(amount_dkk) filter (line_kind = 'initiative' and year is not null) over (partition by plan_id), 0
    ) as height
from marts.rpt_plan_overview
order by plan_id, line_no, year nulls last
"""

# The same lines as they were known on a date (its parameter), under the names of today. A statement has no row for a
# dash, so a dash and an empty cell are both empty here.
CELLS_AS_OF = """
with stated as (
    select * from marts.fct_allocation_statement
    where stated_from <= $1 and (stated_to is null or $1 < stated_to)
),
sums as (
    select plan_id, initiative_id, year, cast(sum(amount_dkk) as decimal(18, 2)) as amount_dkk
    from stated
    group by grouping sets ((plan_id, initiative_id, year), (plan_id, initiative_id), (plan_id, year), (plan_id))
),
lines as (
    select
        stated.plan_id, stated.initiative_id, 'initiative' as line_kind, dim_initiative.display_order,
        initiative_name_da as line_label_da, initiative_name_en as line_label_en,
        string_agg(distinct symbol, ' ' order by symbol) as source_symbols
    from stated
    inner join marts.dim_initiative on stated.initiative_id = dim_initiative.initiative_id
    inner join marts.dim_funding_source on stated.funding_source_id = dim_funding_source.funding_source_id
    group by all
    union all
    select distinct plan_id, null, 'total', null, 'I alt', 'Total', null from stated
),
years as (
    select distinct plan_id, year from stated
    union all
    select distinct plan_id, null from stated
)
select
    lines.plan_id,
    dense_rank() over (partition by lines.plan_id order by display_order nulls last, lines.initiative_id) as line_no,
    line_kind, lines.initiative_id, line_label_da, line_label_en, years.year, source_symbols, amount_dkk
from lines
inner join years on lines.plan_id = years.plan_id
left join sums
    on
        lines.plan_id = sums.plan_id
        and lines.initiative_id is not distinct from sums.initiative_id
        and years.year is not distinct from sums.year
order by plan_id, line_no, year nulls last
"""

# By initiative, by plan (no initiative) and over all (no plan). The largest source comes first and has the first
# colour.
SOURCES = """
select
    plan_id, initiative_id, funding_source_id, funding_source_name_da, funding_source_name_en, symbol,
    sum(amount_dkk) as period_dkk,
    coalesce(sum(amount_dkk) filter (is_current_year), 0) as now_dkk
from (select plan_id, initiative_id, funding_source_id, amount_dkk, is_current_year from marts.rpt_allocation)
inner join marts.dim_funding_source using (funding_source_id)
inner join (
    select funding_source_id, sum(amount_dkk) as all_dkk from marts.fct_allocation group by funding_source_id
) using (funding_source_id)
group by
    grouping sets ((plan_id, initiative_id), (plan_id), ()),
    funding_source_id, funding_source_name_da, funding_source_name_en, symbol, all_dkk
order by all_dkk desc, funding_source_id, plan_id, initiative_id
"""

PARTLY_UNALLOCATED = """
select
    plan_id, initiative_id, line_label_da, line_label_en, year, overview.amount_dkk, overview_cell_id, is_current_year
from marts.rpt_plan_overview as overview
inner join (
    select distinct plan_id, initiative_id, year, is_current_year from marts.rpt_allocation where is_partly_unallocated
) using (plan_id, initiative_id, year)
order by plan_id, line_no, year
"""

# What was added to a level, or taken from it, since a document stated the level.
CHANGES = """
select
    plan_id, initiative_id, fact.year, issued_on, sum(fact.amount_dkk) as amount_dkk, min(printed_cell_id) as leads_to
from marts.fct_allocation as fact
inner join marts.dim_document using (document_id)
inner join audit.audit_trace using (allocation_id)
where statement_kind = 'change'
group by plan_id, initiative_id, fact.year, issued_on, document_no
order by fact.year, issued_on, document_no
"""

COMMITMENTS = """
select
    plan_id, commitment_id, first_year, last_year, amount_dkk, granted_by as granted_by_da, granted_by_en,
    purpose as purpose_da, purpose_en, funding_source_name_da, funding_source_name_en
from marts.fct_grant_commitment
inner join marts.dim_funding_source using (funding_source_id)
order by plan_id, first_year, commitment_id
"""

DECISIONS = """
select
    decision_id, decided_on, agenda_item, committee as committee_da, committee_en, title_da, title_en, url,
    sum(amount_dkk) filter (decision_evidence = 'stated') as stated_dkk,
    sum(amount_dkk) filter (decision_evidence = 'inferred') as inferred_dkk
from marts.dim_decision
left join marts.fct_allocation using (decision_id)
where decision_id <> 'unknown'
group by all
order by decided_on, agenda_item
"""


def grouped(rows: list[dict], *names: str) -> dict:
    """Rows by the value of a column, or by the values of several."""
    found: dict = {}
    for row in rows:
        key = row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)
        found.setdefault(key, []).append(row)
    return found
