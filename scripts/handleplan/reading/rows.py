"""Divides the lines below a heading into rows: labels of several lines, and the amounts beside or below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from handleplan.reading import columns_of_prints
from handleplan.reading.candidates import is_outside
from handleplan.reading.document import Line, Word
from handleplan.reading.drawn import DrawnRow, Print
from handleplan.reading.prints import is_like_amount, may_be_one, stand_close
from handleplan.reading.words import FINANCING, MEMO, SHORTFALL, TOTAL_LABEL, URL, joined

# The label of a line below the total takes at most so many lines of a text.
MOST_LINES_OF_LABEL = 3


@dataclass
class Parted:
    """A line below the headings: what is label and what is print."""

    line: Line
    label: list[Word]
    prints: list[Word]


def is_total(row: DrawnRow) -> bool:
    """Whether a row is named as a total."""
    return TOTAL_LABEL.fullmatch(joined(row.label)) is not None


def line_kind(label: str) -> str:
    """What a line below the total is, by its label; empty when nothing tells."""
    kinds = {"shortfall": SHORTFALL, "financing": FINANCING, "memo": MEMO}
    return next((kind for kind, pattern in kinds.items() if pattern.search(label)), "")


def has_total(rows: list[DrawnRow]) -> bool:
    """Whether the rows end with a total or with lines below it, so that no initiative follows."""
    for row in reversed(rows):
        if not line_kind(joined(row.label)):
            return is_total(row)
    return False


def rows_of(lines: list[Line], heads: Sequence[Word], is_placed: bool) -> tuple[list[DrawnRow], list[int]]:
    """The rows below headings, up to the last total or, without one, to the last amounts; and the lines they take."""
    stop = next((at for at, line in enumerate(lines) if URL.search(line.text)), len(lines))
    parted = [_parted(line) for line in lines[:stop]]
    full = [one for one in parted if len(one.prints) >= min(2, len(heads))]
    if full and (is_placed or _is_beside(full)):
        is_spaced = _stand_apart(heads)
        zone = _zone([one for one in full if len(one.prints) >= len(heads)] or full, heads, is_spaced)
        parted = _within(parted, zone, is_spaced)
        parted = parted[: _end_of_lines(parted)]
        rows, ends = _beside(parted)
        for row in rows:
            row.is_spaced = row.is_spaced and is_spaced
        if is_spaced or is_placed:
            columns_of_prints.mark_outside(rows, zone)
            columns_of_prints.locate([row for row in rows if not is_outside(row)], heads, is_placed)
    else:
        parted = [_whole(one) for one in parted]
        parted = parted[: _end_of_lines(parted)]
        rows, ends = _below(parted)
        for row in rows:
            row.is_spaced = False
    last = next((at for at in reversed(range(len(rows))) if is_total(rows[at])), len(rows) - 1)
    # A table may print its total first.
    last = len(rows) - 1 if last == 0 else last
    while last + 1 < len(rows) and rows[last + 1].prints and line_kind(joined(rows[last + 1].label)):
        last += 1
    used = ends[last] if rows else 0
    return rows[: last + 1], [one.line.number for one in parted[:used]]


def _is_beside(full: list[Parted]) -> bool:
    """Whether most amounts stand beside a label. That of a total is so short that its amounts often do anyway."""
    alone = sum(not one.label for one in full)
    beside = sum(bool(one.label) and not _is_named(one) for one in full)
    return beside > alone or not (alone or beside)


def _parted(line: Line) -> Parted:
    at = len(line.words)
    while at and is_like_amount(line.words[at - 1]):
        at -= 1
    return Parted(line, list(line.words[:at]), list(line.words[at:]))


def _stand_apart(heads: Sequence[Word]) -> bool:
    """Whether headings stand beside one another with more than a blank between."""
    return all(one.right < other.left and not stand_close(one, other) for one, other in pairwise(heads))


def _amounts(one: Parted, is_spaced: bool) -> list[Word]:
    """What may be the amounts of a line, each as one word."""
    found: list[Word] = []
    last: Word | None = None
    for word in one.prints:
        if is_spaced and last and may_be_one(last, word):
            found[-1] = Word(found[-1].text + word.text, found[-1].left, word.right)
        else:
            found.append(word)
        last = word
    return found


def _zone(full: list[Parted], heads: Sequence[Word], is_spaced: bool) -> float:
    """Where amounts begin: at the first print of a full row, and somewhat before for wider ones."""
    count, head = len(heads), heads[0]
    amounts = [_amounts(one, is_spaced) for one in full]
    firsts = [words[-min(count, len(words))] for words in amounts]
    # A number that ends a label stands under no heading.
    under = [word.left for word in firsts if word.left < head.right and head.left < word.right]
    width = max((one.right - one.left) / len(one.text) for one in heads)
    return min([head.left, *under]) - width / 2


def _begin(one: Parted, zone: float, is_spaced: bool) -> int:
    """The first of a line's prints that is no part of its label, which a number may end."""
    begin = next((at for at, word in enumerate(one.prints) if word.left >= zone), len(one.prints))
    words = [*one.label, *one.prints]
    first = max(len(one.label), 1)
    # What stands apart from the label is none of it, wherever amounts begin.
    apart = (at for at in range(first, len(words)) if not stand_close(words[at - 1], words[at]))
    return min(begin, next(apart, len(words)) - len(one.label)) if is_spaced else begin


def _within(parted: list[Parted], zone: float, is_spaced: bool) -> list[Parted]:
    """The lines with prints only where amounts stand.

    Behind the last total they end before a line that runs through there as text; headings and long labels do so too.
    """
    totals = [at for at, one in enumerate(parted) if one.prints and _is_named(one)]
    found = []
    for at, one in enumerate(parted):
        is_text = sum(word.left >= zone for word in one.label) > 1 and len(one.prints) < 2
        if is_text and at > max(totals, default=-1):
            break
        begin = _begin(one, zone, is_spaced)
        found.append(Parted(one.line, one.label + one.prints[:begin], one.prints[begin:]))
    return found


def _row(parts: list[Parted]) -> DrawnRow:
    prints = [Print(word, one.line.number) for one in parts for word in one.prints]
    label = [_label(one) for one in parts if one.label]
    is_spaced = any(
        not (one.label and all(stand_close(*words) for words in pairwise(one.line.words)))
        for one in parts
        if one.prints
    )
    return DrawnRow(label, prints, [one.line.number for one in parts], is_spaced)


def _is_named(one: Parted) -> bool:
    """Whether a line has the name of a total."""
    return TOTAL_LABEL.fullmatch(joined([_label(one)])) is not None


def _label(one: Parted) -> str:
    return " ".join(word.text for word in one.label)


def _whole(one: Parted) -> Parted:
    """A line where labels stand above amounts: a number that ends a text is part of it, but behind a total's name."""
    return one if not one.label or _is_named(one) else Parted(one.line, [*one.label, *one.prints], [])


def _end_of_lines(parted: list[Parted]) -> int | None:
    """Where the lines that follow the last total without a break end; None where none does."""
    at = next((at for at in reversed(range(len(parted))) if _is_named(parted[at])), None)
    end = None
    while at is not None:
        at += 1
        while at < len(parted) and parted[at].prints and not parted[at].label:
            at += 1
        last = next((one for one in range(at, len(parted)) if parted[one].prints), len(parted))
        label = joined([_label(one) for one in parted[at : last + 1]])
        if last == len(parted) or last - at > MOST_LINES_OF_LABEL or not line_kind(label):
            break
        at = last
        # Where its amounts stand beside the first line of a label, the rest begins with a small letter.
        while at + 1 < len(parted) and _goes_on(parted[at + 1]):
            at += 1
        end = at + 1
    return end


def _goes_on(one: Parted) -> bool:
    return (not one.prints and one.line.gap < 0.6 and one.line.text[:1].islower()) or (not one.label)


def _below(parted: list[Parted]) -> tuple[list[DrawnRow], list[int]]:
    """Rows whose amounts stand on lines of their own below the label; and where each ends."""
    rows: list[list[Parted]] = []
    ends: list[int] = []
    current: list[Parted] = []
    for at, one in enumerate(parted):
        # A row whose cells are all empty ends where the name of a total begins.
        is_next = any(part.prints for part in current) or (bool(current) and _is_named(one) and one.line.gap > 0)
        if one.label and is_next:
            rows.append(current)
            ends.append(at)
            current = []
        current.append(one)
    if any(part.prints for part in current):
        rows.append(current)
        ends.append(len(parted))
    divided: list[DrawnRow] = []
    ends_of: list[int] = []
    for parts, end in zip(rows, ends, strict=True):
        heading, rest = _heading_apart(parts)
        if heading:
            divided.append(_row(heading))
            ends_of.append(end)
        divided.append(_row(rest))
        ends_of.append(end)
    return divided, ends_of


def _heading_apart(parts: list[Parted]) -> tuple[list[Parted], list[Parted]]:
    """A heading above a row: a first line that stands further from the next than the row's other lines do."""
    labels = [at for at, part in enumerate(parts) if part.label]
    gaps = [parts[at].line.gap for at in labels[1:]]
    if len(gaps) >= 2 and gaps[0] > max(gaps[1:]):
        return parts[: labels[1]], parts[labels[1] :]
    return [], parts


def _beside(parted: list[Parted]) -> tuple[list[DrawnRow], list[int]]:
    """Rows whose amounts stand beside a line of the label; and where each ends.

    Where blanks part blocks of lines, a block is a row, or a heading if it has no amounts.
    """
    anchors = [at for at, one in enumerate(parted) if one.prints]
    if not anchors:
        return [], []
    end = _end_of_last(parted, anchors[-1])
    close = min((one.line.gap for one in parted[1:end]), default=0)
    starts = [0, *(at for at in range(1, end) if parted[at].line.gap > close + 0.25)]
    rows, ends = [], []
    for start, stop in pairwise([*starts, end]):
        firsts = _firsts([at for at in anchors if start <= at < stop], start)
        for first, last in pairwise([*firsts, stop]):
            rows.append(_row(parted[first:last]))
            ends.append(last)
    return _with_descriptions(rows, ends)


def _with_descriptions(rows: list[DrawnRow], ends: list[int]) -> tuple[list[DrawnRow], list[int]]:
    """Joins blocks of mere text to the row above where most rows have one: they describe it and are no headings."""
    described = [
        at for at in range(1, len(rows)) if not rows[at].prints and rows[at - 1].prints and not is_total(rows[at - 1])
    ]
    if len(described) * 2 < sum(bool(row.prints) and not is_total(row) for row in rows):
        return rows, ends
    for at in reversed(described):
        rows[at - 1].label += rows[at].label
        rows[at - 1].lines += rows[at].lines
        ends[at - 1] = ends[at]
        del rows[at], ends[at]
    return rows, ends


def _firsts(anchors: list[int], start: int) -> list[int]:
    """The first line of each row in a block of lines that stand equally close.

    Amounts stand beside the first line of every label, or beside its middle.
    """
    firsts = [start]
    is_top = bool(anchors) and anchors[0] == start
    for above, anchor in pairwise(anchors):
        firsts.append(anchor if is_top else min(above + 1 + above - firsts[-1], anchor))
    return firsts


def _end_of_last(parted: list[Parted], anchor: int) -> int:
    """The last row's lines go on below its amounts as long as they stand as close as lines of a label do."""
    end = anchor + 1
    if _is_named(parted[anchor]):
        return end
    while end < len(parted) and parted[end].line.gap < 0.6 and parted[end].line.page == parted[anchor].line.page:
        end += 1
    return end
