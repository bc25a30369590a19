"""Reads HTML: paragraphs, tables, raised marks and links; scripts and styles are no text."""

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree, html

from handleplan.errors import RefusedError
from handleplan.reading.document import Cell, Document, Grid, Line
from handleplan.reading.runs import Run, lines_of

NO_TEXT = {"script", "style", "head", "template", "noscript", "svg", "nav"}
INLINE = {
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "label", "mark", "o:p", "q", "small", "span",
    "strong", "sub", "sup", "time", "u", "br", "wbr", "ins",
}  # fmt: skip
# Text that is struck out stands on the page, and is what the paper no longer says.
STRUCK = {"s", "del", "strike"}
NOT_SHOWN = re.compile(r"display:none|visibility:hidden|text-decoration[a-z-]*:[^;]*line-through", re.I)
MOST_ELEMENTS = 400_000
MOST_SPAN = 100
MOST_COLUMNS = 200


class Page:
    """Walks a page."""

    def __init__(self, name: str) -> None:
        """Begins with line 1; the name is said where the page is refused."""
        self.name, self.numbers = name, count(1)

    def blocks(self, element: etree._Element) -> Iterator[Line | Grid]:
        """The lines and grids in an element, in reading order."""
        runs: list[Run] = [Run(_plain(element.text))]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in INLINE:
                runs += _runs(child)
            elif tag and not _is_unread(child):
                yield from lines_of(_stripped(runs), self.numbers)
                runs = []
                is_layout = tag == "table" and child.find(".//table") is not None
                yield from [*self.table(child)] if tag == "table" and not is_layout else self.blocks(child)
            runs.append(Run(_plain(child.tail)))
        yield from lines_of(_stripped(runs), self.numbers)

    def table(self, table: etree._Element) -> Iterator[Line | Grid]:
        """A table's caption as a line, and its grid; a cell that spans rows has its lines in the first of them."""
        for caption in table.iterfind("caption"):
            yield from self.blocks(caption)
        rows = []
        taken: dict[int, int] = {}
        for row in table.iter("tr"):
            if _is_unread(row) or _is_unread(row.getparent()):
                continue
            cells: list[Cell] = []
            column = 0
            for cell in row:
                if cell.tag not in ("td", "th") or _is_unread(cell):
                    continue
                column = _passed(cells, taken, column)
                span, deep = _span(cell, "colspan"), _span(cell, "rowspan")
                lines = tuple(block for block in self.blocks(cell) if isinstance(block, Line))
                cells.append(Cell(lines, column, span))
                for at in range(column, column + span):
                    taken[at] = deep
                column += span
            column = _passed(cells, taken, column)
            if column > MOST_COLUMNS:
                raise RefusedError(f"{self.name}: has a table of more than {MOST_COLUMNS} columns; expected one letter")
            taken = {at: left - 1 for at, left in taken.items() if left > 1}
            rows.append(tuple(cells))
        yield Grid(tuple(rows))


def _passed(cells: list[Cell], taken: dict[int, int], column: int) -> int:
    """The next free column of a row; where cells of rows above reach down, the row gets a cell without lines."""
    while taken.get(column, 0) > 0:
        cells.append(Cell((), column, is_below=True))
        column += 1
    return column


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), MOST_SPAN) if re.fullmatch(r"[1-9]\d{0,3}", value) else 1


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _is_unread(element: etree._Element) -> bool:
    """Whether what stands in an element is no text, is not shown, or is struck out."""
    is_hidden = "hidden" in element.attrib or NOT_SHOWN.search(element.get("style", "").replace(" ", "")) is not None
    return element.tag in NO_TEXT or element.tag in STRUCK or is_hidden


def _runs(element: etree._Element, is_raised: bool = False, link: str = "") -> Iterator[Run]:
    if _is_unread(element):
        return
    is_raised = is_raised or element.tag == "sup" or "vertical-align:super" in element.get("style", "").replace(" ", "")
    href = element.get("href", "") if element.tag == "a" else ""
    link = href if href.startswith("http") else link
    if element.tag == "br":
        yield Run("\n")
    yield Run(_plain(element.text), is_raised, link)
    for child in element:
        if isinstance(child.tag, str):
            yield from _runs(child, is_raised, link)
        yield Run(_plain(child.tail), is_raised, link)


def _stripped(runs: list[Run]) -> list[Run]:
    return [run for run in runs if run.text]


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a web page. Raises RefusedError when it is none."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding=_encoding(data))
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(f"{name}: cannot be read as a web page: {error}") from error
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise RefusedError(f"{name}: has more than {MOST_ELEMENTS:,} elements; expected one letter")
    body = root.find("body")
    return Document(name, sha256, list(Page(name).blocks(root if body is None else body)))


def _encoding(data: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2000])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return declared[1].decode() if declared and declared[1].lower() != b"utf-8" else "cp1252"
    return "utf-8"
