"""A table as it is drawn: its caption, headings and rows of prints, whether it came from lines or from a grid."""

from dataclasses import dataclass, field

from handleplan.reading.document import Word

# Where a print stands that is left of all columns.
OUTSIDE = -1


@dataclass
class Print:
    """A print in a row: the word, its column where that is certain, and the line that it stands on.

    `near` is the column that it stands under in a text, where places are a hint and no more, or OUTSIDE.
    """

    word: Word
    line: int
    column: int | None = None
    near: int | None = None


@dataclass
class DrawnRow:
    """A row: the lines of its label, and its prints in the order of their columns.

    Where `is_spaced`, columns stand further apart than a blank, so that what a blank parts may be one amount.
    """

    label: list[str] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    is_spaced: bool = False


@dataclass(frozen=True)
class Columns:
    """How a table lies in its grid: the columns of the grid that each heading stands over, and how wide the grid is.

    `doubtful` are the headings over several columns with contents, `numbering` the columns that number the rows.
    """

    heads: tuple[str, ...]
    places: tuple[range, ...]
    width: int
    doubtful: frozenset[int] = frozenset()
    numbering: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        """The first column of the grid that holds amounts."""
        return self.places[0].start


@dataclass
class Drawn:
    """A table: the printed number and title, all words around its headings, the headings, the rows.

    `columns` says how it lies in the grid that the format itself has.
    """

    number: int | None
    title: str
    around: str
    heads: list[str]
    rows: list[DrawnRow] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    columns: Columns | None = None

    @property
    def is_grid(self) -> bool:
        """Whether the format itself has the cells, so that a print is a cell's whatever it looks like."""
        return self.columns is not None
