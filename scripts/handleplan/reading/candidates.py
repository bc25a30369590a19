"""The readings of a row as a whole: which print stands in which column, and which marks are glued to it."""

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from handleplan.reading.document import Word
from handleplan.reading.drawn import OUTSIDE, DrawnRow, Print
from handleplan.reading.prints import DASHES, EMPTY, RAISED_DIGITS, Reading, may_be_one, readings

# More readings of one row than these are not tried.
MOST_CANDIDATES = 3_000


class UnreadableError(Exception):
    """A row has no reading, or too many to be tried."""


@dataclass(frozen=True)
class Candidate:
    """One reading of a row: a reading per column, and the prints that it takes to be the amounts."""

    cells: tuple[Reading, ...]
    prints: tuple[Print, ...] = field(default=(), compare=False)

    @property
    def stands_as_placed(self) -> bool:
        """Whether its columns are those that the prints stand under."""
        columns = [column for column, cell in enumerate(self.cells) if cell != EMPTY]
        return columns == [one.near for one in self.prints]

    def values(self, kinds: list[str]) -> tuple[int | None, ...]:
        """The values of the columns that totals speak of."""
        return tuple(cell.value if kind != "other" else None for cell, kind in zip(self.cells, kinds, strict=True))

    def meets_row_total(self, kinds: list[str]) -> bool | None:
        """Whether the years add up to the row's total; None when no total is printed in the row."""
        totals = [cell.value for cell, kind in zip(self.cells, kinds, strict=True) if kind == "row_total"]
        if not totals or totals[0] is None:
            return None
        years = [cell.value or 0 for cell, kind in zip(self.cells, kinds, strict=True) if kind == "year"]
        return sum(years) == totals[0]


def unsplit(prints: list[Print]) -> list[Print]:
    """The prints of a row with those put together that a separator at an end shows to be parts of one."""
    found: list[Print] = []
    for one in prints:
        before = found[-1].word.text if found else ""
        is_rest = (before.endswith((".", ",")) and re.match(r"\d{3}", one.word.text)) or (
            re.match(r"[.,]\d{3}", one.word.text) and before[-1:].isdigit()
        )
        if is_rest:
            found[-1] = _merged(found[-1], one, "")
        else:
            found.append(one)
    return found


def _merged(one: Print, other: Print, between: str) -> Print:
    word = Word(one.word.text + between + other.word.text, one.word.left, other.word.right, other.word.raised)
    under = {near for near in (one.near, other.near) if near is not None}
    return replace(one, word=word, near=under.pop() if len(under) == 1 else None)


def together(prints: list[Print]) -> list[list[Print]]:
    """The prints of a row, those together that a blank parts and that may be one amount."""
    found: list[list[Print]] = []
    for one in prints:
        if found and _may_be_one(found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _may_be_one(one: Print, other: Print) -> bool:
    return one.line == other.line and may_be_one(one.word, other.word)


def _joinings(prints: list[Print]) -> Iterator[list[Print]]:
    """Every way to put neighbours together that may be one amount, and to put none together."""
    if len(prints) < 2:
        yield prints
        return
    for rest in _joinings(prints[1:]):
        yield [prints[0], *rest]
    if _may_be_one(prints[0], prints[1]):
        between = "" if prints[0].word.text in DASHES else "\u00a0"
        yield from _joinings([_merged(prints[0], prints[1], between), *prints[2:]])


def _amounts(row: DrawnRow, width: int) -> Iterator[list[Print]]:
    """The ways to take the prints of a row for at most so many amounts.

    Where places say nothing, neighbours are one amount only if the row has more prints than columns.
    """
    prints = unsplit(row.prints)
    if not row.is_spaced and len(prints) <= width:
        yield prints
        return
    for tried, found in enumerate(_joinings(prints)):
        if tried > MOST_CANDIDATES:
            raise UnreadableError
        if len(found) == width or (row.is_spaced and len(found) < width):
            yield found


def _ways(columns: list[int | None], width: int, start: int = 0) -> Iterator[tuple[int, ...]]:
    """The ways to set prints into columns in their order, where some columns are known."""
    if not columns:
        yield ()
        return
    first, *rest = columns
    ends = [width - 1 - len(rest), *(column - at - 1 for at, column in enumerate(rest) if column is not None)]
    for column in range(start, min(ends) + 1):
        if first in (None, column):
            yield from ((column, *way) for way in _ways(rest, width, column + 1))


def candidates(row: DrawnRow, width: int, footnotes: Collection[str]) -> list[Candidate]:
    """Every reading of a row with so many columns. Raises UnreadableError when there is none, or too many."""
    found: dict[Candidate, None] = {}
    for prints in _amounts(row, width):
        options = [readings(one.word, footnotes) for one in prints]
        if not all(options):
            continue
        for way in _ways([one.column for one in prints], width):
            for chosen in itertools.product(*options):
                cells = dict(zip(way, chosen, strict=True))
                found[Candidate(tuple(cells.get(column, EMPTY) for column in range(width)), tuple(prints))] = None
                if len(found) > MOST_CANDIDATES:
                    raise UnreadableError
    if not found:
        raise UnreadableError
    return list(found)


def is_outside(row: DrawnRow) -> bool:
    """Whether a print of a row stands left of all columns."""
    return any(one.near == OUTSIDE for one in row.prints)


def is_plain(row: DrawnRow, width: int, candidate: Candidate) -> bool:
    """Whether a reading is what stands there: nothing moved, no mark taken off a figure, nothing put together."""
    if any(one.column is None for one in row.prints) and (is_outside(row) or len(row.prints) != width):
        return False
    cells = [cell for cell in candidate.cells if cell != EMPTY]
    return len(cells) == len(row.prints) and all(
        _is_as_printed(one.word.text, cell) for one, cell in zip(row.prints, cells, strict=True)
    )


def _is_as_printed(text: str, reading: Reading) -> bool:
    # What goes on in a cell's next line is one print: its first line is no amount by itself.
    text = text.replace("\n", "")
    if " " in text:
        return False
    # A bracket itself says that a mark stands before it.
    is_marked = reading.marks != () and text.endswith((")", "]"))
    return is_marked or len(text.rstrip(RAISED_DIGITS)) == len(reading.text)
