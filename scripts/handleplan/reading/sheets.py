"""Reads .xlsx as it is shown: rows of several cells are grids, single cells above and below them are lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from python_calamine import CalamineSheet, SheetVisibleEnum
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from handleplan.letters import package
from handleplan.reading import sheet_looks
from handleplan.reading.document import Cell, Document, Grid, Line
from handleplan.reading.runs import Run, lines_of
from handleplan.reading.sheet_looks import Looks, Scale


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a workbook. Raises RefusedError when it is too large, OSError when it is none."""
    book = package.opened_data(data, name)
    looks = sheet_looks.of_sheets(data, name)
    numbers = count(1)
    document = Document(name, sha256)
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible:
            document.hidden.append(sheet.name)
            continue
        opened = book.get_sheet_by_name(sheet.name)
        first, left = opened.start or (0, 0)
        shown = Shown(sheet.name, first, left, _merged(opened, first, left))
        rows = opened.to_python(skip_empty_area=True)
        texts = list(_shown(rows, shown, looks.get(sheet.name, Looks()), document.hidden))
        for is_filled, block in groupby(texts, key=lambda row: any(row[1])):
            if is_filled:
                document.blocks += _blocks(list(block), shown, numbers)
    return document


def _merged(sheet: CalamineSheet, first: int, left: int) -> dict[tuple[int, int], int]:
    """The places of merged cells, counted from the first row and column: how many columns one spans where it begins.

    Beside that it is 0, and in the rows below -1.
    """
    found: dict[tuple[int, int], int] = {}
    for (top, begin), (bottom, end) in sheet.merged_cell_ranges or []:
        if len(found) > package.MOST_CELLS:
            break
        for row in range(top, min(bottom, package.LAST_ROW) + 1):
            for column in range(begin, min(end, package.LAST_COLUMN) + 1):
                kind = -1 if row > top else 0 if column > begin else min(end, left + sheet.width - 1) - begin + 1
                found[row - first, column - left] = kind
    return found


def _shown(
    rows: Sequence[Sequence[object]], shown: "Shown", looks: Looks, hidden: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as it shows them, by number; what is hidden and holds something is named."""
    for column in sorted(column for column in looks.columns if column >= shown.left):
        if any(_text(value) for row in rows for value in row[column - shown.left : column - shown.left + 1]):
            hidden.append(f"{shown.sheet}!{xl_col_to_name(column)}:{xl_col_to_name(column)}")
    for at, row in enumerate(rows):
        line = shown.first + at
        if line not in looks.rows:
            cells = enumerate(row, shown.left)
            yield at, ["" if n in looks.columns else _text(value, looks.scaled.get((line, n))) for n, value in cells]
        elif any(map(_text, row)):
            hidden.append(f"{shown.sheet}!{line + 1}:{line + 1}")


@dataclass(frozen=True)
class Shown:
    """A sheet: its name, its first row and column, from 0, and its merged cells."""

    sheet: str
    first: int
    left: int
    merged: dict[tuple[int, int], int]

    def place(self, row: int, column: int) -> str:
        """A cell, such as Sheet1!C7."""
        return f"{self.sheet}!{xl_rowcol_to_cell(self.first + row, self.left + column)}"


def _text(value: object, scale: Scale | None = None) -> str:
    """A cell's value as a letter would print it, or as its format shows it."""
    if scale and isinstance(value, int | float):
        return scale.shown(value)
    return package.number_text(value) if isinstance(value, float) else str(value).strip()


def _blocks(rows: list[tuple[int, list[str]]], shown: Shown, numbers: Iterator[int]) -> Iterator[Line | Grid]:
    wide = [number for number, (_, row) in enumerate(rows) if sum(map(bool, row)) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(rows), len(rows))
    grid: list[tuple[Cell, ...]] = []
    for number, (at, row) in enumerate(rows):
        if first <= number <= last:
            grid.append(tuple(_cells(at, row, shown, numbers)))
            if number == last:
                yield Grid(tuple(grid))
        else:
            yield from lines_of([Run(" ".join(text for text in row if text))], numbers)


def _cells(at: int, row: list[str], shown: Shown, numbers: Iterator[int]) -> Iterator[Cell]:
    for column, text in enumerate(row):
        span = shown.merged.get((at, column), 1)
        lines = [replace(line, place=shown.place(at, column)) for line in lines_of([Run(text)], numbers, 0)]
        if span < 0:
            yield Cell((), column, is_below=True)
        elif span > 0:
            yield Cell(tuple(lines), column, span)
