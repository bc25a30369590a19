"""Puts the letters of a page together: lines by height, words by the blanks between, raised marks by their size."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from handleplan.reading.document import Box, Word

# Letters of one line have their middles this near, in heights of the line; a raised mark is still within.
SAME_LINE = 0.42
# A gap of this part of the size is a blank, also where the file has none.
BLANK = 0.22
SMALLER = 0.87


@dataclass(frozen=True)
class Letter:
    """A letter and its place, from the top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Half of its height."""
        return (self.top + self.bottom) / 2


@dataclass
class Row:
    """The letters of one line."""

    top: float
    bottom: float
    letters: list[Letter] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The line's place on the page."""
        seen = [letter for letter in self.letters if letter.text.strip()] or self.letters
        return min(one.left for one in seen), self.top, max(one.right for one in seen), self.bottom


def rows_of(letters: Iterable[Letter]) -> list[Row]:
    """The lines of letters, from top to bottom. Large letters make the lines, and small ones join them."""
    rows: list[Row] = []
    for letter in sorted(letters, key=lambda one: (-round(one.size, 1), one.top)):
        near = [
            row for row in rows if abs(letter.middle - (row.top + row.bottom) / 2) < SAME_LINE * (row.bottom - row.top)
        ]
        if near:
            min(near, key=lambda row: abs(letter.middle - (row.top + row.bottom) / 2)).letters.append(letter)
        elif letter.text.strip():
            rows.append(Row(letter.top, letter.bottom, [letter]))
    return sorted(rows, key=lambda row: row.top)


def words_of(row: Row) -> tuple[Word, ...]:
    """The words of a line; no-break and thin blanks stay in their word."""
    words: list[Word] = []
    last: Letter | None = None
    is_apart = True
    for letter in sorted(row.letters, key=lambda one: one.left):
        if letter.text in (" ", "\t"):
            is_apart = True
            continue
        if last is not None and letter.left - last.right > BLANK * letter.size:
            is_apart = True
        if _is_raised(letter, row):
            before = words.pop() if words else Word("", letter.left, letter.left)
            words.append(Word(before.text, before.left, letter.right, before.raised + letter.text))
        elif words and not is_apart and not words[-1].raised:
            before = words.pop()
            words.append(Word(before.text + letter.text, before.left, letter.right))
        else:
            words.append(Word(letter.text, letter.left, letter.right))
        last, is_apart = letter, False
    return tuple(word for word in words if word.text.strip() or word.raised)


def _is_raised(letter: Letter, row: Row) -> bool:
    """Whether a letter is a mark: a digit that is smaller than the line and stands above its foot."""
    height = row.bottom - row.top
    is_small = letter.bottom - letter.top < SMALLER * height
    return is_small and letter.text.isdigit() and letter.bottom < row.bottom - 0.12 * height
