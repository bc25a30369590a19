"""Reads .docx: paragraphs, tables, text boxes, raised marks, footnotes and links, from the XML of its parts."""

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from handleplan import zipped
from handleplan.errors import RefusedError
from handleplan.reading.document import Cell, Document, Grid, Line
from handleplan.reading.runs import Run, lines_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NONE_OF_IT = {f"{WORD}txbxContent", f"{WORD}del", f"{WORD}moveFrom"}
MOST_ELEMENTS = 400_000


class WordFile:
    """The parts of one .docx that text is read from."""

    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        """Parses the parts."""
        self.numbers = count(1)
        self.body = _parsed(parts["word/document.xml"], name).find(f"{WORD}body")
        relations = parts.get("word/_rels/document.xml.rels")
        self.links = (
            {one.get("Id"): one.get("Target", "") for one in _parsed(relations, name)} if relations is not None else {}
        )
        notes = parts.get("word/footnotes.xml")
        self.notes = {one.get(f"{WORD}id"): one for one in _parsed(notes, name)} if notes is not None else {}
        self.note_numbers: dict[str, str] = {}

    def blocks(self, element: etree._Element) -> Iterator[Line | Grid]:
        """The lines and grids in an element, in reading order; what stands in a text box follows its paragraph."""
        for child in element:
            if child.tag == f"{WORD}p":
                yield from lines_of(self.runs(child), self.numbers)
                for box in child.iter(f"{WORD}txbxContent"):
                    if not any(above.tag == COMPATIBLE for above in box.iterancestors()):
                        yield from self.blocks(box)
            elif child.tag == f"{WORD}tbl":
                if child.find(f".//{WORD}tbl") is not None:
                    for cell in child.iterfind(f"{WORD}tr/{WORD}tc"):
                        yield from self.blocks(cell)
                else:
                    yield self.grid(child)
            elif child.tag in (f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins"):
                yield from self.blocks(child)

    def grid(self, table: etree._Element) -> Grid:
        """A table's cells with their columns; one that is merged with the cell above is empty."""
        rows = []
        for row in table.iter(f"{WORD}tr"):
            before = row.find(f"{WORD}trPr/{WORD}gridBefore")
            column = int(before.get(f"{WORD}val", "0")) if before is not None else 0
            cells = []
            for cell in row.iter(f"{WORD}tc"):
                wide = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
                span = int(wide.get(f"{WORD}val", "1")) if wide is not None else 1
                merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
                is_below = merged is not None and merged.get(f"{WORD}val") != "restart"
                lines = [
                    line
                    for paragraph in cell.iterfind(f"{WORD}p")
                    for line in lines_of(self.runs(paragraph), self.numbers, 0)
                ]
                cells.append(Cell(() if is_below else tuple(lines), column, span, is_below))
                column += span
            rows.append(tuple(cells))
        return Grid(tuple(rows))

    def runs(self, paragraph: etree._Element) -> Iterator[Run]:
        """The runs of a paragraph; text in a box, or deleted, moved away, struck out or hidden, is none of it."""
        for run in paragraph.iter(f"{WORD}r"):
            ancestors = list(run.iterancestors())
            within = ancestors[: ancestors.index(paragraph)]
            if any(one.tag in NONE_OF_IT for one in within) or _is_unread(run):
                continue
            link = next((one.get(RELATION) for one in within if one.tag == f"{WORD}hyperlink"), None)
            text = "".join(self._text(one) for one in run)
            is_reference = run.find(f"{WORD}footnoteReference") is not None
            if text:
                yield Run(text, _is_raised(run) or is_reference, self.links.get(link, "") if link else "")

    def _text(self, element: etree._Element) -> str:
        if element.tag == f"{WORD}t":
            return element.text or ""
        if element.tag == f"{WORD}footnoteReference":
            key = element.get(f"{WORD}id", "")
            return self.note_numbers.setdefault(key, str(len(self.note_numbers) + 1))
        return {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}.get(
            element.tag, ""
        )

    def footnotes(self) -> Iterator[Line]:
        """The footnotes that were referred to, each as a line that begins with its number."""
        for key, number in list(self.note_numbers.items()):
            note = self.notes.get(key)
            if note is not None:
                runs = [run for paragraph in note.iter(f"{WORD}p") for run in self.runs(paragraph)]
                yield from lines_of([Run(f"{number} "), *runs], self.numbers)


def _is_unread(run: etree._Element) -> bool:
    """Whether a run is struck out or hidden."""
    looks = [run.find(f"{WORD}rPr/{WORD}{name}") for name in ("strike", "dstrike", "vanish")]
    return any(look is not None and look.get(f"{WORD}val", "1") not in ("0", "false", "off") for look in looks)


def _is_raised(run: etree._Element) -> bool:
    """Whether a run is set raised: as such in Word, or above its line, as LibreOffice writes it."""
    raised, above = (run.find(f"{WORD}rPr/{WORD}{name}") for name in ("vertAlign", "position"))
    is_above = above is not None and re.fullmatch(r"[1-9]\d*", above.get(f"{WORD}val", "")) is not None
    return is_above or (raised is not None and raised.get(f"{WORD}val") == "superscript")


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise RefusedError(f"{name}: a part of it declares a document type; expected none")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise RefusedError(f"{name}: has more than {MOST_ELEMENTS:,} elements; expected one letter")
    return root


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a .docx. Raises RefusedError when it is none."""
    try:
        parts = zipped.unpacked(data, name, lambda part: part.startswith("word/") and part.endswith((".xml", ".rels")))
        if "word/document.xml" not in parts:
            raise ValueError("it holds no word/document.xml; save it as .docx")
        word = WordFile(parts, name)
        if word.body is None:
            raise ValueError("it holds no text")
        blocks = list(word.blocks(word.body))
        blocks += word.footnotes()
    except (*zipped.BROKEN, etree.XMLSyntaxError) as error:
        raise RefusedError(f"{name}: cannot be read as a Word document (.docx): {error}") from error
    return Document(name, sha256, blocks)
