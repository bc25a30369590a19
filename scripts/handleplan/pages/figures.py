"""The queries that give the figures of the proof: plain SQL on the published file, to be shown, pasted and run again.

A column whose name ends in `_dkk` or `_count` holds figures; where the answer is shown, all of them are, in this order.
"""

from dataclasses import dataclass

import duckdb

from handleplan import database

GRADES = """\
select what, grade, sum(amount_dkk) as amount_dkk
from audit.audit_evidence
group by what, grade
order by list_position(['source', 'decision', 'pl_year'], what),
    list_position(['stated', 'inferred', 'unknown'], grade)"""

TOTALS = """\
select
    count(*) filter (difference_dkk = 0) as met_count,
    count(*) as totals_count,
    (select count(*) filter (holds) from audit.audit_controls) as controls_held_count,
    (select count(*) from audit.audit_controls) as controls_count,
    (select count(*) from audit.audit_checks) as checks_count,
    (select count(*) from audit.audit_checks where failures > 0) as failed_count
from audit.audit_reconciliation"""

# Totals that a document itself prints wrongly or rounded.
ACCEPTED = """\
select control_id, document_id, table_no, control_kind, year, reason_da, reason_en,
    printed_dkk, computed_dkk, difference_dkk
from audit.audit_reconciliation
where is_reconciled and difference_dkk <> 0
order by control_id"""

UNKNOWN = """\
select funding_source_name_da, funding_source_name_en, decision_reason_da, decision_reason_en,
    sum(rpt_allocation.amount_dkk) as amount_dkk
from marts.rpt_allocation
inner join audit.audit_trace using (allocation_id)
where decision_evidence = 'unknown'
group by all
order by amount_dkk desc, decision_reason_en"""

UNALLOCATED = """\
select printed_cell_id, initiative_name_da, initiative_name_en, rpt_allocation.year,
    rpt_allocation.amount_dkk as at_most_dkk
from marts.rpt_allocation
inner join audit.audit_trace using (allocation_id)
where is_partly_unallocated
order by allocation_id"""

COMMITMENTS = """\
select commitment_id, plan_id, purpose, purpose_en, granted_by, granted_by_en, first_year, last_year, amount_dkk
from marts.fct_grant_commitment
order by commitment_key"""

PLANS = """\
select plan_id, plan_name_da, plan_name_en, min(document_no * 100 + table_no) as first_table
from marts.dim_plan
inner join audit.audit_printed_cell using (plan_id)
inner join marts.dim_document using (document_id)
group by all
order by first_table, plan_id"""

PLAN_YEARS = """\
select year, sum(amount_dkk) as amount_dkk
from marts.fct_allocation
where plan_id = {plan_id}
group by grouping sets ((year), ())
order by year nulls last"""

PLAN_GRADES = """\
select what, grade, amount_dkk
from audit.audit_evidence
where plan_id = {plan_id}
order by list_position(['source', 'decision', 'pl_year'], what),
    list_position(['stated', 'inferred', 'unknown'], grade)"""

# One plan and year, row by row: what `make trace PLAN=... YEAR=...` shows.
PLAN_YEAR = """\
select allocation_id, printed_cell_id, initiative_name_en, funding_source_name_en, decision_id,
    decision_evidence, rpt_allocation.amount_dkk
from marts.rpt_allocation
inner join audit.audit_trace using (allocation_id)
where plan_id = {plan_id} and rpt_allocation.year = {year}
order by allocation_id"""

TABLES = """\
select distinct document_id, document_no, title_da, title_en, issued_on, table_no, title_printed, unit_dkk
from audit.audit_printed_cell
inner join marts.dim_document using (document_id)
where plan_id = {plan_id}
order by document_no, table_no"""

GRID = """\
select printed_cell_id, cell_kind, row_no, column_no, heading_printed, year, row_label_printed,
    symbols_printed, amount_printed, footnote_marks, is_partly_unallocated, content,
    exists (
        from audit.audit_reconciliation as total
        where total.control_id = printed_cell_id and total.control_kind = cell_kind and total.difference_dkk <> 0
    ) as differs
from audit.audit_printed_cell
where document_id = {document_id} and table_no = {table_no}
order by row_no nulls last, column_no"""

CELL = """\
select *
from audit.audit_printed_cell
where printed_cell_id = {printed_cell_id}"""

COMPONENTS = """\
select part.allocation_id, part.component_no, trace.footnote_no, part.is_current, part.stated_to,
    part.statement_kind, part.status, coalesce(fact.amount_dkk, 0) as left_dkk,
    source.symbol, source.funding_source_name_da, source.funding_source_name_en,
    part.funding_source_evidence,
    part.decision_id, decision.title_da, decision.title_en, decision.decided_on, decision.url,
    part.decision_evidence, trace.decision_reason_da, trace.decision_reason_en,
    trace.candidate_decision_ids,
    level.label_da, level.label_en, part.pl_year_evidence, trace.pl_year_rule, part.amount_dkk
from audit.audit_trace as trace
inner join marts.fct_allocation_statement as part using (allocation_id)
inner join marts.dim_funding_source as source using (funding_source_id)
inner join marts.dim_decision as decision using (decision_id)
inner join marts.dim_pl_year as level using (pl_year)
left join marts.fct_allocation as fact on part.allocation_id = fact.allocation_id
where trace.printed_cell_id = {printed_cell_id} and not part.is_given_out
order by part.component_no"""

FOOTNOTES = """\
select note.footnote_no, note.amount_printed, note.unit_dkk, note.year_printed, note.source_printed,
    note.committee_printed, note.decided_on_printed, note.price_level_printed,
    note.seed_file, note.seed_line, note.amount_dkk
from audit.audit_footnotes as note
inner join audit.audit_printed_cell as cell using (document_id, table_no)
where cell.printed_cell_id = {printed_cell_id}
    and list_contains(string_split(cell.footnote_marks, ' '), cast(note.footnote_no as varchar))
order by note.footnote_no"""

TOTALS_OF = """\
select total.control_id, total.control_kind, total.year,
    total.printed_dkk, total.computed_dkk, total.difference_dkk
from audit.audit_reconciliation as total
inner join audit.audit_printed_cell as cell using (document_id, table_no)
where cell.printed_cell_id = {printed_cell_id}
    and cell.row_no between coalesce(total.first_row_no, total.row_no, cell.row_no)
        and coalesce(total.row_no, cell.row_no)
    and coalesce(total.year, cell.year) = cell.year
order by total.row_no nulls last, total.year nulls last"""

RECONCILIATION = """\
select printed_dkk, computed_dkk, difference_dkk, accepted_difference_dkk, reason_da, reason_en
from audit.audit_reconciliation
where control_id = {control_id}"""

# The sum again, from the fact, row by row of what the total stands for.
SUMMED = """\
select trace.printed_cell_id, part.row_no, trace.row_label_printed, part.year,
    sum(part.amount_dkk) as amount_dkk
from marts.fct_allocation_statement as part
inner join audit.audit_trace as trace using (allocation_id)
inner join audit.audit_reconciliation as total
    on part.document_id = total.document_id and part.table_no = total.table_no
        and part.row_no between coalesce(total.first_row_no, total.row_no, part.row_no)
        and coalesce(total.row_no, part.row_no)
        and coalesce(total.year, part.year) = part.year
where total.control_id = {control_id} and not part.is_given_out
group by all
order by part.row_no, part.year"""

DECISIONS = """\
select decision_id, decided_on, committee, committee_en, agenda_item, title_da, title_en, url
from marts.dim_decision
order by decided_on nulls last, agenda_item"""

PAYS = """\
select plan_id, plan_name_da, plan_name_en, year, decision_evidence, sum(amount_dkk) as amount_dkk
from marts.rpt_allocation
where decision_id = {decision_id}
group by plan_id, plan_name_da, plan_name_en, year, decision_evidence
order by min(min(allocation_id)) over (partition by plan_id), year, decision_evidence"""

REACHES = """\
select rule, rule_label_da, rule_label_en, plan_id, initiative_id, year, reason_da, reason_en
from audit.audit_decision_links
where decision_id = {decision_id}
order by document_id, seed_line"""

CORROBORATIONS = """\
select corroboration_id, source_title, publisher, published_on, source_url, plan_id, initiative_id, year,
    funding_source_id, verdict, says_da, says_en, amount_dkk, allocated_dkk
from audit.audit_corroborations
order by seed_line"""

# Those that speak of the cell's initiative; what is said of a whole plan is shown with the plan.
CELL_CORROBORATIONS = """\
select other.source_title, other.publisher, other.published_on, other.source_url, other.verdict,
    other.says_da, other.says_en, other.amount_dkk, other.allocated_dkk
from audit.audit_corroborations as other
inner join audit.audit_printed_cell as cell
    on other.document_id = cell.document_id
        and other.plan_id = cell.plan_id and other.initiative_id = cell.initiative_id
        and coalesce(other.year, cell.year) = cell.year
where cell.printed_cell_id = {printed_cell_id}
order by other.seed_line"""


@dataclass(frozen=True)
class Answer:
    """What a query gives, with the query as it can be pasted."""

    sql: str
    rows: list[dict]

    def one(self) -> dict:
        """The only row."""
        (row,) = self.rows
        return row


def literal(value: str | int) -> str:
    """A value as SQL writes it."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def ask(published: duckdb.DuckDBPyConnection, query: str, **values: str | int) -> Answer:
    """Puts the values into a query and runs it."""
    sql = query.format(**{name: literal(value) for name, value in values.items()}) + ";"
    return Answer(sql, database.rows(published, sql))
