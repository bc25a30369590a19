"""Prints the overview of a published file, of one plan or of all, now or as it was known on a date.

Amounts are in 1,000 kr., price levels mixed as in the letters; `-` is a dash in the letter, an empty cell is empty.
As of a date a dash is empty too, and names are those of today.
"""

import csv
import datetime
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import duckdb

from handleplan import database, queries
from handleplan.amounts import thousands
from handleplan.formulas import as_text
from handleplan.queries import grouped
from handleplan.terminal import tables

HEADS = {"da": ("Initiativ", "Kilde", "I alt"), "en": ("Initiative", "Source", "Total")}
WITHOUT_COVER = {"da": "Heraf uden dækning", "en": "Of which without cover"}
UNITS = {"da": "1.000 kr.", "en": "DKK 1,000"}


def asked(
    published: duckdb.DuckDBPyConnection, plan_id: str | None, as_of: datetime.date | None
) -> list[tuple[dict, list[list[dict]]]]:
    """The plans asked for, each with its lines. An unknown plan gives none, nor does one that was not stated yet."""
    if as_of:
        found = queries.rows(published, "show/cells_as_of", as_of=as_of)
    else:
        found = queries.rows(published, "overview/cells")
    cells = grouped(found, "plan_id")
    return [
        (plan, list(grouped(cells[plan["plan_id"]], "line_no").values()))
        for plan in queries.rows(published, "overview/plans_with_money")
        if plan_id in (None, plan["plan_id"]) and plan["plan_id"] in cells
    ]


def amount(cell: dict, language: str) -> str:
    """An amount as the letter writes it: a dash is a dash, and 0 is 0."""
    return "-" if cell["is_dash"] else thousands(cell["amount_dkk"], language)


def text_rows(plan: dict, lines: list[list[dict]], language: str) -> list[list[str]]:
    """A plan's table as text, its head first."""
    initiative, source, total = HEADS[language]
    rows = [[initiative, source, *[str(cell["year"] or total) for cell in lines[0]]]]
    for line in lines:
        label = visible(line[0][f"line_label_{language}"])
        rows.append([label, line[0]["source_symbols"] or "", *[amount(cell, language) for cell in line]])
    if any(cell["without_cover_dkk"] for cell in lines[-1]):
        rows.append(
            [WITHOUT_COVER[language], "", *[thousands(cell["without_cover_dkk"], language) for cell in lines[-1]]]
        )
    return rows


def visible(text: str) -> str:
    """Text without what would steer a terminal: control characters, line breaks and marks of direction are blanks."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in text)


def as_table(found: list[tuple[dict, list[list[dict]]]], language: str) -> str:
    """Aligned columns, plan by plan."""
    output = []
    for plan, lines in found:
        head, *rows = text_rows(plan, lines, language)
        output.append(f"{visible(plan[f'plan_name_{language}'])}, {UNITS[language]}")
        output += [*tables.lines(head, rows, texts=2), ""]
    return "\n".join(output)


def as_markdown(found: list[tuple[dict, list[list[dict]]]], language: str) -> str:
    """A Markdown table for each plan. What Markdown or HTML would read as markup is escaped."""

    def text(cell: str) -> str:
        return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|~^&" else sign for sign in cell)

    output = []
    for plan, lines in found:
        head, *rows = text_rows(plan, lines, language)
        name = text(visible(plan[f"plan_name_{language}"]))
        output += [f"## {name}, {UNITS[language]}", "", f"| {' | '.join(head)} |"]
        output.append(f"|---|---|{'---:|' * (len(head) - 2)}")
        output += [f"| {' | '.join(map(text, row))} |" for row in rows]
        output.append("")
    return "\n".join(output)


def records(found: list[tuple[dict, list[list[dict]]]], language: str) -> list[dict]:
    """A record for each cell, its amount in 1,000 kr. with all its digits, as text."""
    return [
        {
            "plan_id": plan["plan_id"],
            "plan": plan[f"plan_name_{language}"],
            "line_no": cell["line_no"],
            "line_kind": cell["line_kind"],
            "initiative_id": cell["initiative_id"],
            "initiative": cell[f"line_label_{language}"],
            "source_symbols": cell["source_symbols"],
            "year": cell["year"],
            "amount_tdkk": thousands(cell["amount_dkk"], "en").replace(",", "") or None,
        }
        for plan, lines in found
        for line in lines
        for cell in line
    ]


def as_json(found: list[tuple[dict, list[list[dict]]]], language: str) -> str:
    """The records as a JSON list, amounts as numbers."""
    listed = [
        {**record, "amount_tdkk": record["amount_tdkk"] and json.loads(record["amount_tdkk"])}
        for record in records(found, language)
    ]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def as_csv(found: list[tuple[dict, list[list[dict]]]], language: str) -> str:
    """The records as CSV. No text of it can start a formula in a spreadsheet; an amount is a number."""
    listed = records(found, language)
    written = io.StringIO()
    writer = csv.DictWriter(written, list(listed[0]), lineterminator="\n")
    writer.writeheader()
    for record in listed:
        texts = {
            key: as_text(value) for key, value in record.items() if isinstance(value, str) and key != "amount_tdkk"
        }
        writer.writerow({**record, **texts})
    return written.getvalue()


def day(text: str) -> datetime.date | None:
    """A date as people give it on the command line; an empty text is none."""
    return datetime.date.fromisoformat(text) if text else None


FORMATS: dict[str, Callable] = {"table": as_table, "json": as_json, "csv": as_csv, "md": as_markdown}


def show(database_file: Path, plan_id: str | None, names: str, form: str, as_of: datetime.date | None) -> int:
    """Prints the overview; returns the exit status."""
    with database.opened(database_file) as published:
        found = asked(published, plan_id, as_of)
        plans = [plan["plan_id"] for plan in queries.rows(published, "overview/plans_with_money")]
        first = queries.row(published, "show/first_statement")["stated_from"]
    if not found and as_of and (not plan_id or plan_id in plans):
        what = plan_id or "any plan"
        print(f"show: nothing was known of {what} on {as_of}; the first letter is dated {first}", file=sys.stderr)
        return 1
    if not found:
        print(f"show: there is no plan {plan_id!r}; the plans are {', '.join(plans)}", file=sys.stderr)
        return 1
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(FORMATS[form](found, names))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had enough; Python would report it again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
