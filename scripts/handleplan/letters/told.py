"""Tells findings to a steward: by cell, in the page's unit, in Danish or English.

findings.csv has the phrases that a letter's findings are made of; what it does not have stays as the checks say it.
"""

import csv
import functools
import re
from decimal import Decimal
from pathlib import Path

from handleplan.amounts import kroner
from handleplan.letters import printed_tables
from handleplan.letters.filled import Letter
from handleplan.reading.language import Words

CONTROL = re.compile(
    r"control \w+?(?:\.t(?P<table>\d+))?\.(?P<kind>[a-z]\w*)(?:\.(?P<item>.+?))?: "
    r"counted on the page (?P<page>.+?), the rows hold (?P<rows>[^;]+)"
)
KRONER = re.compile(r"(-?\d+\.\d\d) kr\.|(?<=difference )(-?\d+\.\d\d)")
OF_TABLE = re.compile(r"\btable (\d+)|\.t(\d+)\b")
# A cell of a table holds one thing, so that it need not be named.
OF_CELL = re.compile(r"^(?:amount_printed|footnote_marks|label_printed|symbols_printed|heading_printed): ")


@functools.cache
def phrases() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """The phrases of findings, each with its words in both languages."""
    with Path(__file__).with_name("findings.csv").open(encoding="utf-8", newline="") as file:
        return [(re.compile(row.pop("pattern")), row) for row in csv.DictReader(file)]


def units(letter: Letter) -> dict[str, int]:
    """The unit of each table, by its number."""
    rows = [values for _, values in letter.rows.get("raw_tables", [])]
    return {row["table_no"]: int(row["unit_dkk"]) for row in rows if row["unit_dkk"].isdigit()}


def told(finding: str, letter: Letter) -> str:
    """A finding as a steward reads it; that of a workbook by seeds stays as it is."""
    place, parted, said = finding.partition(": ")
    if not letter.cells or not parted:
        return finding
    words = letter.words
    column = re.match(r"(\w+)\b", said)
    cell = letter.cells.get(place, {}).get(column[1]) if column else None
    if column and cell:
        place, said = cell, words.of("head", column[1]) + said[column.end() :]
    said = OF_CELL.sub("", said)
    of_table = OF_TABLE.search(said)
    table = (of_table[1] or of_table[2]) if of_table else ""
    if table and place.startswith("raw_controls"):
        place = printed_tables.name_of(int(table), words)
    said = _in_the_unit(said, units(letter).get(table, 1), words)
    said = CONTROL.sub(lambda found: _control(found, words, bool(letter.counts)), said)
    for pattern, row in phrases():
        said = pattern.sub(row[words.language], said)
    return f"{place}: {said}"


def _in_the_unit(said: str, unit_dkk: int, words: Words) -> str:
    if unit_dkk == 1 or not KRONER.search(said):
        return said
    shown = KRONER.sub(lambda found: kroner(Decimal(found[1] or found[2]) / unit_dkk), said)
    return f"{shown} ({words.of('say', 'in_unit', unit=words.value('unit_dkk', str(unit_dkk)))})"


def _control(found: re.Match[str], words: Words, is_counted_by_hand: bool) -> str:
    item = f" {found['item']}" if found["item"] else ""
    table = f"{words.of('head', 'table_no')} {found['table']}, " if found["table"] else ""
    nothing = words.of("word", "nothing")
    page, rows = (nothing if found[name] == "nothing" else found[name] for name in ("page", "rows"))
    what = words.value("control_kind", found["kind"]) + item
    if is_counted_by_hand:
        # Whoever is told the number copies it.
        return words.of("say", "count_again", table=table, what=what, page=page)
    return words.of("say", "control", table=table, what=what, page=page, rows=rows)
