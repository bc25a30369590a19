"""Traces a figure back to the printed cell, in the terminal, with the SQL behind each step."""

import difflib
import signal
import sys
from decimal import Decimal
from pathlib import Path

import duckdb

from handleplan import queries
from handleplan.amounts import thousands
from handleplan.database import opened
from handleplan.pages import figures, proof
from handleplan.reading.paper import LINES


class NotFoundError(Exception):
    """The id, plan or year is not in the file; the message says which are."""


def cell_of(published: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The key of the printed cell or total that an id names: its own, or that of an allocation."""
    cells = [row["printed_cell_id"] for row in queries.rows(published, "trace/printed_cells")]
    if asked in cells:
        return asked
    allocations = {row["allocation_id"]: row["printed_cell_id"] for row in queries.rows(published, "trace/allocations")}
    if asked in allocations:
        return allocations[asked]
    near = difflib.get_close_matches(asked, [*cells, *allocations], n=3)
    hint = f"; similar: {', '.join(near)}" if near else "; list ids with --plan and --year"
    raise NotFoundError(f"no printed cell, printed total or allocation_id is called {asked!r}{hint}")


def sql(answer: figures.Answer) -> list[str]:
    """The query behind an answer, indented."""
    return ["", *[f"    {line}" for line in answer.sql.splitlines()], ""]


def amount(value: Decimal | None) -> str:
    """An amount in thousands, in words that leave no doubt about its separator."""
    return "no amount" if value is None else f"{thousands(value, 'en')} thousand kr."


def head(cell: dict) -> list[str]:
    """What is printed and where it was entered."""
    marks = f", footnote mark {cell['footnote_marks']}" if cell["footnote_marks"] else ""
    symbols = f", symbol {cell['symbols_printed']}" if cell["symbols_printed"] else ""
    partly = ", marked as partly not yet allocated" if cell["is_partly_unallocated"] else ""
    reading = f", as {cell['amount_read']} ({cell['reading_reason'].replace('_', ' ')})" if cell["amount_read"] else ""
    taken = ", what is taken away, printed without a minus" if cell["statement_kind"] == "reduction" else ""
    heading, year = cell["heading_printed"], str(cell["year"] or "all years")
    if cell["spread"] or cell["printed_cell_id"].endswith(f".c{cell['column_no']}"):
        year = heading if not cell["year"] or year in heading else f"{heading}, {year}"
    place = f"table {cell['table_no']}, {cell['row_label_printed']}, {year}"
    return [
        f"{cell['printed_cell_id']}: {place} ({cell['cell_kind'].replace('_', ' ')})",
        f"printed  {cell['amount_printed'] or '(empty)'}{marks}{symbols}{partly}",
        f"read     {amount(cell['amount_dkk'])}, in units of {cell['unit_dkk']} kr.{reading}{taken}",
        f"entered  {cell['seed_file']}:{cell['seed_line']}",
    ]


def cell_lines(published: duckdb.DuckDBPyConnection, cell_id: str) -> list[str]:
    """The trail of a printed cell."""
    trail = proof.trail_of_cell(published, cell_id)
    lines = [*head(trail["cell"].one()), *sql(trail["cell"])]
    of_years = trail["cell"].one()["cell_kind"] == "period"
    for part in trail["components"].rows:
        of_year = f" in {part['year']}" if of_years else ""
        replaced = "" if part["is_current"] else f", replaced on {part['stated_to']}"
        could = f" (could be {part['candidate_decision_ids']})" if part["candidate_decision_ids"] else ""
        lines += [
            f"{amount(part['amount_dkk'])}{of_year} is allocation_id {part['allocation_id']}{replaced}",
            f"  source       {part['funding_source_evidence']}: {part['funding_source_name_en']}",
            f"  decision     {part['decision_evidence']}: {part['decision_id']}{could}",
            f"               {part['decision_reason_en']}",
            *([f"               {part['url']}"] if part["url"] else []),
            f"  price level  {part['pl_year_evidence']}: {part['label_en']} ({part['pl_year_rule'].replace('_', ' ')})",
        ]
        if part["appropriation_type_id"] != "unknown":
            lines.append(f"  kind         stated: {part['appropriation_type_name_en']}")
    if of_years and not trail["components"].rows:
        lines.append("an amount for a period: in no total of a year; what is in force is in fct_period_allocation")
    elif trail["cell"].one()["cell_kind"] in LINES:
        lines.append("in no sum of its table; what pays and what has no cover is in fct_financing")
    elif not trail["components"].rows:
        lines.append("no money: the fact has no row for this cell")
    lines += sql(trail["components"])
    for note in trail["footnotes"].rows:
        place = f"{note['seed_file']}:{note['seed_line']}"
        lines.append(f"footnote {note['footnote_no']}: {amount(note['amount_dkk'])}, {place}")
    lines += sql(trail["footnotes"]) if trail["footnotes"].rows else []
    for total in trail["totals"].rows:
        lines.append(
            f"part of {total['control_id']}: printed {amount(total['printed_dkk'])}, "
            f"computed {amount(total['computed_dkk'])}, difference {amount(total['difference_dkk'])}"
        )
    lines += sql(trail["totals"]) if trail["totals"].rows else []
    for other in trail["corroborations"].rows:
        lines += [f"{other['verdict']}: {other['says_en']} ({other['source_title']})", f"  {other['source_url']}"]
    return lines + (sql(trail["corroborations"]) if trail["corroborations"].rows else [])


def total_lines(published: duckdb.DuckDBPyConnection, control_id: str) -> list[str]:
    """The trail of a printed total."""
    trail = proof.trail_of_total(published, control_id)
    met = trail["reconciliation"].one()
    return [
        *head(trail["cell"].one()),
        *sql(trail["cell"]),
        f"printed {amount(met['printed_dkk'])}, computed {amount(met['computed_dkk'])}, difference "
        f"{amount(met['difference_dkk'])}, accepted difference {amount(met['accepted_difference_dkk'])}",
        *sql(trail["reconciliation"]),
        *[f"{row['printed_cell_id']}: {amount(row['amount_dkk'])}" for row in trail["summed"].rows],
        *sql(trail["summed"]),
    ]


def trail_lines(published: duckdb.DuckDBPyConnection, asked: str) -> list[str]:
    """The trail of whatever an id names. Raises NotFoundError."""
    cell_id = cell_of(published, asked)
    kind = figures.ask(published, "proof/cell", printed_cell_id=cell_id).one()["cell_kind"]
    return (cell_lines if kind in proof.CELLS else total_lines)(published, cell_id)


def plan_year_lines(published: duckdb.DuckDBPyConnection, plan_id: str, year: int) -> list[str]:
    """The rows of a plan's year, to choose an id from. Raises NotFoundError."""
    answer = figures.ask(published, "trace/allocations_of_plan_year", plan_id=plan_id, year=year)
    if not answer.rows:
        plans = queries.rows(published, "trace/plans")
        there = ", ".join(f"{plan['plan_id']} ({plan['first_year']}-{plan['last_year']})" for plan in plans)
        raise NotFoundError(f"no money is allocated to plan {plan_id!r} in {year}; the plans are {there}")
    lines = [
        f"{row['allocation_id']}  {row['printed_cell_id']}  {thousands(row['amount_dkk'], 'en'):>8}  "
        f"{row['decision_evidence']:<8}  {row['initiative_name_en']}, {row['funding_source_name_en']}"
        for row in answer.rows
    ]
    total = thousands(sum(row["amount_dkk"] for row in answer.rows), "en")
    return [*lines, f"Total, 1,000 kr.: {total}", *sql(answer)]


def trace(file: Path, key: str | None, plan_id: str | None, year: int | None) -> int:
    """Prints a trail, or the rows of a plan's year; returns the exit status."""
    # Who reads only the first lines (`make trace ... | head`) has them without a traceback.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        with opened(file) as published:
            if key is not None:
                lines = trail_lines(published, key)
            elif plan_id is not None and year is not None:
                lines = plan_year_lines(published, plan_id, year)
            else:
                raise ValueError("an id is needed, or a plan and a year")
    except NotFoundError as error:
        print(f"trace: {error}", file=sys.stderr)
        return 1
    print("\n".join(lines).rstrip())
    return 0
