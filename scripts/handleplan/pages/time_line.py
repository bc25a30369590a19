"""The time line of both pages: decisions and letters on one axis, and what each letter states of an initiative."""

from datetime import date
from operator import itemgetter

import duckdb

from handleplan.pages import figures
from handleplan.questions import grouped

# The share of the axis that lies between two marks beside each other; nearer ones stand above each other.
APART = 0.07
MOST_YEARS_NAMED = 10

# One row per event and amount of it: what a decision pays for, what a letter states and what it changes.
EVENTS = """\
with events as (
    select 'decision' as event_kind, decision_id as event_id, municipality_id, decided_on as happened_on,
        agenda_item, title_da, title_en, committee as committee_da, committee_en, url,
        row_number() over (order by decided_on, agenda_item, decision_id) as place
    from marts.dim_decision
    where decision_id <> 'unknown'
    union all
    select 'letter', document_id, municipality_id, issued_on, null, title_da, title_en, null, null, question_url,
        row_number() over (order by issued_on, document_no)
    from marts.dim_document
),
parts as (
    select 'decision' as event_kind, decision_id as event_id, 'pays' as part, decision_evidence as word,
        null as plan_id, null as first_year, null as last_year, null as table_no,
        'decision-' || decision_id as leads_to, sum(amount_dkk) as amount_dkk
    from marts.fct_allocation
    group by decision_id, decision_evidence
    union all
    select 'letter', document_id, 'states',
        case when status = 'proposed' and statement_kind = 'change' then 'proposed change'
            when status = 'proposed' then 'proposed' when statement_kind = 'change' then 'change' end,
        plan_id, min(year), max(year), min(table_no), document_id || '.t' || min(table_no), sum(amount_dkk)
    from audit.audit_printed_cell
    where cell_kind = 'cell'
    group by document_id, plan_id, status, statement_kind
    union all
    select 'letter', to_document_id, 'changes', change_kind, null, null, null, null, null, sum(change_dkk)
    from marts.rpt_restatement
    group by to_document_id, change_kind
    having sum(change_dkk) <> 0
)
select dense_rank() over (order by happened_on, event_kind, place) as event_no, event_kind, event_id,
    happened_on, agenda_item, title_da, title_en, committee_da, committee_en, url,
    municipality_name_da, municipality_name_en, part, word, plan_name_da, plan_name_en,
    parts.first_year, parts.last_year, leads_to, amount_dkk
from events
inner join marts.dim_municipality using (municipality_id)
left join parts using (event_kind, event_id)
left join marts.dim_plan using (plan_id)
order by event_no, table_no, list_position(
    ['stated', 'inferred', 'new', 'changed', 'raised', 'lowered', 'moved', 'withdrawn'], word
)"""

# What each letter states of an initiative, by year, and what that changes of the letter before. The first letter
# changes nothing: what it states is what the next one is set against, or stands still.
STATEMENTS = """\
with restated as (
    select * from marts.rpt_restatement where initiative_id = {initiative_id}
),
statements as (
    select to_document_id as document_id, year, after_dkk as amount_dkk, change_kind,
        case when change_kind <> 'new' then nullif(change_dkk, 0) end as change_dkk,
        case when is_renamed then initiative_name_da_before end as renamed_from_da,
        case when is_renamed then initiative_name_en_before end as renamed_from_en,
        case when is_moved then plan_id_before end as moved_from,
        case when is_moved then plan_id_after end as moved_to
    from restated
    union all
    select from_document_id, year, before_dkk, null, null, null, null, null, null
    from restated
    where before_dkk is not null and (year, from_document_id) not in (select year, to_document_id from restated)
    union all
    select document_id, year, sum(amount_dkk), null, null, null, null, null, null
    from marts.fct_allocation
    where initiative_id = {initiative_id} and year not in (select year from restated)
    group by document_id, year
),
printed as (
    select document_id, year, min(printed_cell_id) as leads_to
    from audit.audit_printed_cell
    where initiative_id = {initiative_id}
    group by document_id, year
)
select document_id, issued_on, year, change_kind, amount_dkk, change_dkk, renamed_from_da, renamed_from_en,
    left_plan.plan_name_da as moved_from_da, left_plan.plan_name_en as moved_from_en,
    new_plan.plan_name_da as moved_to_da, new_plan.plan_name_en as moved_to_en, leads_to
from statements
inner join marts.dim_document using (document_id)
left join printed using (document_id, year)
left join marts.dim_plan as left_plan on moved_from = left_plan.plan_id
left join marts.dim_plan as new_plan on moved_to = new_plan.plan_id
order by issued_on, document_no, year"""

INITIATIVES = """
select initiative_id, initiative_name_da, initiative_name_en, plan_id, plan_name_da, plan_name_en
from marts.dim_initiative
inner join marts.dim_plan using (plan_id)
inner join (
    select plan_id, min((document_no, table_no)) as first_printed
    from audit.audit_printed_cell
    inner join marts.dim_document using (document_id)
    group by plan_id
) using (plan_id)
order by first_printed, display_order
"""


def axis(events: list[dict]) -> dict:
    """Where years and events stand on the axis, in per cent of it; events near each other have lanes of their own."""
    years = range(events[0]["happened_on"].year, events[-1]["happened_on"].year + 1)
    start = date(years.start, 1, 1)
    length = (date(years.stop, 1, 1) - start).days
    ends: list[float] = []
    marks = []
    for event in events:
        at = (event["happened_on"] - start).days / length
        lane = next((lane for lane, end in enumerate(ends) if at - end >= APART), len(ends))
        ends[lane : lane + 1] = [at]
        marks.append({"no": event["event_no"], "kind": event["event_kind"], "at": round(100 * at, 2), "lane": lane})
    begins = [(year, round(100 * (date(year, 1, 1) - start).days / length, 2)) for year in years]
    step = -(-len(years) // MOST_YEARS_NAMED)
    return {"marks": marks, "lanes": len(ends), "years": begins, "step": step}


def statements(published: duckdb.DuckDBPyConnection, initiative: dict, numbers: dict[str, int]) -> dict:
    """An initiative with what each letter states of it: by year and letter, and the words for what happened."""
    answer = figures.ask(published, STATEMENTS, initiative_id=initiative["initiative_id"])
    letters = {row["document_id"]: row | {"no": numbers[row["document_id"]]} for row in answer.rows}
    renamed = {row["renamed_from_da"]: row for row in answer.rows if row["renamed_from_da"]}
    moved = {(row["moved_from_da"], row["moved_to_da"]): row for row in answer.rows if row["moved_from_da"]}
    words = [row["change_kind"] for row in answer.rows if row["change_kind"]]
    # A later letter nearly always adds a year, and leaves others as they are: no news beside what else happened.
    firsts = [rows[0] for rows in grouped(answer.rows, "year").values()]
    news = [row["change_kind"] for row in answer.rows if row["change_kind"] and row not in firsts]
    news += ["moved"] * bool(moved) + ["renamed"] * bool(renamed)
    return initiative | {
        "sql": answer.sql,
        "letters": letters,
        "only": next(iter(letters.values())) if len(letters) == 1 else None,
        "years": {
            year: {row["document_id"]: row for row in rows}
            for year, rows in grouped(sorted(answer.rows, key=itemgetter("year")), "year").items()
        },
        "words": [word for word in dict.fromkeys(news) if word != "unchanged"] or words[:1],
        "renamed": list(renamed.values()),
        "moved": list(moved.values()),
    }


def of_file(published: duckdb.DuckDBPyConnection) -> dict:
    """The time line of a published file: its axis, its events in order, and by plan what is stated of initiatives."""
    answer = figures.ask(published, EVENTS)
    events = [
        rows[0] | {part: [row for row in rows if row["part"] == part] for part in ("pays", "states", "changes")}
        for rows in grouped(answer.rows, "event_no").values()
    ]
    numbers = {event["event_id"]: event["event_no"] for event in events if event["event_kind"] == "letter"}
    initiatives = [statements(published, row, numbers) for row in figures.ask(published, INITIATIVES).rows]
    return {
        "sql": answer.sql,
        "axis": axis(events),
        "events": events,
        "letters": [event for event in events if event["event_kind"] == "letter"],
        "plans": grouped(initiatives, "plan_id"),
        "restated": {row["initiative_id"]: row for row in initiatives if len(row["letters"]) > 1},
    }
