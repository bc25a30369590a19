"""What was read of a document: its tables with the proof of each cell, and what stands around them."""

from dataclasses import dataclass, field

from handleplan.reading.labels import Label
from handleplan.reading.language import Said
from handleplan.reading.prints import EMPTY, Reading

PRINTED, BY_TOTALS, BY_PLACE, OPEN = "as printed", "by totals", "by place", "open"
# The kinds of rows that pay for their table or say what lacks, of all that are in no sum of it, and of all that have
# amounts and are no totals.
PAYING = ("financing", "shortfall")
LINES = (*PAYING, "memo")
OF_AMOUNTS = ("initiative", *LINES)
# What stands for a cell that could not be read: no amount, and no open one (?) either, so it is refused if left so.
UNREAD = "??"


@dataclass(frozen=True)
class Cell:
    """A cell or a printed total: what was read, how that is known, its print and line, what else it could be.

    An open cell has no reading that is known; `possible` has those that its print allows. The span says where on its
    line the print begins and ends.
    """

    reading: Reading = EMPTY
    how: str = PRINTED
    printed: str = ""
    line: int = 0
    possible: tuple[str, ...] = ()
    span: tuple[float, float] | None = None


@dataclass
class Row:
    """A printed row: its kind, its label, its cells by column, the years partly not allocated, its lines."""

    kind: str
    label: Label
    cells: list[Cell]
    unallocated: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass
class Table:
    """A printed table; the total row stands apart. `unmet` says which printed totals its cells do not add up to."""

    number: int
    title: str
    heads: list[str]
    kinds: list[str]
    rows: list[Row]
    total: Row | None
    unit_dkk: int | None
    price_level: str = ""
    unmet: list[Said] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    @property
    def all_rows(self) -> list[Row]:
        """The rows with that of the total, which stands last."""
        return [*self.rows, *([self.total] if self.total else [])]

    @property
    def cells(self) -> list[Cell]:
        """The cells of rows that are no totals, in the columns of years."""
        years = [at for at, kind in enumerate(self.kinds) if kind == "year"]
        return [row.cells[at] for row in self.rows if row.kind in OF_AMOUNTS for at in years]

    @property
    def totals(self) -> list[Cell]:
        """The printed totals: of rows, of columns, of the table, and sub-totals."""
        found = []
        for row in self.all_rows:
            for kind, cell in zip(self.kinds, row.cells, strict=True):
                is_total = kind == "row_total" or (kind == "year" and row.kind not in OF_AMOUNTS)
                if is_total and row.kind != "heading" and (cell.reading.text or cell.how == OPEN):
                    found.append(cell)
        return found


@dataclass
class Footnote:
    """A footnote, taken apart; what it does not print is empty."""

    number: int
    table: int
    text: str
    amount: str = ""
    unit_dkk: int | None = None
    year: str = ""
    source: str = ""
    decided_on: str = ""
    committee: str = ""
    price_level: str = ""
    lines: tuple[int, ...] = ()


@dataclass
class Decision:
    """A decision as listed: its date and title as printed, and its link."""

    decided_on: str
    title: str
    url: str = ""


@dataclass
class Commitment:
    """A grant promised in the text beside the tables."""

    table: int | None
    amount: str
    unit_dkk: int
    first_year: str
    last_year: str
    granted_by: str = ""
    purpose: str = ""


@dataclass
class Paper:
    """Everything that was read; `left_over` are the lines that nothing was read from, `hidden` names what is hidden."""

    name: str
    sha256: str
    issued_on: str = ""
    title: str = ""
    issued_by: str = ""
    price_level_rule: str = ""
    question_url: str = ""
    tables: list[Table] = field(default_factory=list)
    symbols: dict[str, str] = field(default_factory=dict)
    footnotes: list[Footnote] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    left_over: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    figures_found: int = 0
    figures_placed: int = 0
