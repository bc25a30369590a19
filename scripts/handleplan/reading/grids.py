"""Takes a table that the format knows as a grid of cells: its headings, its rows, and the caption above it."""

import re
from collections.abc import Sequence

from handleplan.reading import labels
from handleplan.reading import rows as row_lines
from handleplan.reading.document import Cell, Grid, Line, Word
from handleplan.reading.drawn import Columns, Drawn, DrawnRow, Print
from handleplan.reading.flow import caption_above
from handleplan.reading.grid_heads import GridRow, covering, head_of, is_amount, is_number, text_of, width_of
from handleplan.reading.words import PERSONS, has_unit

# What is added to a print that does not say in which cells it belongs: nothing can be read from it then.
GOES_ON = " …"


def add(grid: Grid, lines: list[Line], found: list[Drawn], all_lines: Sequence[Line] = ()) -> None:
    """Adds the table of a grid, or its rows to the table that it continues. A grid of other things adds nothing.

    `lines` are those between it and the grid before, `all_lines` those of the document.
    """
    number, title, above = caption_above(lines, len(lines))
    head = head_of(grid.rows, number is not None)
    if head is None:
        before = found[-1] if found and found[-1].is_grid else None
        if number is None and before and _is_rest(grid, before) and not _parts(before, grid, found, all_lines):
            _add(before, _rows(grid, 0, before.columns))
        return
    of_head = [cell for row in grid.rows[head.at : head.end] for cell in row if cell.text]
    rows = _rows(grid, head.end, head.columns)
    begun = _begun(found, list(head.columns.heads)) if number is None else None
    if begun and not _parts(begun, grid, found, all_lines):
        begun.lines += [line.number for cell in of_head for line in cell.lines]
        _add(begun, rows)
        return
    in_grid = [cell for row in grid.rows[: head.at] for cell in row if cell.text]
    if number is None and in_grid:
        number, title, _ = caption_above([line for cell in in_grid for line in cell.lines], 99)
    around = " ".join([line.text for line in above] + [cell.text for cell in (*in_grid, *of_head)])
    corner = [cell.text for cell in of_head if cell.column < head.columns.first]
    if PERSONS.search("\n".join([*[line.text for line in above], title, *corner])) and not has_unit(around):
        return
    drawn = Drawn(number, title, around, list(head.columns.heads), columns=head.columns)
    drawn.lines = [line.number for line in above] + [
        line.number for cell in (*in_grid, *of_head) for line in cell.lines
    ]
    _add(drawn, rows)
    found.append(drawn)


def _begun(found: list[Drawn], heads: list[str]) -> Drawn | None:
    """The table that goes on under the same headings: one without a total yet, or the last one with a number.

    Where tables have numbers, a grid without one is no table of its own, and what looked like the total a sub-total.
    """
    same = [drawn for drawn in reversed(found) if drawn.is_grid and drawn.heads == heads]
    unfinished = [drawn for drawn in same if not row_lines.has_total(drawn.rows)]
    numbered = [drawn for drawn in same if drawn.number is not None]
    return next(iter(unfinished or numbered), None)


def _is_rest(grid: Grid, before: Drawn) -> bool:
    """Whether a grid without headings has more rows of a table: of its width, and of money alone."""
    if before.columns is None or width_of(grid.rows) != before.columns.width or row_lines.has_total(before.rows):
        return False
    rows = _rows(grid, 0, before.columns)
    is_paged = _page(grid) > 1
    is_money = all(is_amount(one.word.text) for row in rows for one in row.prints)
    return is_money and (any if is_paged else all)(bool(row.prints) for row in rows)


def _page(grid: Grid) -> int:
    return next((line.page for line in grid.lines), 0)


def _parts(drawn: Drawn, grid: Grid, found: list[Drawn], all_lines: Sequence[Line]) -> bool:
    """Whether something else stands between a table and a grid: a text that is on no other page, or another sheet."""
    placed = {number for one in found for number in one.lines}
    numbers = {line.number for line in grid.lines}
    begin, end = max(drawn.lines, default=0), min(numbers, default=0)
    between = [line for line in all_lines if begin < line.number < end and line.number not in placed]
    sheets = {line.place.rpartition("!")[0] for line in all_lines if line.number in {begin, end}}
    return len(sheets) > 1 or not all(_is_running(line, all_lines) for line in between)


def _is_running(line: Line, all_lines: Sequence[Line]) -> bool:
    """Whether a line stands on another page too, whatever its numbers are."""
    return any(other.page != line.page and _worded(other) == _worded(line) for other in all_lines)


def _worded(line: Line) -> str:
    return re.sub(r"\d+", "", line.text).casefold()


def _add(drawn: Drawn, rows: list[DrawnRow]) -> None:
    """Adds rows to a table; the first may be the rest of a label that a page's end cut."""
    for at, row in enumerate(rows):
        drawn.lines += row.lines
        if drawn.rows and at == 0 and not row.prints and _goes_on(drawn.rows[-1], row):
            drawn.rows[-1].label += row.label
            drawn.rows[-1].lines += row.lines
        else:
            drawn.rows.append(row)


def _goes_on(above: DrawnRow, row: DrawnRow) -> bool:
    """Whether a row is the rest of a label that a page's end cut: a small letter begins it, or it has the symbol."""
    has_symbol = labels.has_symbol(row.label) and not labels.has_symbol(above.label)
    return has_symbol or " ".join(row.label)[:1].islower()


def _rows(grid: Grid, start: int, columns: Columns | None) -> list[DrawnRow]:
    """The rows of a grid from one on, without those that are empty."""
    found = []
    for at in range(start, len(grid.rows)):
        row = grid.rows[at]
        if columns and any(_is_filled(cell) for cell in row):
            is_whole = sum(cell.span for cell in row) >= columns.width and not _may_be_short(row, columns)
            made = _whole(grid.rows, at, columns) if is_whole else _short(row, columns)
            made.lines = [line.number for cell in row for line in cell.lines]
            found.append(made)
    return found


def _is_filled(cell: Cell) -> bool:
    """Whether more than blanks stands in a cell."""
    return bool(cell.text.strip())


def _may_be_short(row: GridRow, columns: Columns) -> bool:
    """Whether a row may lack a cell: on a page, that only shows by a figure that goes on where no rule closes it."""
    on_page = any(line.box for cell in row for line in cell.lines)
    wide = [cell for cell in row if cell.span > 1 and cell.column >= columns.first and _has_figure(cell)]
    return on_page and any(range(cell.column, cell.column + cell.span) not in columns.places for cell in wide)


def _label(cell: Cell) -> list[str]:
    return [" ".join(word.text for word in line.words if word.text) for line in cell.lines]


def _is_label(cell: Cell, columns: Columns) -> bool:
    """Whether a cell is of the label: it begins left of the amounts, or spans columns and has no figure."""
    return cell.column < columns.first or (cell.span > 1 and not _has_figure(cell))


def _has_figure(cell: Cell | None) -> bool:
    return cell is not None and (re.search(r"\d", text_of(cell)) is not None or is_amount(text_of(cell)))


def _whole(rows: Sequence[GridRow], at: int, columns: Columns) -> DrawnRow:
    """A row with a cell in every column: each print has its column."""
    row, made = rows[at], DrawnRow()
    # A theme that reaches down over rows is the name of none of them.
    for cell in sorted(row, key=lambda one: _reaches_down(rows, at, one)):
        if cell.text and _is_label(cell, columns) and not (cell.column in columns.numbering and is_number(cell.text)):
            made.label += _label(cell)
    for number, place in enumerate(columns.places):
        cells = _standing_in(rows, at, place, columns)
        if not cells:
            continue
        word = _put_together(cells)
        is_certain = len(cells) == 1 and number not in columns.doubtful and _is_alone(rows, at, cells[0], place)
        if not is_certain:
            word = Word(word.text + GOES_ON, word.left, word.right, word.raised)
        made.prints.append(Print(word, cells[0].lines[0].number, number))
    return made


def _standing_in(rows: Sequence[GridRow], at: int, place: range, columns: Columns) -> list[Cell]:
    """The cells with prints that stand below a heading in a row: its own, and figures of rows above that reach down."""
    standing = {id(cell): cell for column in place if (cell := covering(rows, at, column)) is not None}
    return [
        cell
        for cell in standing.values()
        if _is_filled(cell) and not _is_label(cell, columns) and (cell in rows[at] or _has_figure(cell))
    ]


def _is_alone(rows: Sequence[GridRow], at: int, cell: Cell, place: range) -> bool:
    """Whether a cell stands in one row, and within the columns of one heading. An amount that spans more is open."""
    is_within = place.start <= cell.column and cell.column + cell.span <= place.stop
    return cell in rows[at] and is_within and not _reaches_down(rows, at, cell)


def _reaches_down(rows: Sequence[GridRow], at: int, cell: Cell) -> bool:
    return at + 1 < len(rows) and covering(rows, at + 1, cell.column) is cell


def _short(row: GridRow, columns: Columns) -> DrawnRow:
    """A row with fewer cells than columns: it leaves open in which of them they stand."""
    made = DrawnRow()
    prints = []
    for at, cell in enumerate(row):
        if at < columns.first or (cell.span > 1 and not _has_figure(cell)):
            made.label += _label(cell) if at not in columns.numbering or not is_number(cell.text) else []
        elif _is_filled(cell):
            prints.append(cell)
    if len(prints) > len(columns.heads):
        made.prints = [Print(_put_together(prints), prints[0].lines[0].number)]
    else:
        made.prints = [Print(_word(cell), cell.lines[0].number) for cell in prints]
    return made


def _put_together(cells: list[Cell]) -> Word:
    """The print of a cell, or of several beside one another, which nothing can be read from."""
    words = [_word(cell) for cell in cells]
    text = " / ".join(word.text for word in words)
    return Word(text, words[0].left, words[-1].right, "".join(word.raised for word in words))


def _word(cell: Cell) -> Word:
    """The words of a cell as one print: a blank between them may group digits, a line's end part a long figure.

    Amounts one below the other are no figure, and have a stroke between them.
    """
    words = [word for line in cell.lines for word in line.words]
    text = ""
    for part in _label(cell):
        is_rest = not text or not part or _is_rest_of_figure(text, part)
        text += ("\n" if text and part else "") + part if is_rest else f" / {part}"
    return Word(text, words[0].left, words[-1].right, "".join(word.raised for word in words))


def _is_rest_of_figure(text: str, part: str) -> bool:
    """Whether a line goes on with a figure: a separator stands between, or a group of three digits is completed."""
    if re.search(r"\d[.,]$", text) or (re.match(r"[.,]\d", part) and text[-1].isdigit()):
        return True
    group, rest = re.search(r"\.(\d{1,2})$", text), re.match(r"\d+", part)
    return group is not None and rest is not None and len(group[1]) + len(rest[0]) == 3
