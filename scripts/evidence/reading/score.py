"""Counts what was read right, wrong or left open of papers whose every figure is known."""

from dataclasses import dataclass, field

from evidence.reading.papers import PaperTable, Printed, PrintedPaper
from handleplan.reading.paper import OPEN, Cell, Paper, Row, Table
from handleplan.reading.prints import DASHES, plain


@dataclass
class Score:
    """Figures by how they were read, and rows by their labels; `misread` names what was wrong."""

    right: int = 0
    wrong: int = 0
    open: int = 0
    labels: int = 0
    labels_right: int = 0
    misread: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Adds another paper's score."""
        for name in ("right", "wrong", "open", "labels", "labels_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misread += other.misread

    @property
    def figures(self) -> int:
        """All figures."""
        return self.right + self.wrong + self.open


def figures_of(truth: PrintedPaper) -> int:
    """How many figures a paper has, dashes and empty cells too."""
    return sum(len(row.cells) for table in truth.tables for row in table.rows)


def of_paper(truth: PrintedPaper, read: Paper) -> Score:
    """The score of one paper. What is not found is open, what is found and is not there is wrong."""
    score = Score()
    by_number = {table.number: table for table in read.tables}
    for table in truth.tables:
        found = by_number.pop(table.number, None)
        if found is None or found.heads != table.heads:
            score.open += sum(bool(row.cells) * len(row.cells) for row in table.rows)
            score.misread.append(f"table {table.number} was not found")
        else:
            score.add(_of_table(table, found))
    score.wrong += sum(len(table.cells) for table in by_number.values())
    score.misread += [f"table {number} is not there" for number in by_number]
    return score


def _of_table(truth: PaperTable, read: Table) -> Score:
    score = Score()
    found: list[Row] = [row for row in [*read.rows, *([read.total] if read.total else [])] if row.kind != "heading"]
    # The total stands last in what was read, also where lines stand below it.
    printed = sorted((row for row in truth.rows if row.kind != "heading"), key=lambda row: row.kind == "total")
    if len(found) != len(printed):
        score.open += sum(len(row.cells) for row in printed)
        score.misread.append(f"table {truth.number} has {len(printed)} rows, {len(found)} were read")
        return score
    for row, of_row in zip(printed, found, strict=True):
        for at, (cell, read_cell) in enumerate(zip(row.cells, of_row.cells, strict=True)):
            if read_cell.how == OPEN:
                score.open += 1
            elif _is_same(cell, read_cell):
                score.right += 1
            else:
                score.wrong += 1
                score.misread.append(
                    f"table {truth.number}, {row.name}, column {at + 1}: printed {cell}, read {read_cell.reading}"
                )
        score.labels += 1
        is_right = (of_row.label.name, " ".join(of_row.label.symbols)) == (row.name, row.symbols)
        score.labels_right += is_right and of_row.kind == row.kind
    return score


def _is_same(printed: Printed, read: Cell) -> bool:
    text = plain(printed.text)
    is_same_text = read.reading.text == text or (text in tuple(DASHES) and read.reading.text in tuple(DASHES) and text)
    return bool(is_same_text or text == read.reading.text) and read.reading.marks == printed.marks
