"""The time line of both pages: decisions and letters on one axis, and what each letter states of an initiative."""

from datetime import date
from operator import itemgetter

import duckdb

from handleplan import queries
from handleplan.pages import figures
from handleplan.queries import grouped

# The share of the axis that lies between two marks beside each other; nearer ones stand above each other.
APART = 0.07
MOST_YEARS_NAMED = 10


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
    answer = figures.ask(published, "time_line/statements", initiative_id=initiative["initiative_id"])
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
    answer = figures.ask(published, "time_line/events")
    events = [
        rows[0] | {part: [row for row in rows if row["part"] == part] for part in ("pays", "states", "changes")}
        for rows in grouped(answer.rows, "event_no").values()
    ]
    numbers = {event["event_id"]: event["event_no"] for event in events if event["event_kind"] == "letter"}
    initiatives = [statements(published, row, numbers) for row in queries.rows(published, "time_line/initiatives")]
    return {
        "sql": answer.sql,
        "axis": axis(events),
        "events": events,
        "letters": [event for event in events if event["event_kind"] == "letter"],
        "plans": grouped(initiatives, "plan_id"),
        "restated": {row["initiative_id"]: row for row in initiatives if len(row["letters"]) > 1},
    }
