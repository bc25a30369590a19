"""Counts on the reading what the controls of a document hold against its rows; the rows are never looked at.

What open cells keep from being counted is left to a person: what is expected is then None.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from handleplan.reading.heads import day_of
from handleplan.reading.paper import OPEN, Footnote, Paper, Table
from handleplan.reading.prints import DASHES, value_of
from handleplan.reading.tables import column_of
from handleplan.reading.words import YEAR

Expected = int | Decimal | None
Control = tuple[int | None, str, str, Expected]


def of_paper(paper: Paper, commitment_ids: list[str]) -> Iterator[Control]:
    """Every control of a paper: table, kind, item, expected."""
    yield None, "tables", "", len(paper.tables)
    for symbol, source in paper.symbols.items():
        yield None, "source_of_symbol", f"{symbol} {source}", 1
    if day := day_of(paper.issued_on):
        yield None, "document_issued_on", "", day[0] * 10_000 + day[1] * 100 + day[2]
    if paper.price_level_rule:
        yield None, "price_level_rule", paper.price_level_rule, 1
    # Where there is none, there is no row that could be counted.
    things = {"symbols": paper.symbols, "decisions": paper.decisions, "grant_commitments": paper.commitments}
    for kind, printed in things.items():
        if printed:
            yield None, kind, "", len(printed)
    for key, commitment in zip(commitment_ids, paper.commitments, strict=True):
        yield None, "commitment_amount_dkk", key, _kroner(commitment.amount, commitment.unit_dkk)
        yield None, "commitment_first_year", key, int(commitment.first_year)
        yield None, "commitment_last_year", key, int(commitment.last_year)
        if commitment.table:
            yield None, "commitment_table_no", key, commitment.table
    for table in paper.tables:
        for kind, item, expected in _of_table(table):
            yield table.number, kind, item, expected
        notes = [note for note in paper.footnotes if note.table == table.number]
        for kind, item, expected in _of_footnotes(table, notes):
            yield table.number, kind, item, expected


def _kroner(amount: str, unit_dkk: int | None) -> Decimal:
    return Decimal(value_of(amount) or 0) * (unit_dkk or 1) / 100


def _year(head: str) -> int:
    found = YEAR.search(head)
    return int(found[0]) if found else 0


def _of_table(table: Table) -> Iterator[tuple[str, str, Expected]]:
    if table.unit_dkk:
        yield "unit_dkk", "", table.unit_dkk
    if table.price_level:
        yield "table_pl_year", "", _year(table.price_level)
    for number, (head, kind) in enumerate(zip(table.heads, table.kinds, strict=True), 1):
        column = column_of(head, kind)
        yield "column_year", str(number), _year(head) if column["column_kind"] == "year" else 0
    rows = [(number, row) for number, row in enumerate(table.rows, 1) if row.kind == "initiative"]
    by_symbol: Counter[str] = Counter()
    row_nos: Counter[str] = Counter()
    for number, row in rows:
        symbols = " ".join(row.label.symbols) or "none"
        by_symbol[symbols] += 1
        row_nos[symbols] += number
    for symbols, count in by_symbol.items():
        yield "rows_by_symbol", symbols, count
        yield "row_nos_by_symbol", symbols, row_nos[symbols]
    texts = [cell.reading.text for cell in table.cells]
    dashes = sum(text in tuple(DASHES) for text in texts)
    counted = {
        "cells_dash": dashes,
        "cells_empty": texts.count(""),
        "cells_amount": len(texts) - dashes - texts.count(""),
        "footnote_marks": sum(len(cell.reading.marks) for cell in table.cells),
    }
    for kind, count in counted.items():
        yield kind, "", None if _has_open(table) else count
    partly = [
        (number, table.heads.index(head) + 1) for number, row in rows for head in row.unallocated if head in table.heads
    ]
    yield "partly_unallocated_cells", "", len(partly)
    yield "partly_unallocated_row_nos", "", sum(number for number, _ in partly)
    yield "partly_unallocated_column_nos", "", sum(column for _, column in partly)
    # A table without totals has no row of them that could be counted.
    if table.totals:
        yield "printed_totals", "", None if any(cell.how == OPEN for cell in table.totals) else len(table.totals)


def _has_open(table: Table) -> bool:
    return any(cell.how == OPEN for cell in table.cells)


def _of_footnotes(table: Table, notes: list[Footnote]) -> Iterator[tuple[str, str, Expected]]:
    if not notes:
        return
    yield "footnotes", "", len(notes)
    amounts = [_kroner(note.amount, note.unit_dkk) for note in notes if note.amount]
    if amounts:
        yield "footnotes_sum_dkk", "", sum(amounts, Decimal(0))
    for source, count in Counter(note.source or "none" for note in notes).items():
        yield "footnotes_by_source", source, count
    for committee, count in Counter(note.committee or "none" for note in notes).items():
        yield "footnotes_by_committee", committee, count
    for note in notes:
        item = str(note.number)
        if note.amount:
            yield "footnote_amount_dkk", item, _kroner(note.amount, note.unit_dkk)
        places = [
            (number, _year(head))
            for number, row in enumerate(table.rows, 1)
            for head, cell in zip(table.heads, row.cells, strict=True)
            if item in cell.reading.marks
        ]
        if places or _has_open(table):
            yield "footnote_row", item, None if _has_open(table) else sum(number for number, _ in places)
            yield "footnote_year", item, None if _has_open(table) else sum(year for _, year in places)
        if note.price_level:
            yield "footnote_pl_year", item, _year(note.price_level)
        if day := day_of(note.decided_on):
            yield "footnote_decision_year", item, day[0]
