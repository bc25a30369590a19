"""Takes a table that the format knows as a grid of cells: its headings, its rows, and the caption above it."""

import re

from handleplan.reading import labels
from handleplan.reading import rows as row_lines
from handleplan.reading.document import Cell, Grid, Line, Word
from handleplan.reading.drawn import Drawn, DrawnRow, Print
from handleplan.reading.flow import caption_above
from handleplan.reading.words import TOTAL_HEAD, years_of

MOST_ROWS_ABOVE_HEADS = 4


def add(grid: Grid, lines: list[Line], found: list[Drawn]) -> None:
    """Adds the table of a grid, or its rows to the table that it continues. A grid of other things adds nothing."""
    number, title, above = caption_above(lines, len(lines))
    top = grid.rows[:MOST_ROWS_ABOVE_HEADS]
    head_at = next((at for at, row in enumerate(top) if _is_head(row, number is not None)), None)
    if head_at is None:
        before = found[-1] if found and found[-1].is_grid else None
        is_open = before is not None and not row_lines.has_total(before.rows)
        if before and is_open and number is None and _width(grid) == len(before.heads) + 1:
            _add_rows(before, grid, 0, 1)
        return
    head = grid.rows[head_at]
    first = next(cell.column for cell in head if _is_year(cell))
    heads = {cell.column: cell.text for cell in head if cell.column >= first}
    if number is None and (begun := _begun(found, list(heads.values()))):
        begun.lines += [line.number for cell in head for line in cell.lines]
        _add_rows(begun, grid, head_at + 1, first)
        return
    in_grid = [cell for row in grid.rows[:head_at] for cell in row if cell.text]
    if number is None and in_grid:
        number, title, _ = caption_above([line for cell in in_grid for line in cell.lines], 99)
    around = " ".join([line.text for line in above] + [cell.text for cell in (*in_grid, *head)])
    drawn = Drawn(number, title, around, list(heads.values()), is_grid=True)
    drawn.lines = [line.number for line in above] + [line.number for cell in (*in_grid, *head) for line in cell.lines]
    _add_rows(drawn, grid, head_at + 1, first)
    found.append(drawn)


def _is_year(cell: Cell) -> bool:
    return years_of(cell.text) is not None


def _is_head(row: tuple[Cell, ...], has_caption: bool) -> bool:
    """Whether a row has the headings: years, one year and a total, or one year alone below a caption."""
    years = sum(_is_year(cell) for cell in row)
    has_total = any(TOTAL_HEAD.fullmatch(cell.text) for cell in row)
    return years >= 2 or (years == 1 and (has_total or (has_caption and len(row) == 2)))


def _width(grid: Grid) -> int:
    return max((cell.column + cell.span for row in grid.rows for cell in row), default=0)


def _begun(found: list[Drawn], heads: list[str]) -> Drawn | None:
    """The table that goes on under the same headings: one without a total yet, or the last one with a number.

    Where tables have numbers, a grid without one is no table of its own, and what looked like the total a sub-total.
    """
    same = [drawn for drawn in reversed(found) if drawn.is_grid and drawn.heads == heads]
    unfinished = [drawn for drawn in same if not row_lines.has_total(drawn.rows)]
    numbered = [drawn for drawn in same if drawn.number is not None]
    return next(iter(unfinished or numbered), None)


def _add_rows(drawn: Drawn, grid: Grid, start: int, first: int) -> None:
    """Adds rows of a grid. A row with fewer cells than headings leaves open in which columns they stand."""
    width = first + len(drawn.heads)
    for row in grid.rows[start:]:
        if not any(cell.text for cell in row):
            continue
        # An amount that spans columns does not say in which of them it belongs.
        is_whole = sum(cell.span for cell in row) >= width and not any(
            cell.span > 1 and re.search(r"\d", cell.text) for cell in row if cell.column >= first
        )
        drawn_row = DrawnRow(lines=[line.number for cell in row for line in cell.lines])
        for at, cell in enumerate(row):
            is_label = cell.column < first if is_whole else at < first
            if is_label or (cell.span > 1 and not re.search(r"\d", cell.text)):
                drawn_row.label += [" ".join(word.text for word in line.words if word.text) for line in cell.lines]
            elif cell.text:
                column = cell.column - first if is_whole else None
                drawn_row.prints.append(Print(_word(cell), cell.lines[0].number, column))
        drawn.lines += drawn_row.lines
        if drawn.rows and row is grid.rows[start] and not drawn_row.prints and _goes_on(drawn.rows[-1], drawn_row):
            drawn.rows[-1].label += drawn_row.label
            drawn.rows[-1].lines += drawn_row.lines
        else:
            drawn.rows.append(drawn_row)


def _goes_on(above: DrawnRow, row: DrawnRow) -> bool:
    """Whether a row is the rest of a label that a page's end cut: a small letter begins it, or it has the symbol."""
    has_symbol = labels.has_symbol(row.label) and not labels.has_symbol(above.label)
    return has_symbol or " ".join(row.label)[:1].islower()


def _word(cell: Cell) -> Word:
    """The words of a cell as one print: a blank between them may group digits, a line's end part a long figure."""
    words = [word for line in cell.lines for word in line.words]
    text = "\n".join(" ".join(word.text for word in line.words if word.text) for line in cell.lines)
    return Word(text, words[0].left, words[-1].right, "".join(word.raised for word in words))
