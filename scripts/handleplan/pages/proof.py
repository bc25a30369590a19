"""Makes the proof: one page that leads from any figure to the printed cell, from the published file alone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import duckdb

from handleplan import database
from handleplan.errors import EnvironmentFaultError
from handleplan.pages import figures, originals, render, time_line
from handleplan.paths import DOCS, ROOT
from handleplan.reading.paper import LINES

REPORT_URL = "HANDLEPLAN_REPORT_URL"
# Cells that are no totals; the last three are in no sum of their table.
CELLS = ("cell", "period", *LINES)
# What is asked of the whole file.
SUMMARIES = (
    *("grades", "totals", "accepted", "second_readings", "unknown", "unallocated", "commitments", "corroborations"),
)


def report_url(template: str, identity: str, value: str) -> str | None:
    """Where an error in a figure is reported: the address with its {id} and {value} filled in; None without one."""
    if not template:
        return None
    if not re.match(r"(https?://|mailto:)\S+$", template) or "{id}" not in template:
        raise EnvironmentFaultError(
            f"{REPORT_URL} is {template!r}: expected an address that begins with https://, http:// or mailto: "
            "and holds {id}, and {value} where the value should stand"
        )
    return template.replace("{id}", quote(identity, safe="")).replace("{value}", quote(value, safe=""))


def limits(language: str) -> list[dict]:
    """What is not checked, as docs/limits.md (docs/limits.da.md) says it: headings, each with its points."""
    text = (DOCS / ("limits.md" if language == "en" else f"limits.{language}.md")).read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return [
        {
            "title": part.split("\n", 1)[0],
            "points": [" ".join(point.split()) for point in re.split(r"^- ", part, flags=re.MULTILINE)[1:]],
        }
        for part in parts
    ]


def trail_of_cell(published: duckdb.DuckDBPyConnection, cell_id: str) -> dict:
    """All that leads from a printed cell to its figures; empty answers where there is nothing to show."""
    return {
        name: figures.ask(published, query, printed_cell_id=cell_id)
        for name, query in {
            "cell": "proof/cell",
            "components": "proof/components",
            "footnotes": "proof/footnotes",
            "totals": "proof/totals_of_cell",
            "corroborations": "proof/corroborations_of_cell",
        }.items()
    }


def trail_of_total(published: duckdb.DuckDBPyConnection, control_id: str) -> dict:
    """All that leads from a printed total to what it sums."""
    return {
        "cell": figures.ask(published, "proof/cell", printed_cell_id=control_id),
        "reconciliation": figures.ask(published, "proof/reconciliation", control_id=control_id),
        "summed": figures.ask(published, "proof/summed", control_id=control_id),
    }


def printed_lines(cells: list[dict]) -> Iterator[dict[int, dict]]:
    """The lines of a printed table: of each its cells by column."""
    for row_no in dict.fromkeys(cell["row_no"] for cell in cells):
        yield {cell["column_no"]: cell for cell in cells if cell["row_no"] == row_no}


def printed_table(published: duckdb.DuckDBPyConnection, table: dict) -> dict:
    """A table as printed, and the trail of each of its cells and totals."""
    grid = figures.ask(published, "proof/grid", document_id=table["document_id"], table_no=table["table_no"])
    trails = []
    for cell in grid.rows:
        if cell["content"] == "not_entered":  # in no sum: there is nothing that it leads to
            continue
        trail = trail_of_cell if cell["cell_kind"] in CELLS else trail_of_total
        trails.append(trail(published, cell["printed_cell_id"]))
    return table | {
        "sql": grid.sql,
        "lines": list(printed_lines(grid.rows)),
        "headings": {
            cell["column_no"]: cell["heading_printed"] for cell in sorted(grid.rows, key=lambda one: one["column_no"])
        },
        "endless": {cell["column_no"] for cell in grid.rows if cell["spread"] == "each_year" and not cell["last_year"]},
        "outside": {cell["column_no"] for cell in grid.rows if cell["cell_kind"] == "outside"},
        "taken": {cell["column_no"] for cell in grid.rows if cell["statement_kind"] == "reduction"},
        "trails": trails,
        "grades": {trail["cell"].one()["printed_cell_id"]: grades(trail) for trail in trails},
    }


def grades(trail: dict) -> list[str]:
    """The grades of the decisions behind a cell, one for each of its components."""
    return [part["decision_evidence"] for part in trail["components"].rows] if "components" in trail else []


def plan(published: duckdb.DuckDBPyConnection, row: dict) -> dict:
    """A plan with its money, by year and by grade, and its printed tables."""
    tables = figures.ask(published, "proof/tables", plan_id=row["plan_id"])
    return row | {
        "years": figures.ask(published, "proof/plan_years", plan_id=row["plan_id"]),
        "grades": figures.ask(published, "proof/plan_grades", plan_id=row["plan_id"]),
        "tables": [printed_table(published, table) for table in tables.rows],
    }


def decision(published: duckdb.DuckDBPyConnection, row: dict) -> dict:
    """A decision with what it pays for and what its title reaches."""
    return row | {
        "pays": figures.ask(published, "proof/pays", decision_id=row["decision_id"]),
        "reaches": figures.ask(published, "proof/reaches", decision_id=row["decision_id"]),
    }


def write(file: Path, page: Path, root: Path = ROOT) -> None:
    """Writes the proof of a published file, beside the documents that a folder has.

    Raises EnvironmentFaultError when the report address cannot be used.
    """
    template = os.environ.get(REPORT_URL, "")
    with duckdb.connect(str(file), read_only=True) as published:
        whole = {name: figures.ask(published, f"proof/{name}") for name in SUMMARIES}
        at_hand = originals.of_file(published, root)
        render.write(
            page,
            "proof.html.j2",
            build_id=database.build_id(published),
            plans=[plan(published, row) for row in figures.ask(published, "proof/plans_as_printed").rows],
            decisions=[decision(published, row) for row in figures.ask(published, "proof/decisions").rows],
            time_line=time_line.of_file(published),
            originals={one.document_id: one for one in at_hand},
            limits=list(zip(limits("da"), limits("en"), strict=True)),
            report=lambda identity, value: report_url(template, identity, value or ""),
            **whole,
        )
    for line in originals.told(at_hand):
        print(line)
    if any(one.pages for one in at_hand):
        print(f"proof: the page has {page.stat().st_size / 1e6:.2f} MB")
