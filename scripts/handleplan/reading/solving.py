"""Decides what every cell of a table is: as printed, by the totals, by its place, or open."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from handleplan.reading.candidates import (
    Candidate,
    UnreadableError,
    candidates,
    is_outside,
    is_plain,
    together,
    unsplit,
)
from handleplan.reading.drawn import Drawn, DrawnRow, Print
from handleplan.reading.language import Said, said
from handleplan.reading.paper import BY_PLACE, BY_TOTALS, OPEN, PAYING, PRINTED, Cell
from handleplan.reading.prints import EMPTY, marks_of, readings
from handleplan.reading.totals import Search, Sum, TooMuchWorkError

TOO_MUCH = said("too_much")
NONE_MEETS = said("none_meets")
SEVERAL_MEET = said("several_meet")
HEADS_MISREAD = said("heads_misread")


@dataclass
class Solved:
    """The cells of every row, what kept cells open, and the printed totals that are not met."""

    cells: list[list[Cell]] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    unmet: list[Said] = field(default_factory=list)


def sums_of(kinds: list[str]) -> list[Sum]:
    """What the rows with totals add up: the table's all initiatives, a sub-total the rows of one kind right above."""
    found = []
    since: list[int] = []
    for at, kind in enumerate(kinds):
        if kind == "memo":
            continue
        if kind == "total":
            found.append(Sum(at, tuple(row for row, other in enumerate(kinds) if other == "initiative")))
        elif kind == "subtotal":
            found.append(Sum(at, tuple(since)))
        is_next = bool(since) and (kind in PAYING) == (kinds[at - 1] in PAYING)
        since = [] if kind not in ("initiative", *PAYING) else [*since, at] if is_next else [at]
    return [one for one in found if one.parts]


def solve(drawn: Drawn, kinds: list[str], of_rows: list[str], footnotes: Collection[str]) -> Solved:
    """The cells of a table, with columns of these kinds and rows of those."""
    # A table that raises a mark glues it to no figure.
    raised = {mark for row in drawn.rows for one in row.prints for mark in marks_of(one.word)}
    footnotes = {mark for mark in footnotes if mark not in raised}
    if "row_total" in kinds:
        total = kinds.index("row_total")
        # A row that stands under its years alone, in a table that prints row totals, may have been moved.
        _loosen([row for row in drawn.rows if total not in [one.column for one in row.prints]])
    attempt = Attempt(drawn, kinds, of_rows, footnotes)
    if (
        attempt.unmet_sums
        and not drawn.is_grid
        and _loosen([row for row in drawn.rows if len(row.prints) < len(kinds)])
    ):
        attempt = Attempt(drawn, kinds, of_rows, footnotes)
    return attempt.solved()


def _loosen(rows: list[DrawnRow]) -> bool:
    """Lets the totals say in which columns the prints of rows stand; whether any did not before."""
    known = [one for row in rows for one in row.prints if one.column is not None]
    for one in known:
        one.column = None
    return bool(known)


class Attempt:
    """The readings of a table's rows, held against its totals."""

    def __init__(self, drawn: Drawn, kinds: list[str], of_rows: list[str], footnotes: Collection[str]) -> None:
        """Finds every reading of every row, and the solutions."""
        self.drawn, self.kinds, self.footnotes = drawn, kinds, footnotes
        self.of_rows = of_rows
        self.width = len(kinds)
        self.sums = sums_of(of_rows)
        self.summed = {at for one in self.sums for at in (one.total, *one.parts)}
        self.unreadable: set[int] = set()
        self.choices = [self._choices(at, row) for at, row in enumerate(drawn.rows)]
        crowded = self._crowded()
        self.is_misread = len(crowded) * 2 > sum(bool(row.prints) for row in drawn.rows)
        strays = [at for at in crowded if at in self.unreadable and of_rows[at] in ("total", "subtotal")]
        if self.is_misread or strays or any(drawn.rows[at].is_spaced for at in crowded):
            self._give_up()
        # Where a row needs its digits put together, a blank may group those of the others too.
        self.is_grouped = not drawn.is_grid and any(
            self._is_crowded(row) and at not in self.unreadable and len({one.line for one in row.prints}) == 1
            for at, row in enumerate(drawn.rows)
        )
        self.ambiguous = {at for at, found in enumerate(self.choices) if found and self._is_ambiguous(at)}
        self.solutions, self.why = self._solutions()
        self.unmet_sums = [] if self.unreadable or self.ambiguous else self._unmet_sums()

    def _choices(self, at: int, row: DrawnRow) -> list[Candidate]:
        """The readings of a row that meet its printed total; all of them when none does or none is printed."""
        if not row.prints:
            return [Candidate((EMPTY,) * self.width)]
        try:
            found = candidates(row, self.width, self.footnotes)
        except UnreadableError:
            self.unreadable.add(at)
            return []
        return [one for one in found if one.meets_row_total(self.kinds)] or found

    def _crowded(self) -> list[int]:
        """The rows that have more amounts than there are headings. If most do, some headings were not read.

        To put the same neighbours together in every row meets the totals of columns too: it proves nothing.
        """
        if self.drawn.is_grid:
            return []
        rows = list(enumerate(self.drawn.rows))
        return [at for at, row in rows if self._is_crowded(row) and not self._meets_row_total(at)]

    def _is_ambiguous(self, at: int) -> bool:
        """Whether a row has several readings, or one that is not what stands there."""
        found, row = self.choices[at], self.drawn.rows[at]
        is_one = len(found) == 1 and (not row.prints or is_plain(row, self.width, found[0]))
        return not is_one or self._may_be_grouped(at, row)

    def _may_be_grouped(self, at: int, row: DrawnRow) -> bool:
        """Whether a blank in a row may group digits, and another row does so, or no total says that none does."""
        is_proven = at in self.summed or "row_total" in self.kinds
        is_asked = self.is_grouped or not (is_proven or self.drawn.is_grid)
        return is_asked and len(together(row.prints)) < len(row.prints)

    def _is_crowded(self, row: DrawnRow) -> bool:
        """Whether a row has more amounts than there are headings."""
        return len(together(row.prints) if row.is_spaced else unsplit(row.prints)) > self.width

    def _meets_row_total(self, at: int) -> bool:
        return bool(self.choices[at]) and all(one.meets_row_total(self.kinds) for one in self.choices[at])

    def _give_up(self) -> None:
        """Leaves every row open that does not stand under its headings."""
        for at, row in enumerate(self.drawn.rows):
            if is_outside(row) or any(all(one.near is None for one in amount) for amount in together(row.prints)):
                self.unreadable.add(at)
                self.choices[at] = []

    def _misses_row_total(self, at: int) -> bool:
        return any(one.meets_row_total(self.kinds) is False for one in self.choices[at])

    def _solutions(self) -> tuple[list[tuple[int, ...]], Said | None]:
        """The choices that meet all totals, and why there are none or several."""
        ambiguous = self.ambiguous & self.summed
        if not ambiguous:
            return [], SEVERAL_MEET if self.ambiguous else None
        if self.unreadable or any(self._misses_row_total(at) for at in ambiguous):
            return [], NONE_MEETS
        # A row that no total adds up is not searched: nothing speaks against any of its readings.
        found = [choices if at in self.summed else choices[:1] for at, choices in enumerate(self.choices)]
        search = Search([[one.values(self.kinds) for one in choices] for choices in found], self.sums)
        try:
            solutions = search.solutions()
        except TooMuchWorkError:
            return [], TOO_MUCH
        return solutions, None if len(solutions) == 1 else SEVERAL_MEET if solutions else NONE_MEETS

    def _unmet_sums(self) -> list[tuple[Sum, int]]:
        """The printed totals, by their column, that the rows do not add up to."""
        values = [found[0].values(self.kinds) for found in self.choices]
        return [
            (one, column)
            for one in self.sums
            for column, printed in enumerate(values[one.total])
            if printed is not None and printed != sum(values[part][column] or 0 for part in one.parts)
        ]

    def _doubtful(self) -> set[tuple[int, int]]:
        """The cells, by row and column, that no total proves though one should.

        A format with cells of its own gives what is printed. In mere lines a row may have been cut wrongly, so a
        figure is doubted when the totals that it is part of are all missed.
        """
        if self.drawn.is_grid:
            return set()
        rows = [at for at in range(len(self.choices)) if at not in self.ambiguous | self.unreadable]
        missed = {at for at in rows if self._misses_row_total(at)}
        proven = {at for at in rows if self.choices[at][0].meets_row_total(self.kinds)}
        doubtful = {(at, column) for at in missed for column in range(self.width)}
        for one, column in self.unmet_sums:
            doubtful |= {(at, column) for at in (one.total, *one.parts) if at not in proven}
        return doubtful

    def solved(self) -> Solved:
        """The cells with how each is known."""
        solved = Solved(notes=[HEADS_MISREAD] if self.is_misread else [self.why] if self.why else [])
        doubtful = self._doubtful()
        for at, row in enumerate(self.drawn.rows):
            if at in self.unreadable:
                solved.cells.append(self._unread(row))
            elif at in self.ambiguous:
                solved.cells.append(self._by_totals(at, row))
            else:
                only = self.choices[at][0]
                hows = [OPEN if (at, column) in doubtful else PRINTED for column in range(self.width)]
                solved.cells.append([_cell(row, only, column, how) for column, how in enumerate(hows)])
                if self._misses_row_total(at):
                    solved.unmet.append(said("row_unmet", row=at + 1))
        for one, column in self.unmet_sums:
            solved.unmet.append(said("column_unmet", row=one.total + 1, head=self.drawn.heads[column]))
        return solved

    def _by_totals(self, at: int, row: DrawnRow) -> list[Cell]:
        """The cells of an ambiguous row: what all solutions say alike, or what the one that stands as placed says."""
        found = self.choices[at]
        chosen = dict.fromkeys(one[at] for one in self.solutions) if at in self.summed else range(len(found))
        left = [found[choice] for choice in chosen]
        placed = [one for one in left if one.stands_as_placed]
        is_proven = at in self.summed or self._meets_row_total(at)
        how = BY_TOTALS if is_proven else PRINTED
        if len(placed) == 1 and (len(left) > 1 or not is_proven):
            left, how = placed, BY_PLACE
        elif not is_proven and any(one.column is None for one in row.prints) and self._is_strange(at, row):
            left = []
        cells = []
        for column in range(self.width):
            possible = list(dict.fromkeys(str(one.cells[column]) for one in (left or found)))
            is_known = bool(left) and len({one.cells[column] for one in left}) == 1
            if how == PRINTED and any(one.column == column and _has_blank(one) for one in row.prints):
                is_known = False
            cells.append(_cell(row, (left or found)[0], column, how if is_known else OPEN, tuple(possible)))
        return cells

    def _is_strange(self, at: int, row: DrawnRow) -> bool:
        """Whether a row has a reading only if prints are put together, or taken from where no amounts stand."""
        is_more = len(row.prints) > self.width or self._may_be_grouped(at, row)
        return is_more or is_outside(row) or any(_has_blank(one) for one in row.prints)

    def _unread(self, row: DrawnRow) -> list[Cell]:
        """The cells of a row without a reading as a whole: a cell that the format has is read where it can be."""
        columns = {one.column for one in row.prints}
        if len(columns) < len(row.prints) or not columns <= set(range(self.width)):
            return [Cell(EMPTY, OPEN, _printed(row), _line(row))] * self.width
        cells = [Cell(EMPTY, PRINTED, "", _line(row))] * self.width
        for one in row.prints:
            found = readings(one.word, self.footnotes)
            is_known = len(found) == 1 and found[0].text == one.word.text
            reading, how = (found[0], PRINTED) if is_known else (EMPTY, OPEN)
            printed = one.word.text + one.word.raised
            cells[one.column or 0] = Cell(reading, how, printed, one.line, tuple(map(str, found)))
        return cells


def _has_blank(one: Print) -> bool:
    """Whether a cell has several words, which may be one amount or several."""
    return re.search(r"[ \n]", one.word.text) is not None


def _cell(row: DrawnRow, candidate: Candidate, column: int, how: str, possible: tuple[str, ...] = ()) -> Cell:
    reading = candidate.cells[column]
    if how == OPEN:
        return Cell(EMPTY, OPEN, _printed(row), _line(row), possible or (str(reading),))
    if reading == EMPTY:
        return Cell(reading, how, "", _line(row))
    one = candidate.prints[sum(cell != EMPTY for cell in candidate.cells[:column])]
    return Cell(reading, how, one.word.text + one.word.raised, one.line, (), (one.word.left, one.word.right))


def _printed(row: DrawnRow) -> str:
    return "  ".join(one.word.text + one.word.raised for one in row.prints)


def _line(row: DrawnRow) -> int:
    return row.prints[0].line if row.prints else row.lines[0] if row.lines else 0
