"""What every format of a document is read into: lines of words in reading order, and the grids that it has of cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Word:
    """What stands between two blanks, where it begins and ends, and the mark that is set raised right behind it."""

    text: str
    left: float
    right: float
    raised: str = ""


@dataclass(frozen=True)
class Line:
    """One line: its number in the document, its page, how far it is below the one before, and its place on the page.

    The distance is in lines: 0 directly below, 1 after one blank line. The box (left, top, right, bottom) is in points,
    and there is none where the format has no pages. `place` is what the format itself calls it, such as Sheet1!C7.
    """

    number: int
    page: int
    words: tuple[Word, ...]
    gap: float = 0
    box: Box | None = None
    links: tuple[str, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """The words as one text; a raised mark follows its word."""
        return " ".join(word.text + word.raised for word in self.words)


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its lines, the first column it stands in, and how many it spans.

    Where a cell of a row above reaches down, there is one without lines that `is_below`.
    """

    lines: tuple[Line, ...]
    column: int
    span: int = 1
    is_below: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Grid:
    """A table that the format itself knows as one: rows of cells, and on a page where it begins and ends."""

    rows: tuple[tuple[Cell, ...], ...]
    span: tuple[float, float] | None = None

    @property
    def lines(self) -> Iterator[Line]:
        """Every line in it, row by row."""
        for row in self.rows:
            for cell in row:
                yield from cell.lines


@dataclass
class Document:
    """A document: its lines and grids in reading order.

    Where `is_placed`, words have true places on a page, and a figure's column follows from them. `turned` has the
    pages whose lines run up or down, each with the degrees, clockwise, that set it upright. `hidden` names what a
    workbook does not show, and is not read.
    """

    name: str
    sha256: str
    blocks: list[Line | Grid] = field(default_factory=list)
    is_placed: bool = False
    turned: dict[int, int] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[Line]:
        """Every line, those in grids too."""
        for block in self.blocks:
            if isinstance(block, Grid):
                yield from block.lines
            else:
                yield block
