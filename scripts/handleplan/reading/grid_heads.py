"""Finds the headings of a grid: which row has the years, and which columns each heading stands over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from handleplan.reading.document import Cell, Word
from handleplan.reading.drawn import Columns
from handleplan.reading.prints import RAISED_DIGITS, is_like_amount
from handleplan.reading.words import NUMBER_HEAD, TOTAL_HEAD, TOTAL_LABEL, covers_all, has_unit, in_order, years_of

GridRow = tuple[Cell, ...]
MOST_ROWS_ABOVE_HEADS = 4
# A number of a row or a column: 1, 2.1, (3).
NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,2})*[.)]?")


@dataclass(frozen=True)
class Head:
    """The head of a grid: the row of years, the first row below the head, and the columns of the table."""

    at: int
    end: int
    columns: Columns


def text_of(cell: Cell | None) -> str:
    """The text of a cell without marks that are set raised."""
    words = [word.text for line in cell.lines for word in line.words if word.text] if cell else []
    return " ".join(words).rstrip(RAISED_DIGITS).strip()


def width_of(rows: Sequence[GridRow]) -> int:
    """How many columns the widest row has."""
    return max((cell.column + cell.span for row in rows for cell in row), default=0)


def covering(rows: Sequence[GridRow], at: int, column: int) -> Cell | None:
    """The cell that stands at a place: the row's own, or the one of a row above that reaches down to it."""
    for above in range(at, -1, -1):
        own = next((cell for cell in rows[above] if cell.column <= column < cell.column + cell.span), None)
        if own is None or not own.is_below:
            return own
    return None


def is_number(text: str) -> bool:
    """Whether a text numbers a row or a column."""
    return NUMBER.fullmatch(text) is not None


def is_amount(text: str) -> bool:
    """Whether a cell's text could be an amount or a dash."""
    return is_like_amount(Word(text, 0, 0))


def head_of(rows: Sequence[GridRow], has_caption: bool) -> Head | None:
    """The head of a grid; None where no row among the first has years in their order."""
    top = range(min(MOST_ROWS_ABOVE_HEADS, len(rows)))
    at = next((at for at in top if _is_head(rows[at], has_caption)), None)
    if at is None or _stands_among_others(rows, at):
        return None
    # A span of years may stand over each of them.
    if any(cell.span > 1 for cell in _years(rows[at])) and at + 1 < len(rows) and len(_years(rows[at + 1])) > 1:
        at += _is_head(rows[at + 1], has_caption)
    first = _years(rows[at])[0].column
    end = at + 1
    while end < len(rows) and _is_of_head(rows[end], first):
        end += 1
    numbering = frozenset(column for column in range(first) if _numbers(rows, at, end, column))
    if len(numbering) == first:
        numbering = frozenset()
    first = _first_amounts(rows, end, first, numbering)
    numbering = frozenset(column for column in numbering if column < first)
    groups = list(_groups(rows, at, end, first))
    doubtful = frozenset(number for number, (_, place) in enumerate(groups) if _contents(rows[end:], place) > 1)
    columns = Columns(
        tuple(head for head, _ in groups), tuple(place for _, place in groups), width_of(rows), doubtful, numbering
    )
    return Head(at, end, columns)


def _years(row: GridRow) -> list[Cell]:
    return [cell for cell in row if years_of(text_of(cell))]


def _is_head(row: GridRow, has_caption: bool) -> bool:
    """Whether a row has the headings: years in order, one year and a total, or one year alone below a caption."""
    years = _years(row)
    if not years:
        return False
    texts = [text_of(cell) for cell in row if cell.column >= years[0].column and text_of(cell)]
    own = [text for at, text in enumerate(texts) if not covers_all(texts[: at + 1])]
    # Amounts may look like years, and neither follow one another so nor stand alone.
    if not in_order(own):
        return False
    if any(is_amount(text) and not years_of(text) for text in texts):
        return False
    has_total = any(TOTAL_HEAD.fullmatch(text_of(cell)) for cell in row)
    return len(years) >= 2 or has_total or (has_caption and len(row) == 2)


def _stands_among_others(rows: Sequence[GridRow], at: int) -> bool:
    """Whether a row above has a heading of its own over every year, so that these may be amounts."""
    label = text_of(next((cell for cell in rows[at] if not cell.is_below), None))
    if not label or years_of(label):
        return False
    return any(text_of(row[0]) and all(_is_over(row, year) for year in _years(rows[at])) for row in rows[:at] if row)


def _is_over(row: GridRow, year: Cell) -> bool:
    return any(cell.column == year.column and cell.span == 1 and text_of(cell) for cell in row)


def _is_of_head(row: GridRow, first: int) -> bool:
    """Whether a row below the years belongs to the head: without a label it has words, units or numbers of columns."""
    texts = [text_of(cell) for cell in row if cell.column >= first and text_of(cell)]
    if not texts or any(text_of(cell) for cell in row if cell.column < first):
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in texts if is_number(text)]
    is_numbered = len(numbers) == len(texts) > 1 and all(two - one == 1 for one, two in pairwise(numbers))
    return is_numbered or all(_is_unit(text) or not is_amount(text) for text in texts)


def _is_unit(text: str) -> bool:
    """Whether a text is a unit and no amount with one."""
    return has_unit(text) and not re.search(r"\d", re.sub(r"\b1[.,\u00a0 ]?000\b", "", text))


def _filled(rows: Sequence[GridRow], column: int) -> list[str]:
    """What stands in the cells that begin in a column."""
    return [text for row in rows for cell in row if cell.column == column and (text := text_of(cell))]


def _numbers(rows: Sequence[GridRow], at: int, end: int, column: int) -> bool:
    """Whether a column left of the years numbers the rows."""
    filled = [text for text in _filled(rows[end:], column) if not TOTAL_LABEL.fullmatch(text)]
    if not filled or not all(is_number(text) for text in filled):
        return False
    name = text_of(covering(rows, at, column))
    counted = [[int(part) for part in re.findall(r"\d+", text)] for text in filled]
    # Without a name they may be amounts, unless they count from one on.
    is_counted = len(counted) > 1 and counted[0][0] == 1 and all(one < other for one, other in pairwise(counted))
    return NUMBER_HEAD.fullmatch(name) is not None and (bool(name) or is_counted)


def _first_amounts(rows: Sequence[GridRow], end: int, first: int, numbering: frozenset[int]) -> int:
    """The first column that holds amounts: those left of the first year do so too, if all that they hold is amounts."""
    found = column = first
    while column > 1:
        column -= 1
        filled = _filled(rows[end:], column)
        if column in numbering or not all(is_amount(text) for text in filled):
            break
        if any(re.search(r"\d", text) for text in filled):
            found = column
    has_label = any(re.search(r"[^\W\d]", text) for column in range(found) for text in _filled(rows[end:], column))
    return found if has_label else first


def _contents(rows: Sequence[GridRow], place: range) -> int:
    """How many of some columns have cells with contents that begin there."""
    return sum(bool(_filled(rows, column)) for column in place)


def _groups(rows: Sequence[GridRow], at: int, end: int, first: int) -> Iterator[tuple[str, range]]:
    """Each heading with the columns that it stands over; a heading with others below it is put together with each."""
    width = width_of(rows)
    for _, of_cell in groupby(range(first, width), key=lambda column: id(covering(rows, at, column) or column)):
        place = list(of_cell)
        text = _heading(rows, at, place[0], len(place))
        below = [_below(rows, at, end, column) for column in place]
        if len(place) > 1 and any(below):
            for parted, of_part in groupby(zip(place, below, strict=True), key=lambda one: one[1]):
                columns = [column for column, _ in of_part]
                # What stands below a year without a name of its own is no year by itself.
                yield f"{text} {parted or '?'}", range(columns[0], columns[-1] + 1)
        elif text or _contents(rows[end:], range(place[0], place[-1] + 1)):
            yield " ".join([text, *below] if len(place) == 1 and below[0] else [text]), range(place[0], place[-1] + 1)


def _heading(rows: Sequence[GridRow], at: int, column: int, count: int) -> str:
    """The text of a heading; where the row of years has none, that of the nearest cell above, if it is one column's."""
    for row in range(at, -1, -1):
        cell = covering(rows, row, column)
        if (row == at or (count == 1 and cell and cell.span == 1)) and (text := text_of(cell)):
            return text
    return ""


def _below(rows: Sequence[GridRow], at: int, end: int, column: int) -> str:
    """What stands below a heading and names a part of it: units and numbers of columns do not."""
    above = covering(rows, at, column)
    texts = []
    for row in range(at + 1, end):
        cell = covering(rows, row, column)
        text = text_of(cell)
        if text and cell is not above and not _is_unit(text) and not is_number(text):
            texts.append(text)
    return " ".join(texts)
