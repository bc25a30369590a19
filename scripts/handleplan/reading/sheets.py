"""Reads .xlsx: rows of several cells are grids, single cells above and below them are lines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell

from handleplan.letters import package
from handleplan.reading.document import Cell, Document, Grid, Line
from handleplan.reading.runs import Numbers, Run, lines_of


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a workbook. Raises RefusedError when it is too large, OSError when it is none."""
    book = package.opened_data(data, name)
    numbers = Numbers()
    document = Document(name, sha256)
    for sheet in book.sheet_names:
        opened = book.get_sheet_by_name(sheet)
        first, left = opened.start or (0, 0)
        rows = enumerate(opened.to_python(skip_empty_area=True), first)
        for is_filled, block in groupby(rows, key=lambda row: any(_text(value) for value in row[1])):
            if is_filled:
                numbered = list(block)
                begin = Begin(sheet, numbered[0][0], left)
                document.blocks += _blocks([list(row) for _, row in numbered], begin, numbers)
    return document


@dataclass(frozen=True)
class Begin:
    """Where the rows of a block begin: sheet, row and column, from 0."""

    sheet: str
    row: int
    column: int

    def place(self, row: int, column: int) -> str:
        """A cell of the block, such as Sheet1!C7."""
        return f"{self.sheet}!{xl_rowcol_to_cell(self.row + row, self.column + column)}"


def _text(value: object) -> str:
    """A cell's value as a letter would print it; a comma, since three decimals after a point would be thousands."""
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value).strip()


def _blocks(rows: list[list[object]], begin: Begin, numbers: Numbers) -> Iterator[Line | Grid]:
    texts = [[_text(value) for value in row] for row in rows]
    wide = [at for at, row in enumerate(texts) if sum(map(bool, row)) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(texts), len(texts))
    grid: list[tuple[Cell, ...]] = []
    for at, row in enumerate(texts):
        if first <= at <= last:
            cells = [(column, lines_of([Run(text)], numbers, 0)) for column, text in enumerate(row)]
            placed = [
                (column, [replace(line, place=begin.place(at, column)) for line in lines]) for column, lines in cells
            ]
            grid.append(tuple(Cell(tuple(lines), column) for column, lines in placed))
            if at == last:
                yield Grid(tuple(grid))
        else:
            yield from lines_of([Run(" ".join(text for text in row if text))], numbers)
