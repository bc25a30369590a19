"""Where the figures of a paper stand in its document: a box on a page, or the row as text."""

import re
from dataclasses import dataclass

from handleplan.reading.document import Box, Document, Grid, Line
from handleplan.reading.document import Cell as GridCell
from handleplan.reading.paper import OPEN, Cell, Paper, Row
from handleplan.reading.prints import DASHES, EMPTY

# Table, row and heading; a table's line of totals has no row.
Key = tuple[int, int | None, str]
# A cell of a grid: its row of cells, and the numbers of grid, row and column.
InGrid = tuple[tuple[GridCell, ...], tuple[int, int, int]]
BETWEEN_CELLS = " | "
# Of a row that runs over more lines, those next to the figure are shown.
MOST_LINES = 8


@dataclass(frozen=True)
class Place:
    """Where a figure stands: its page and line, and what is seen there.

    On a page that is the box of the figure and the band of its row; else the row as text, with the figure apart. An
    empty cell has a row and no figure. A place in a grid has what its format calls it, such as Sheet1!C7, or else the
    numbers of grid, row and column.
    """

    page: int
    line: int
    name: str = ""
    numbers: tuple[int, ...] = ()
    box: Box | None = None
    band: Box | None = None
    before: str = ""
    figure: str = ""
    after: str = ""


@dataclass(frozen=True)
class Figure:
    """What was read at a place of a table, and where; no text where it could not be read, or is there twice."""

    text: str | None
    place: Place | None


def _cells_of_lines(document: Document) -> dict[int, InGrid]:
    """The cell of a grid that each line stands in, by the line's number."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return {
        line.number: (row, (number, row_no, cell.column + 1))
        for number, grid in enumerate(grids, 1)
        for row_no, row in enumerate(grid.rows, 1)
        for cell in row
        for line in cell.lines
    }


def _place(row: Row, cell: Cell, lines: dict[int, Line], grids: dict[int, InGrid]) -> Place | None:
    """Where a cell of a row stands; None when its line is not known."""
    line = lines.get(cell.line)
    if line is None:
        return None
    here = [one for one in map(lines.get, sorted(row.lines)) if one and one.page == line.page] or [line]
    span = cell.span if _is_all_of_it(cell) else None
    if line.box:
        return _on_page(line, here, span)
    return _in_grid(line, grids[line.number], span) if line.number in grids else _in_text(line, here, span)


def _is_all_of_it(cell: Cell) -> bool:
    """Whether what stands at the span is the figure that was read, with its marks, and no part of it or more."""
    read = cell.reading.text + "".join(cell.reading.marks)
    texts = [re.sub(rf"[^{DASHES}\w]", "", text) for text in (cell.printed, read)]
    return cell.reading != EMPTY and "\n" not in cell.printed and texts[0] == texts[1]


def _on_page(line: Line, here: list[Line], span: tuple[float, float] | None) -> Place:
    boxes = [one.box for one in here if one.box]
    band = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    box = (span[0], line.box[1], span[1], line.box[3]) if span and line.box else None
    return Place(line.page, line.number, box=box, band=band)


def _in_grid(line: Line, place: InGrid, span: tuple[float, float] | None) -> Place:
    row, numbers = place
    at = next(at for at, cell in enumerate(row) if line in cell.lines)
    texts = [cell.text for cell in row]
    if span is None:
        # The line is that of another cell of the row.
        name = re.sub(r"[A-Z]+(\d+)$", r"\1", line.place)
        return Place(line.page, line.number, name, numbers[:2], before=BETWEEN_CELLS.join(texts))
    return Place(
        line.page,
        line.number,
        line.place,
        numbers,
        before="".join(text + BETWEEN_CELLS for text in texts[:at]),
        figure=texts[at],
        after="".join(BETWEEN_CELLS + text for text in texts[at + 1 :]),
    )


def _in_text(line: Line, here: list[Line], span: tuple[float, float] | None) -> Place:
    """The lines of a row, one below the other."""
    at = here.index(line) if line in here else 0
    first = max(at - MOST_LINES + 1, 0)
    above = [one.text for one in here[first:at]]
    below = [one.text for one in here[at + 1 : first + MOST_LINES]]
    left, right = span or (float("inf"), float("inf"))
    parts = [
        [word.text + word.raised for word in line.words if is_there(word.left, word.right)]
        for is_there in (
            lambda _, end: end <= left,
            lambda begin, end: left < end and begin < right,
            lambda begin, _: begin >= right,
        )
    ]
    before, figure, after = (" ".join(part) for part in parts)
    return Place(
        line.page,
        line.number,
        before="\n".join([*above, before + " " if before and figure else before]),
        figure=figure,
        after="\n".join([" " + after if after else "", *below]),
    )


def of_paper(document: Document, paper: Paper) -> dict[Key, Figure]:
    """What was read at each place of the tables, and where it stands."""
    lines, grids = {line.number: line for line in document.lines}, _cells_of_lines(document)
    found: dict[Key, Figure] = {}
    for table in paper.tables:
        for number, row in enumerate(table.all_rows, 1):
            row_no = None if row is table.total else number
            for head, cell in zip(table.heads, row.cells, strict=True):
                key = table.number, row_no, head
                is_known = cell.how != OPEN and key not in found
                text = cell.reading.text if is_known else None
                found[key] = Figure(text, _place(row, cell, lines, grids) if is_known else None)
    return found
