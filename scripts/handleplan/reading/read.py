"""Reads a document as a whole: tables first, then what stands around them; what nothing was read from is left over."""

import re
from collections.abc import Collection
from dataclasses import replace

from handleplan.errors import RefusedError
from handleplan.reading import around, flow, grids, heads, tables
from handleplan.reading.document import Document, Grid, Line
from handleplan.reading.drawn import Drawn
from handleplan.reading.language import said
from handleplan.reading.paper import OPEN, Footnote, Paper, Table
from handleplan.reading.prints import is_like_amount, put_together, value_of
from handleplan.reading.words import YEAR

MOST_TABLES = 99
UNITS = (1, 1_000, 1_000_000)
UNIT_JUDGED = "unit_judged"
# What is said of a table and a person has to confirm.
TO_CONFIRM = (UNIT_JUDGED, "units_differ", "total_by_sum", "may_be_sum", "for_information")


def drawn_tables(document: Document) -> list[Drawn]:
    """The tables of a document in reading order, from its grids and from the lines between them."""
    found: list[Drawn] = []
    lines: list[Line] = []
    all_lines = list(document.lines)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Line):
            lines.append(replace(block, words=put_together(block.words)))
            continue
        found += flow.tables(lines, document.is_placed)
        cut = _cut_between(block, document.blocks[at + 1 : at + 2])
        grids.add(block, flow.part_of(lines, cut, False) if cut else lines, found, all_lines)
        # A table beside this one has its caption beside this one's.
        lines = flow.part_of(lines, cut, True) if cut else []
    return found + flow.tables(lines, document.is_placed)


def _cut_between(grid: Grid, following: list[Line | Grid]) -> float | None:
    """Where a grid beside this one begins; None when none stands there."""
    other = following[0] if following else None
    if isinstance(other, Grid) and grid.span and other.span and grid.span[1] <= other.span[0]:
        return (grid.span[1] + other.span[0]) / 2
    return None


def read(document: Document, known_names: Collection[str] = ()) -> Paper:
    """Everything that can be read of a document."""
    paper = Paper(document.name, document.sha256, hidden=document.hidden)
    drawn = drawn_tables(document)
    if len(drawn) > MOST_TABLES:
        raise RefusedError(f"{document.name}: has {len(drawn):,} tables of years; expected at most {MOST_TABLES}")
    placed = {line for one in drawn for line in one.lines}
    # A grid without years is set for its look: what stands in it is read as any other line.
    prose = [line for line in document.lines if line.number not in placed]
    numbers = _numbers(drawn)
    starts = sorted((min(one.lines), number) for one, number in zip(drawn, numbers, strict=True) if one.lines)
    # Each takes the lines that it was read from out of those that the next look at.
    links = heads.urls(list(document.lines), placed)
    paper.symbols = around.legend(prose, placed)
    paper.decisions = heads.decisions(prose, placed, links)
    used = {decision.url for decision in paper.decisions}
    paper.question_url = next((link for link in links if link not in used and heads.MEETING.search(link)), "")
    notes = around.footnotes(prose, placed, starts)
    paper.commitments = around.commitments(prose, placed, starts)
    heads.add_itself(paper, prose, placed)
    paper.tables = _read_tables(drawn, numbers, notes, paper.symbols, known_names)
    for table in paper.tables:
        paper.footnotes += [note for note in notes if note.table == table.number and _is_marked(note, table)]
    # What began with a number and has no mark is a list or a sentence, and left to be looked at.
    placed -= {line for note in notes if note not in paper.footnotes for line in note.lines}
    _judge_units(paper)
    _count(document, placed, paper)
    return paper


def _numbers(drawn: list[Drawn]) -> list[int]:
    """The printed numbers of the tables; their order where they are not all printed, each once."""
    printed = [one.number for one in drawn if one.number is not None]
    if len(printed) == len(drawn) == len(set(printed)):
        return printed
    return list(range(1, len(drawn) + 1))


def _read_tables(
    drawn: list[Drawn], numbers: list[int], notes: list[Footnote], symbols: tables.Names, known_names: tables.Names
) -> list[Table]:
    """The tables, with each footnote given to the table that bears its mark.

    A footnote whose mark does not stand in the table above it may be one of a table before, so that a figure there
    which ends in its number can be read in two ways.
    """
    found: list[Table] = []
    for one, number in zip(reversed(drawn), reversed(numbers), strict=True):
        own = {str(note.number) for note in notes if note.table == number}
        below = [other.number for other in found]
        # Of notes with one number, a table has its own.
        homeless = [
            note
            for note in notes
            if note.table in below and str(note.number) not in own and not any(_bears(note, other) for other in found)
        ]
        marks = own | {str(note.number) for note in homeless}
        table = tables.read(one, number, marks, symbols, known_names)
        for note in homeless:
            if _bears(note, table) or not any(_may_bear(note, other) for other in found):
                note.table = number if _may_bear(note, table) else note.table
        found.insert(0, table)
    return found


def _bears(note: Footnote, table: Table) -> bool:
    """Whether a cell has the footnote's mark."""
    return any(str(note.number) in cell.reading.marks for cell in table.cells if cell.how != OPEN)


def _may_bear(note: Footnote, table: Table) -> bool:
    """Whether a cell has the footnote's mark in one of its readings."""
    return _bears(note, table) or any(f"[{note.number}]" in text for cell in table.cells for text in cell.possible)


def _is_marked(note: Footnote, table: Table) -> bool:
    """Whether a cell has the footnote's mark, or is open and could have it."""
    return any(cell.how == OPEN or str(note.number) in cell.reading.marks for cell in table.cells)


def _judge_units(paper: Paper) -> None:
    """The unit of tables that print none: the smallest in which every footnote's part fits into its cell."""
    fits = [unit for unit in UNITS if all(_fit(table, unit, paper) for table in paper.tables)]
    has_parts = any(note.amount for note in paper.footnotes)
    for table in paper.tables:
        if table.unit_dkk is None:
            table.unit_dkk = fits[0] if has_parts and fits else 1_000
            table.notes.append(said(UNIT_JUDGED, unit=f"{table.unit_dkk:,}"))


def _fit(table: Table, unit: int, paper: Paper) -> bool:
    parts = {
        str(note.number): (value_of(note.amount) or 0) * (note.unit_dkk or 1)
        for note in paper.footnotes
        if note.table == table.number and note.amount
    }
    return all(
        abs(parts.get(mark, 0)) <= abs(cell.reading.value or 0) * unit
        for cell in table.cells
        if cell.how != OPEN
        for mark in cell.reading.marks
    )


def _count(document: Document, placed: set[int], paper: Paper) -> None:
    """Counts the figures of the document and those that were placed, and lists the lines that are left over."""
    for line in document.lines:
        figures = sum(
            is_like_amount(word) and re.search(r"\d", word.text) is not None and not YEAR.fullmatch(word.text)
            for word in line.words
        )
        paper.figures_found += figures
        if line.number in placed:
            paper.figures_placed += figures
        else:
            paper.left_over.append((line.number, line.text))
