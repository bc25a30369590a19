"""Reads PDF with text: letters with their places, ruled tables as grids, links; a scan has no text to read."""

import functools
import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from handleplan.errors import RefusedError
from handleplan.reading.document import Box, Cell, Document, Grid, Line
from handleplan.reading.letters_on_page import Letter, Row, rows_of, words_of
from handleplan.reading.page_edges import is_page_number

MOST_PAGES = 100
MOST_LETTERS = 20_000
# Above this share of letters without a meaning, the fonts do not say which letters they draw.
MOST_UNKNOWN = 0.02


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a PDF. Raises RefusedError when it is protected, damaged, too long or has no text."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    document = Document(name, sha256, is_placed=True)
    numbers = count(1)
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) > MOST_PAGES:
                raise RefusedError(f"{name}: has {len(file.pages):,} pages; expected at most {MOST_PAGES}")
            for page in file.pages:
                document.blocks += _blocks(page, document, numbers)
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise RefusedError(f"{name}: is protected by a password; save it without") from error
        raise RefusedError(f"{name}: cannot be read as a PDF: {' '.join(str(error).split())[:200]}") from error
    return document


def _blocks(page: Page, document: Document, numbers: Iterator[int]) -> Iterator[Line | Grid]:
    name = document.name
    chars = page.dedupe_chars().chars
    if len(chars) > MOST_LETTERS:
        raise RefusedError(f"{name}: page {page.page_number} has more than {MOST_LETTERS:,} letters")
    unknown = sum(char["text"].startswith("(cid:") or char["text"] == "\ufffd" for char in chars)
    if unknown > MOST_UNKNOWN * len(chars):
        raise RefusedError(f"{name}: its fonts do not say which letters they draw; ask for the document it was made of")
    turned = sum(not char["upright"] for char in chars) * 2 > len(chars)
    if turned:
        runs_up = sum(char["matrix"][1] > 0 for char in chars if not char["upright"]) * 2 > len(chars)
        document.turned[page.page_number] = 90 if runs_up else -90
    letters = [_letter(char, page, turned) for char in chars if char["upright"] != turned]
    links = [] if turned else [(link["uri"], _box(link)) for link in page.hyperlinks if link.get("uri")]
    tables = [] if turned else _tables(page)
    free = [letter for letter in letters if not any(_is_in(letter, table.bbox) for table in tables)]
    rows = rows_of(free)
    if rows and is_page_number("".join(word.text + " " for word in words_of(rows[-1])), page.page_number):
        rows.pop()
    waiting = sorted(tables, key=functools.cmp_to_key(_order))
    below = None
    for row in rows:
        while waiting and waiting[0].bbox[1] < row.top:
            yield _grid(waiting.pop(0), letters, page.page_number, numbers)
        yield from _line(row, below, page.page_number, numbers, links)
        below = row
    for table in waiting:
        yield _grid(table, letters, page.page_number, numbers)


def _order(one: pdfplumber.table.Table, other: pdfplumber.table.Table) -> int:
    """Below or above, or from left to right where tables stand side by side, at whatever height they begin."""
    is_beside = one.bbox[1] < other.bbox[3] and other.bbox[1] < one.bbox[3]
    axis = 0 if is_beside else 1
    return (one.bbox[axis] > other.bbox[axis]) - (one.bbox[axis] < other.bbox[axis])


def _tables(page: Page) -> list[pdfplumber.table.Table]:
    """The ruled tables of a page. A row that goes on over the page has no rule below it, so one is added."""
    tables = page.find_tables()
    added = []
    for table in tables:
        left, _, right, bottom = table.bbox
        open_ends = [
            edge["bottom"]
            for edge in page.vertical_edges
            if left - 2 < edge["x0"] < right + 2 and edge["top"] < bottom + 3 and edge["bottom"] > bottom + 5
        ]
        if len(open_ends) > 2:
            end = max(open_ends)
            added.append(
                {"object_type": "line", "x0": left, "x1": right, "top": end, "bottom": end, "width": right - left}
            )
    if added:
        tables = page.find_tables({"explicit_horizontal_lines": added})
    return [table for table in tables if len(table.columns) > 1 and len(table.rows) > 1]


def _letter(char: dict, page: Page, turned: bool) -> Letter:
    """A letter of the page as it is read; on a turned page, lines run up or down."""
    left, right, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
    if turned and char["matrix"][1] > 0:
        left, right, top, bottom = page.height - bottom, page.height - top, left, right
    elif turned:
        left, right, top, bottom = top, bottom, page.width - right, page.width - left
    return Letter(char["text"], left, right, top, bottom, char["size"])


def _box(thing: dict) -> Box:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def _is_in(letter: Letter, box: Box) -> bool:
    middle = (letter.left + letter.right) / 2
    return box[0] <= middle <= box[2] and box[1] <= letter.middle <= box[3]


def _line(
    row: Row, above: Row | None, page: int, numbers: Iterator[int], links: list[tuple[str, Box]]
) -> Iterator[Line]:
    words = words_of(row)
    if words:
        gap = max((row.top - above.bottom) / (row.bottom - row.top), 0) if above else 1.0
        on_line = tuple(dict.fromkeys(uri for uri, box in links if box[1] < (row.top + row.bottom) / 2 < box[3]))
        yield Line(next(numbers), page, words, gap, row.box, on_line)


def _grid(table: pdfplumber.table.Table, letters: list[Letter], page: int, numbers: Iterator[int]) -> Grid:
    """A ruled table: its cells by their rules; a row may be short, and a cell span columns."""
    inside = [letter for letter in letters if _is_in(letter, table.bbox)]
    begins = [column.bbox[0] for column in table.columns]
    rows = []
    above: list[Box] = []
    for drawn in table.rows:
        cells: list[Cell] = []
        right = 0.0
        for column, box in enumerate(drawn.cells):
            if box is None:
                # Where no rule closes a cell, the row is short, or the cell is that of a row above.
                if cells and right > begins[column] + 1:
                    last = cells.pop()
                    cells.append(replace(last, span=column + 1 - last.column))
                elif any(_reaches(one, begins[column] + 1, drawn.bbox[1] + 1) for one in above):
                    cells.append(Cell((), column, is_below=True))
                continue
            lines: list[Line] = []
            for row in rows_of(letter for letter in inside if _is_in(letter, box)):
                lines += _line(row, None, page, numbers, [])
            cells.append(Cell(tuple(lines), column))
            right = box[2]
        above += [box for box in drawn.cells if box]
        rows.append(tuple(cells))
    return Grid(tuple(rows), (table.bbox[0], table.bbox[2]))


def _reaches(box: Box, left: float, top: float) -> bool:
    """Whether a cell goes on below a point of the page and over it."""
    return box[0] < left < box[2] and box[1] < top < box[3]
