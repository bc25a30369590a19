"""Reads a drawn table: kinds of columns and rows, and every cell that is certain or that the printed totals prove."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from handleplan.reading import rows as row_lines
from handleplan.reading import solving, sums
from handleplan.reading.drawn import Drawn, DrawnRow
from handleplan.reading.labels import Label, taken_apart
from handleplan.reading.language import said
from handleplan.reading.paper import LINES, OF_AMOUNTS, PAYING, Row, Table
from handleplan.reading.prints import value_of
from handleplan.reading.words import (
    PART_OF_ABOVE,
    PLAIN_HEAD,
    PRICE_LEVEL,
    SAVINGS,
    TOTAL_HEAD,
    UNALLOCATED,
    YEAR,
    appropriation_of,
    covers_all,
    is_each_year,
    joined,
    units_of,
    years_of,
)

Names = Collection[str]
# A seed and values of a row of it.
SeedRow = tuple[str, dict[str, str]]
# Which total stands in a row and a column of these kinds.
TOTAL_KINDS = {
    ("initiative", "row_total"): "row_total",
    ("subtotal", "year"): "subtotal",
    ("subtotal", "row_total"): "subtotal",
    ("total", "year"): "column_total",
    ("total", "row_total"): "table_total",
}


def kinds_of(heads: list[str]) -> list[str]:
    """The kind of each column by its heading, `year` for a span too; only the last total is one of rows."""
    kinds = ["year" if years_of(head) else "other" for head in heads]
    totals = [at for at, head in enumerate(heads) if TOTAL_HEAD.fullmatch(head.strip())]
    totals += [at for at in range(len(heads)) if covers_all(heads[: at + 1])]
    if totals:
        kinds[max(totals)] = "row_total"
    return kinds


def column_of(head: str, kind: str) -> dict[str, str]:
    """What raw_table_columns says of a column, besides its number."""
    years = years_of(head) if kind == "year" else None
    is_span = years is not None and years[1] > years[0]
    first = years and not PLAIN_HEAD.fullmatch(head)
    return {
        "heading_printed": head,
        "column_kind": "period" if is_span else kind,
        "first_year": str(years[0]) if years and first else "",
        "last_year": str(years[1]) if years and is_span else "",
        "spread": "each_year" if is_each_year(head) else "in_all" if is_span else "",
        "appropriation_type": appropriation_of(head) if kind == "year" else "",
    }


def row_kinds(rows: list[DrawnRow], has_symbols: list[bool]) -> list[str]:
    """The kind of each row: the last one that is named a total is the table's, others are sub-totals.

    A row without amounts is a heading, or with a symbol an initiative whose cells are all empty. The total of lines
    below the table's total is a sub-total. What only says what the row above holds is told for information.
    """
    are_parts = [PART_OF_ABOVE.match(joined(row.label)) is not None for row in rows]
    kinds = [
        ("initiative" if has_symbol else "heading")
        if not row.prints
        else "subtotal"
        if row_lines.is_total(row)
        else "memo"
        if is_part
        else "initiative"
        for row, has_symbol, is_part in zip(rows, has_symbols, are_parts, strict=True)
    ]
    lines = [
        row_lines.line_kind(joined(row.label)) or ("memo" if is_part else "")
        for row, is_part in zip(rows, are_parts, strict=True)
    ]
    named = [at for at, kind in enumerate(kinds) if kind == "subtotal" and not (lines[at] and any(lines[at - 1 : at]))]
    if named and (below := range(named[-1] + 1, len(rows))) and all(lines[at] for at in below):
        return [*kinds[: named[-1]], "total", *("subtotal" if kinds[at] == "subtotal" else lines[at] for at in below)]
    if named and (named[-1] == len(rows) - 1 or named == [0]):
        kinds[named[-1]] = "total"
    return kinds


def named_rows(kind: str, above: Sequence[str]) -> dict[str, str]:
    """What a row says of the rows that it sums, by the kinds of those above: one below lines that pay names those."""
    count = len(list(takewhile(lambda one: one in PAYING, reversed(above))))
    return {"sums_rows": f"{len(above) - count + 1}-{len(above)}"} if kind == "subtotal" and count else {}


def seed_row_of(row_kind: str, column_kind: str, amount: str, marks: str, is_partly: bool) -> SeedRow | None:
    """The seed that has a cell or a printed total, and what it says of it; None where no seed does."""
    is_of_amounts = row_kind in OF_AMOUNTS
    if is_of_amounts and column_kind == "year":
        partly = "yes" if is_partly else ""
        return "raw_allocations", {"amount_printed": amount, "footnote_marks": marks, "partly_unallocated": partly}
    kind = TOTAL_KINDS.get(("initiative" if is_of_amounts else row_kind, column_kind))
    return ("raw_printed_totals", {"total_kind": kind, "amount_printed": amount}) if kind and amount else None


def stated_by(table: Table, *, is_known: bool) -> str:
    """What a table of savings states, by its signs: what is taken away, or changes; any other states levels.

    Where its title is the name of a plan that is known, the title says nothing of it.
    """
    rows = [row for row in table.rows if row.kind in ("heading", "subtotal")]
    texts = [row.label.name for row in (*rows, *([table.total] if table.total else []))]
    texts += [head for head, kind in zip(table.heads, table.kinds, strict=True) if kind != "other"]
    texts += [] if is_known else [table.title]
    if not any(SAVINGS.fullmatch(text.casefold()) for text in texts):
        return "level"
    return "change" if any((value_of(cell.reading.text) or 0) < 0 for cell in table.cells) else "reduction"


def read(drawn: Drawn, number: int, footnotes: Names, symbols: Names, known_names: Names = ()) -> Table:
    """A drawn table, read, where marks of these footnotes and these symbols may stand."""
    kinds = kinds_of(drawn.heads)
    labels = [taken_apart(row.label, symbols, known_names) for row in drawn.rows]
    of_rows = row_kinds(drawn.rows, [bool(label.symbols) for label in labels])
    is_by_sum = sums.is_sum_of_all(drawn.rows, of_rows, kinds) and not labels[-1].symbols
    if is_by_sum:
        of_rows[-1] = "total"
    units = units_of(drawn.around)
    table = Table(number, drawn.title, drawn.heads, kinds, [], None, units.pop() if len(units) == 1 else None)
    if units:
        table.notes.append(said("units_differ"))
    if found := PRICE_LEVEL.search(drawn.around):
        table.price_level = found[0]
    solved = solving.solve(drawn, kinds, of_rows, footnotes)
    table.notes += solved.notes
    if "subtotal" in of_rows and "total" not in of_rows and of_rows[-1] == "initiative":
        table.notes.append(said("rows_below"))
    table.unmet += solved.unmet
    if is_by_sum:
        table.notes.append(said("total_by_sum", row=len(of_rows)))
    if "total" not in of_rows or solved.unmet:
        table.notes += [said("may_be_sum", row=at + 1) for at in sums.of_rows_below(drawn.rows, of_rows, kinds)]
    for at in (at for at, kind in enumerate(of_rows) if kind == "memo" and "total" not in of_rows[:at]):
        table.notes.append(said("for_information", row=at + 1))
    for drawn_row, label, kind, cells in zip(drawn.rows, labels, of_rows, solved.cells, strict=True):
        # Neither a heading nor a line below the total has a description.
        is_whole = kind == "heading" or (kind in LINES and not label.symbols)
        name = Label(joined(drawn_row.label), (), "") if is_whole else label
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
