"""Reads .xlsx: rows of several cells are grids, single cells above and below them are lines."""

from collections.abc import Iterator
from itertools import groupby

from handleplan.letters import package
from handleplan.reading.document import Cell, Document, Grid, Line
from handleplan.reading.runs import Numbers, Run, lines_of


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a workbook. Raises RefusedError when it is too large, OSError when it is none."""
    book = package.opened_data(data, name)
    numbers = Numbers()
    document = Document(name, sha256)
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
        for is_filled, block in groupby(rows, key=lambda row: any(_text(value) for value in row)):
            if is_filled:
                document.blocks += _blocks([list(row) for row in block], numbers)
    return document


def _text(value: object) -> str:
    """A cell's value as a letter would print it; a comma, since three decimals after a point would be thousands."""
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value).strip()


def _blocks(rows: list[list[object]], numbers: Numbers) -> Iterator[Line | Grid]:
    texts = [[_text(value) for value in row] for row in rows]
    wide = [at for at, row in enumerate(texts) if sum(map(bool, row)) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(texts), len(texts))
    grid: list[tuple[Cell, ...]] = []
    for at, row in enumerate(texts):
        if first <= at <= last:
            cells = [(column, lines_of([Run(text)], numbers, 0)) for column, text in enumerate(row)]
            grid.append(tuple(Cell(tuple(lines), column) for column, lines in cells))
            if at == last:
                yield Grid(tuple(grid))
        else:
            yield from lines_of([Run(" ".join(text for text in row if text))], numbers)
