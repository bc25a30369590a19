"""Tries every reading of the ambiguous rows of a table against all of its printed totals.

Each row has candidates: the values of its cells, by column. A sum says which rows a printed total adds up, for every
column. Candidates that can stand in no solution are pruned sum by sum, then the rest is tried row by row. The work is
counted, not timed, so that the same paper always gets the same answer.
"""

import functools
import math
import operator
from collections.abc import Iterator
from dataclasses import dataclass

Values = tuple[int | None, ...]
# The work of one shift of so many bits; all of the work is spent in three seconds.
BITS_A_STEP = 20_000
MOST_WORK = 500_000
# A sum of larger range prunes nothing until its rows are decided.
MOST_BITS = 4_000_000
# More ways than these to meet the totals are as good as any number.
MOST_SOLUTIONS = 200


class TooMuchWorkError(Exception):
    """The search was given up: too many readings for the totals that are printed."""


@dataclass(frozen=True)
class Sum:
    """A printed total: the row that has it, and the rows that it adds up."""

    total: int
    parts: tuple[int, ...]


class Search:
    """The search for one table. `candidates` has each row's possible values, `sums` what must add up."""

    def __init__(self, candidates: list[list[Values]], sums: list[Sum]) -> None:
        """Takes a table; nothing is tried yet."""
        self.candidates = candidates
        self.sums = sums
        self.width = max((len(values) for row in candidates for values in row), default=0)
        self.work = 0

    def solutions(self) -> list[tuple[int, ...]]:
        """Every choice of one candidate per row that meets all sums. Raises TooMuchWorkError."""
        found = []
        for chosen in self._tried([list(range(len(row))) for row in self.candidates]):
            found.append(chosen)
            if len(found) > MOST_SOLUTIONS:
                raise TooMuchWorkError
        return found

    def _tried(self, left: list[list[int]]) -> Iterator[tuple[int, ...]]:
        pruned = self._pruned(left)
        if pruned is None:
            return
        undecided = [row for row, choices in enumerate(pruned) if len(choices) > 1]
        if not undecided:
            yield tuple(choices[0] for choices in pruned)
            return
        row = min(undecided, key=lambda at: len(pruned[at]))
        for choice in pruned[row]:
            yield from self._tried([[choice] if at == row else list(choices) for at, choices in enumerate(pruned)])

    def _pruned(self, left: list[list[int]]) -> list[list[int]] | None:
        """The choices that every sum leaves on its own; None when one of them leaves none."""
        if not all(left):
            return None
        is_changed = True
        while is_changed:
            is_changed = False
            for one in self.sums:
                for column in range(self.width):
                    kept = self._kept(one, column, left)
                    if kept is None:
                        return None
                    for row, choices in kept.items():
                        if len(choices) < len(left[row]):
                            left[row] = choices
                            is_changed = True
        return left

    def _kept(self, one: Sum, column: int, left: list[list[int]]) -> dict[int, list[int]] | None:
        """The choices of the rows of a sum with which one column of it can be met; None when it cannot."""
        # Where nothing can be pruned, looking is all of the work.
        self._spend(len(one.parts))
        totals = {self.candidates[one.total][choice][column] for choice in left[one.total]}
        # A total that is not printed may be anything.
        if None in totals:
            return {}
        rows = [one.total, *one.parts]
        signs = [-1] + [1] * len(one.parts)
        values = [
            {choice: sign * (self.candidates[row][choice][column] or 0) for choice in left[row]}
            for row, sign in zip(rows, signs, strict=True)
        ]
        # Counted from each row's least value in steps of their common divisor, sums are bits of a number.
        least = [min(of_row.values()) for of_row in values]
        above = [
            {choice: value - low for choice, value in of_row.items()} for of_row, low in zip(values, least, strict=True)
        ]
        wanted = -sum(least)
        step = math.gcd(*(value for of_row in above for value in of_row.values()))
        if wanted < 0 or (wanted % step if step else wanted):
            return None
        if not step or wanted // step > MOST_BITS:
            return {}
        steps = [
            (row, {choice: value // step for choice, value in of_row.items()})
            for row, of_row in zip(rows, above, strict=True)
        ]
        return self._met(wanted // step, [(row, of_row) for row, of_row in steps if any(of_row.values())])

    def _met(self, wanted: int, rows: list[tuple[int, dict[int, int]]]) -> dict[int, list[int]] | None:
        """The choices of each row that some choices of the others complete to the sum that is wanted."""
        # What alone is more than the sum can be no part of it, and would be a number of too many bits.
        rows = [(row, {at: value for at, value in of_row.items() if value <= wanted}) for row, of_row in rows]
        within = (2 << wanted) - 1
        reached = [1]
        for _, of_row in rows:
            self._spend(len(set(of_row.values())) * (1 + wanted // BITS_A_STEP))
            reached.append(
                functools.reduce(operator.or_, (reached[-1] << value for value in set(of_row.values()))) & within
            )
        behind = 1 << wanted
        kept = {}
        for (row, of_row), before in zip(reversed(rows), reversed(reached[:-1]), strict=True):
            self._spend(2 * len(set(of_row.values())) * (1 + wanted // BITS_A_STEP))
            fitting = {value for value in set(of_row.values()) if (before << value) & behind}
            if not fitting:
                return None
            kept[row] = [choice for choice, value in of_row.items() if value in fitting]
            behind = functools.reduce(operator.or_, (behind >> value for value in fitting))
        return kept

    def _spend(self, work: int) -> None:
        self.work += work
        if self.work > MOST_WORK:
            raise TooMuchWorkError
