"""The readings of a row as a whole: which print stands in which column, and which marks are glued to it."""

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from handleplan.reading.document import Word
from handleplan.reading.drawn import DrawnRow, Print
from handleplan.reading.prints import EMPTY, RAISED_DIGITS, Reading, readings

# More readings of one row than these are not tried.
MOST_CANDIDATES = 3_000


class UnreadableError(Exception):
    """A row has no reading, or too many to be tried."""


@dataclass(frozen=True)
class Candidate:
    """One reading of a row: a reading per column."""

    cells: tuple[Reading, ...]

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
    return replace(one, word=word, near=one.near if one.near == other.near else None)


def _groupings(prints: list[Print], count: int) -> Iterator[list[Print]]:
    """The ways to put neighbours together as groups of digits until so many are left."""
    if len(prints) <= count:
        yield prints
        return
    for at in range(len(prints) - 1):
        one, other = prints[at].word.text, prints[at + 1].word.text
        if re.search(r"(?<!\d)\d{1,3}$", one) and re.match(r"\d{3}(?!\d{2})", other):
            yield from _groupings([*prints[:at], _merged(prints[at], prints[at + 1], "."), *prints[at + 2 :]], count)


def candidates(row: DrawnRow, width: int, footnotes: Collection[str]) -> list[Candidate]:
    """Every reading of a row with so many columns. Raises UnreadableError when there is none, or too many."""
    found: dict[Candidate, None] = {}
    for prints in _groupings(unsplit(row.prints), width):
        options = [readings(one.word, footnotes) for one in prints]
        if not all(options):
            continue
        columns = [one.column for one in prints]
        known = [column for column in columns if column is not None]
        is_known = len(known) == len(prints) and len(set(known)) == len(known)
        ways = [tuple(known)] if is_known else itertools.combinations(range(width), len(prints))
        for way in ways:
            for chosen in itertools.product(*options):
                cells = dict(zip(way, chosen, strict=True))
                found[Candidate(tuple(cells.get(column, EMPTY) for column in range(width)))] = None
                if len(found) > MOST_CANDIDATES:
                    raise UnreadableError
    if not found:
        raise UnreadableError
    return list(found)


def is_plain(row: DrawnRow, width: int, candidate: Candidate) -> bool:
    """Whether a reading is what stands there: nothing moved, no mark taken off a figure, nothing put together."""
    if any(one.column is None for one in row.prints) and len(row.prints) != width:
        return False
    texts = [cell.text for cell in candidate.cells if cell != EMPTY]
    return len(texts) == len(row.prints) and all(
        len(one.word.text.rstrip(RAISED_DIGITS)) == len(text) and not re.search(r"[ \n]", one.word.text)
        for one, text in zip(row.prints, texts, strict=True)
    )
