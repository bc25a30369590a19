"""A table as it is drawn: its caption, headings and rows of prints, whether it came from lines or from a grid."""

from dataclasses import dataclass, field

from handleplan.reading.document import Word


@dataclass
class Print:
    """A print in a row: the word, its column where that is certain, and the line that it stands on.

    `near` is the column that it stands under in a text, where places are a hint and no more.
    """

    word: Word
    line: int
    column: int | None = None
    near: int | None = None


@dataclass
class DrawnRow:
    """A row: the lines of its label, and its prints in the order of their columns."""

    label: list[str] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass
class Drawn:
    """A table: the printed number and title, all words around its headings, the headings, the rows.

    `is_grid` says that the format itself has the cells, so that a print is a cell's whatever it looks like.
    """

    number: int | None
    title: str
    around: str
    heads: list[str]
    rows: list[DrawnRow] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    is_grid: bool = False
