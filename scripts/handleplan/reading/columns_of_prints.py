"""Tells by their places in which columns the amounts of rows stand."""

from collections.abc import Sequence
from itertools import pairwise

from handleplan.reading.candidates import together
from handleplan.reading.document import Word
from handleplan.reading.drawn import OUTSIDE, DrawnRow


def mark_outside(rows: list[DrawnRow], zone: float) -> None:
    """Tells of each amount that stands left of where amounts do."""
    for row in rows:
        for amount in together(row.prints):
            if amount[-1].word.right < zone:
                for one in amount:
                    one.near = OUTSIDE


def locate(rows: list[DrawnRow], heads: Sequence[Word], is_placed: bool) -> None:
    """Gives each print the column that it stands under, if the full rows agree that columns stand apart."""
    parts = [together(row.prints) if row.is_spaced else [[one] for one in row.prints] for row in rows]
    # Where a row has more amounts than there are headings, a full row may stand under others that were not read.
    is_crowded = any(row.is_spaced and len(amounts) > len(heads) for row, amounts in zip(rows, parts, strict=True))
    full = [amounts for amounts in parts if len(amounts) == len(heads) and not is_crowded]
    spans = [
        (
            min([head.left, *(amounts[at][0].word.left for amounts in full)]),
            max([head.right, *(amounts[at][-1].word.right for amounts in full)]),
        )
        for at, head in enumerate(heads)
    ]
    if any(one[1] > other[0] for one, other in pairwise(spans)):
        return
    for amounts in parts:
        under = [[_column_under(one.word, spans) for one in amount] for amount in amounts]
        known = [sorted({column for column in columns if column is not None}) for columns in under]
        in_order = [column for columns in known for column in columns]
        if not all(known) or in_order != sorted(set(in_order)):
            continue
        for amount, columns in zip(amounts, under, strict=True):
            for one, column in zip(amount, columns, strict=True):
                one.near = column
                # What may be one amount with its neighbour is settled with it.
                one.column = column if is_placed and len(amount) == 1 else None


def _column_under(word: Word, spans: list[tuple[float, float]]) -> int | None:
    """The one column whose span a word meets."""
    met = [at for at, (left, right) in enumerate(spans) if word.left < right and left < word.right]
    return met[0] if len(met) == 1 else None
