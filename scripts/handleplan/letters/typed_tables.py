"""Takes the tables of a workbook without a document: as they are typed, or read from what was pasted."""

from collections.abc import Iterator
from itertools import count

from handleplan.errors import RefusedError
from handleplan.letters import printed_tables
from handleplan.letters.filled import Letter
from handleplan.reading import grids, tables
from handleplan.reading.document import Cell as GridCell
from handleplan.reading.document import Grid
from handleplan.reading.drawn import Drawn
from handleplan.reading.labels import Label
from handleplan.reading.language import key_of
from handleplan.reading.paper import Cell, Row, Table
from handleplan.reading.prints import RAISED_DIGITS, SUPERSCRIPTS, Reading
from handleplan.reading.runs import Run, lines_of


def tables_of(letter: Letter) -> Iterator[Table]:
    """The tables of a workbook's sheets, in their order: as they are typed, or read from what was pasted."""
    symbols = {values["symbol"]: values["source_printed"] for _, values in letter.rows.get("raw_symbols", [])}
    notes = [values for _, values in letter.rows.get("raw_footnotes", [])]
    given = {values["table_no"]: values for _, values in letter.rows.get("raw_tables", [])}
    for name, texts in sorted(letter.grids.items(), key=lambda one: printed_tables.number_of(one[0])):
        number = printed_tables.number_of(name)
        marks = {note["footnote_no"] for note in notes if note["table_no"] == str(number)}
        of_table = given.get(str(number), {})
        unit = of_table.get("unit_dkk", "")
        if name in letter.pasted:
            table = tables.read(_pasted(name, texts), number, marks, symbols)
        else:
            table = _typed(texts, number)
        table.title = of_table.get("title_printed") or table.title
        table.unit_dkk = int(unit) if unit.isdigit() else table.unit_dkk or 1_000
        table.price_level = of_table.get("price_level_printed") or table.price_level
        yield table


def _grid(texts: list[list[str]]) -> Grid:
    """Texts as a grid, without what is empty or computed around them; a raised mark stands behind its figure."""
    heads = texts[0] if texts else []
    kept = [
        at
        for at in range(max(map(len, texts), default=0))
        if any(row[at : at + 1] != [""] and row[at : at + 1] for row in texts)
        and not (at < len(heads) and printed_tables.is_computed(heads[at]))
    ]
    rows, numbers = [], count(1)
    for row in texts:
        cells = [row[at] if at < len(row) else "" for at in kept]
        filled = [text for text in cells if text]
        is_begun = len(filled) == 1 and key_of("row_kind", filled[0]) is not None and cells[0] == filled[0]
        if filled and not is_begun and not any(map(printed_tables.is_computed, cells)):
            rows.append(tuple(GridCell(tuple(lines_of(_runs(text), numbers, 0)), at) for at, text in enumerate(cells)))
    return Grid(tuple(rows))


def _runs(text: str) -> list[Run]:
    amount = text.rstrip(RAISED_DIGITS)
    raised = text[len(amount) :].translate(SUPERSCRIPTS)
    return [Run(amount), *([Run(raised, is_raised=True)] if raised else [])]


def _pasted(name: str, texts: list[list[str]]) -> Drawn:
    found: list[Drawn] = []
    grids.add(_grid(texts), [], found)
    if not found:
        raise RefusedError(f"{name}: no row of it has years as headings; paste the table with its headings")
    return found[0]


def _typed(texts: list[list[str]], number: int) -> Table:
    """A table as it is typed: nothing is read otherwise, only rows of no kind get the one that their label says."""
    heads, rows = printed_tables.filled_rows(texts)
    grid = [[*heads], *([label, *cells] for _, label, _, cells in rows)]
    drawn: list[Drawn] = []
    grids.add(_grid([["", *grid[0]], *grid[1:]]), [], drawn)
    read = tables.row_kinds(drawn[0].rows, [bool(row[2]) for row in rows]) if drawn else []
    table = Table(number, "", heads, tables.kinds_of(heads), [], None, None)
    for at, (kind, label, signs, cells) in enumerate(rows):
        told = key_of("row_kind", kind) or (read[at] if len(read) == len(rows) else "initiative")
        found = [printed_tables.parted(cell) for cell in cells]
        partly = tuple(head for head, (_, _, is_partly) in zip(heads, found, strict=False) if is_partly)
        read_cells = [Cell(Reading(amount, tuple(marks.split()))) for amount, marks, _ in found]
        read_cells += [Cell()] * (len(heads) - len(read_cells))
        row = Row(told, Label(label, tuple(signs.split()), ""), read_cells, partly)
        if told == "total":
            table.total = row
        else:
            table.rows.append(row)
    return table
