"""Finds tables in lines: the headings by their years, the rows by their amounts, the captions above."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from handleplan.reading import page_edges
from handleplan.reading import rows as row_lines
from handleplan.reading.document import Line, Word
from handleplan.reading.drawn import Drawn
from handleplan.reading.prints import is_like_amount, stand_close
from handleplan.reading.words import CAPTION, TOTAL_HEAD, URL, covers_all, ends_in_unit, in_order, joined, years_of

# A caption stands at most so many lines above the headings.
CAPTION_LINES = 6
# Lines of one caption stand at most so far apart.
MOST_GAP = 1.25
MOST_HEAD_LINES = 14
MOST_HEAD_WORDS = 6
# Lines of headings that belong together stand closer than this.
MOST_HEAD_GAP = 1.0
MOST_HEADS = 30
UNIT_BEHIND = re.compile(r"\s*\((?:i )?(?:1\.000 kr|mio\. kr|t\.?kr|kr)\.?[^)]*\)\s*$", re.I)


@dataclass(frozen=True)
class Heading:
    """The line or lines of headings: which lines, and each heading as one word with its place."""

    first: int
    last: int
    heads: tuple[Word, ...]

    @property
    def texts(self) -> list[str]:
        """The headings as printed."""
        return [head.text for head in self.heads]


def tail_of_heads(words: tuple[Word, ...]) -> tuple[list[Word], list[Word]]:
    """The words of a line before its trailing headings, and those headings."""
    heads: list[Word] = []
    at = len(words)
    while at:
        pair = words[max(at - 2, 0) : at]
        text = " ".join(word.text for word in pair)
        if len(pair) == 2 and _is_head(text):
            heads.insert(0, Word(text, pair[0].left, pair[1].right))
            at -= 2
        elif _is_head(words[at - 1].text):
            heads.insert(0, words[at - 1])
            at -= 1
        elif not heads and at > 2 and years_of(words[at - 2].text) and words[at - 1].text.istitle():
            # A last column that is neither a year nor a total.
            heads.insert(0, words[at - 1])
            at -= 1
        else:
            break
    return list(words[:at]), heads


def _is_head(text: str) -> bool:
    """Whether a text is the heading of a column of money, or of the total."""
    return years_of(text) is not None or TOTAL_HEAD.fullmatch(text) is not None


def _is_heading(heads: list[Word]) -> bool:
    """Whether these are years in their order, or one year and the word for a total on one line."""
    own = heads[:-1] if heads and covers_all([head.text for head in heads]) else heads
    years = [found for head in own if (found := years_of(head.text))]
    # Amounts may look like years, and do not follow one another so.
    if len(heads) > MOST_HEADS or not in_order(head.text for head in own):
        return False
    return len(years) >= 2 or (len(years) == 1 and len(heads) == 2)


def _is_one_year(before: list[Word], heads: list[Word]) -> bool:
    """Whether these are the headings of a table of one year without totals of rows."""
    return 1 <= len(before) <= 2 and len(heads) == 1 and years_of(heads[0].text) is not None


def heading_at(lines: list[Line], at: int) -> Heading | None:
    """The heading that begins at a line: years and the word for a total, on it alone or one below the other."""
    before, heads = tail_of_heads(lines[at].words)
    if len(before) > MOST_HEAD_WORDS or (not heads and len(before) != 1):
        return None
    if _is_one_year(before, heads) and at and CAPTION.fullmatch(lines[at - 1].text.strip()):
        # The line may be the rest of a caption, and then the headings follow.
        is_caption = at + 1 < len(lines) and _is_heading(tail_of_heads(lines[at + 1].words)[1])
        return None if is_caption else Heading(at, at, tuple(heads))
    last = at
    while not _is_heading(heads) or (last + 1 < len(lines) and len(heads) == last - at):
        if last + 1 == len(lines) or last - at == MOST_HEAD_LINES:
            break
        rest, more = tail_of_heads(lines[last + 1].words)
        if rest or len(more) != 1:
            break
        heads += more
        last += 1
    years = sum(years_of(head.text) is not None for head in heads)
    return Heading(at, last, tuple(heads)) if _is_heading(heads) and (years > 1 or last == at) else None


def _with_lines_beside(lines: list[Line], heading: Heading) -> Heading:
    """A heading with those that stand on the line directly above or below it, clear of it to a side.

    Below, the name of a total at the left begins a row.
    """
    if heading.first != heading.last:
        return heading
    at, heads = heading.first, heading.heads
    if at and lines[at].gap < MOST_HEAD_GAP and lines[at].page == lines[at - 1].page:
        left, right = _heads_beside(lines[at - 1], heads)
        if (left or right) and _is_heading([*left, *heads, *right]):
            return Heading(at - 1, at, (*left, *heads, *right))
    if at + 1 < len(lines) and lines[at + 1].gap < MOST_HEAD_GAP and lines[at].page == lines[at + 1].page:
        _, right = _heads_beside(lines[at + 1], heads)
        if right and _is_heading([*heads, *right]):
            return Heading(at, at + 1, (*heads, *right))
    return heading


def _heads_beside(line: Line, heads: tuple[Word, ...]) -> tuple[list[Word], list[Word]]:
    """The headings on a line that stand left and right of others, apart from them and from the words beside them."""
    found: list[Word] = []
    at = 0
    while at < len(line.words):
        for count in (2, 1):
            words = line.words[at : at + count]
            text = " ".join(word.text for word in words)
            if len(words) == count and _is_head(text):
                found.append(Word(text, words[0].left, words[-1].right))
                break
        at += count
    others = [word for word in line.words if not any(one.left <= word.left < one.right for one in found)]
    clear = [one for one in found if not any(stand_close(one, word) or stand_close(word, one) for word in others)]
    # At the left it is a heading only behind that of the labels, and with amounts it is a total.
    begins = min((word.right for word in others), default=heads[0].left)
    is_row = any(is_like_amount(word) for word in others)
    left = [one for one in clear if begins < one.left and one.right < heads[0].left and not is_row]
    left = [one for one in left if not stand_close(one, heads[0])]
    right = [one for one in clear if one.left > heads[-1].right and not stand_close(heads[-1], one)]
    return left, right


def caption_above(lines: list[Line], at: int) -> tuple[int | None, str, list[Line]]:
    """The number, the title and the lines of the caption above a line."""
    above: list[Line] = []
    for line in reversed(lines[max(at - CAPTION_LINES, 0) : at]):
        if URL.search(line.text):
            break
        above.insert(0, line)
        if found := CAPTION.fullmatch(line.text.strip()):
            far = next((at for at, other in enumerate(above) if at and other.gap > MOST_GAP), len(above))
            return int(found[1]), _without_unit(joined([found[2], *[other.text for other in above[1:far]]])), above
    is_sentence = bool(above) and above[-1].text.endswith(".") and not ends_in_unit(above[-1].text)
    nearest = above[-1:] if above and len(above[-1].text) < 120 and not is_sentence else []
    return None, _without_unit(joined([line.text for line in nearest])), nearest


def _without_unit(title: str) -> str:
    """A caption without the unit that stands in brackets at its end."""
    return UNIT_BEHIND.sub("", title)


def beside(lines: list[Line]) -> list[Line]:
    """The lines with tables that stand side by side put one below the other."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        cut = _cut(lines[at])
        # A single table's headings can look like two runs; then what a cut would part stands close together.
        if cut is None or not _parts_at(lines[at], cut):
            found.append(lines[at])
            at += 1
            continue
        while found and CAPTION.match(found[-1].text) and _parts_at(found[-1], cut):
            at -= 1
            found.pop()
        end = at
        while end < len(lines) and lines[end].page == lines[at].page and _parts_at(lines[end], cut):
            end += 1
        for is_right in (False, True):
            found += part_of(lines[at:end], cut, is_right)
        at = end
    return found


def part_of(lines: list[Line], cut: float, is_right: bool) -> list[Line]:
    """What stands left or right of a cut in lines."""
    parts = [
        replace(line, words=tuple(word for word in line.words if (word.left >= cut) == is_right)) for line in lines
    ]
    return [part for part in parts if part.words]


def _cut(line: Line) -> float | None:
    """Where the second of two tables begins, by a line with two runs of headings."""
    left, right = tail_of_heads(line.words)
    if not _is_heading(right):
        return None
    while left and not _is_head(left[-1].text):
        if not _is_heading(tail_of_heads(tuple(left[:-1]))[1]):
            left.pop()
            continue
        return left[-1].left
    return None


def _parts_at(line: Line, cut: float) -> bool:
    """Whether a line can be cut there: it ends before, begins behind, or has a wide blank."""
    if any(word.left < cut < word.right for word in line.words):
        return False
    width = max((word.right - word.left) / len(word.text) for word in line.words)
    return all(
        not (one.left < cut <= other.left) or other.left - one.right > 1.5 * width
        for one, other in pairwise(line.words)
    )


def tables(lines: list[Line], is_placed: bool) -> list[Drawn]:
    """The tables drawn in lines. Where `is_placed`, a print's column is where it stands."""
    lines = page_edges.without_numbers(beside(lines))
    headings = []
    at = 0
    while at < len(lines):
        heading = heading_at(lines, at)
        if heading:
            headings.append(_with_lines_beside(lines, heading))
        at = headings[-1].last + 1 if heading else at + 1
    found: list[Drawn] = []
    end_of_last = 0
    while headings:
        heading = headings.pop(0)
        number, title, above = caption_above(lines[end_of_last:], heading.first - end_of_last)
        repeated: list[Line] = []
        edges: list[Line] = []
        begin = heading.last
        while headings and _is_repeated(lines, heading, begin, headings[0], (number, title)):
            again = headings.pop(0)
            repeated += lines[again.first : again.last + 1]
            edges += _above_on_page(lines, begin, again)
            begin = again.last
        end = headings[0].first if headings else len(lines)
        if headings and UNIT_BEHIND.search(lines[end - 1].text):
            end -= 1
        body = [line for line in lines[heading.last + 1 : end] if line not in repeated and line not in edges]
        stop = next((at for at, line in enumerate(body) if CAPTION.fullmatch(line.text.strip())), len(body))
        rows, of_rows = row_lines.rows_of(body[:stop], heading.heads, is_placed)
        if not rows and sum(years_of(text) is not None for text in heading.texts) == 1:
            # One year and a total without rows end a sentence.
            continue
        head_lines = [*above, *lines[heading.first : heading.last + 1], *repeated]
        around = " ".join(line.text for line in head_lines)
        placed = [line.number for line in head_lines] + of_rows
        found.append(Drawn(number, title, around, heading.texts, rows, placed))
        last = max(placed)
        end_of_last = next((at for at, line in enumerate(lines) if line.number == last), heading.last) + 1
    return found


def _above_on_page(lines: list[Line], begin: int, other: Heading) -> list[Line]:
    """The lines that stand above headings on their page."""
    return [line for line in lines[begin + 1 : other.first] if line.page == lines[other.first].page]


def _is_repeated(
    lines: list[Line], heading: Heading, begin: int, other: Heading, caption: tuple[int | None, str]
) -> bool:
    """Whether headings stand again on top of a further page of the same table.

    A line above them that is neither its title nor at the edge of every page is the title of another table.
    """
    number, title = caption
    between = lines[begin + 1 : other.first]
    if other.texts != heading.texts or lines[other.first].page == lines[heading.first].page:
        return False
    if any(CAPTION.fullmatch(line.text.strip()) for line in between):
        return False
    above = _above_on_page(lines, begin, other)
    page = lines[heading.first].page
    top = next(line.text for line in lines if line.page == page)
    if not all(page_edges.is_at_edge(line.text, top) or _without_unit(line.text) == title for line in above):
        return False
    if UNIT_BEHIND.search(lines[other.first - 1].text) and _without_unit(lines[other.first - 1].text) != title:
        return False
    # Where tables have no printed numbers, one that ended with a total is followed by another.
    return number is not None or not row_lines.has_total(row_lines.rows_of(between, heading.heads, False)[0])
