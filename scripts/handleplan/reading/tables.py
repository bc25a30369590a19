"""Reads a drawn table: kinds of columns and rows, and every cell that is certain or that the printed totals prove."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from handleplan.reading import rows as row_lines
from handleplan.reading import solving
from handleplan.reading.drawn import Drawn, DrawnRow
from handleplan.reading.labels import Label, taken_apart
from handleplan.reading.paper import Row, Table
from handleplan.reading.words import TOTAL_HEAD, UNALLOCATED, YEAR, joined, unit_of


@dataclass
class Reader:
    """What is known of the document while its tables are read."""

    footnotes: Collection[str]
    symbols: Collection[str]
    known_names: Collection[str]


def kinds_of(heads: list[str]) -> list[str]:
    """The kind of each column by its heading; only the last total is one of rows."""
    kinds = ["year" if YEAR.fullmatch(head.strip(" *()")) else "other" for head in heads]
    totals = [at for at, head in enumerate(heads) if TOTAL_HEAD.fullmatch(head.strip())]
    if totals:
        kinds[totals[-1]] = "row_total"
    return kinds


def row_kinds(rows: list[DrawnRow], has_symbols: list[bool]) -> list[str]:
    """The kind of each row: the last one that is named a total is the table's, others are sub-totals.

    A row without amounts is a heading, or with a symbol an initiative whose cells are all empty.
    """
    kinds = [
        ("initiative" if has_symbol else "heading")
        if not row.prints
        else "subtotal"
        if row_lines.is_total(row)
        else "initiative"
        for row, has_symbol in zip(rows, has_symbols, strict=True)
    ]
    named = [at for at, kind in enumerate(kinds) if kind == "subtotal"]
    if named and (named[-1] == len(rows) - 1 or named == [0]):
        kinds[named[-1]] = "total"
    return kinds


def read(drawn: Drawn, number: int, reader: Reader) -> Table:
    """A drawn table, read."""
    kinds = kinds_of(drawn.heads)
    labels = [taken_apart(row.label, reader.symbols, reader.known_names) for row in drawn.rows]
    of_rows = row_kinds(drawn.rows, [bool(label.symbols) for label in labels])
    table = Table(number, drawn.title, drawn.heads, kinds, [], None, unit_of(drawn.around))
    if found := re.search(r"\b((?:19|20)\d\d)[ -]?(?:p/l|pl\b)|(?:p/l|pl)[ -]?((?:19|20)\d\d)", drawn.around, re.I):
        table.price_level = found[0]
    solved = solving.solve(drawn, kinds, of_rows, reader.footnotes)
    table.notes += solved.notes
    table.unmet += solved.unmet
    for drawn_row, label, kind, cells in zip(drawn.rows, labels, of_rows, solved.cells, strict=True):
        name = Label(joined(drawn_row.label), (), "") if kind == "heading" else label
        row = Row(kind, name, cells, _unallocated(drawn_row.label, drawn.heads), tuple(drawn_row.lines))
        if kind == "total":
            table.total = row
        else:
            table.rows.append(row)
    return table


def _unallocated(label: list[str], heads: list[str]) -> tuple[str, ...]:
    """The years of a row whose money the label says to be partly not allocated yet."""
    found = UNALLOCATED.search(joined(label))
    if not found:
        return ()
    return tuple(head for head in heads if YEAR.fullmatch(head) and head in joined(label)[found.end() :])
