"""Opens a workbook that somebody sent: its parts are unpacked and counted before a library reads them.

An .xlsx file is a zip of XML. A small one can unpack to gigabytes, repeat a long text a million times, or hold one cell
in the last row of a sheet, for which a library makes all the empty ones before it.
"""

import io
import re
import zipfile
from pathlib import Path
from xml.parsers import expat

import python_calamine
from lxml import etree
from xlsxwriter.utility import xl_cell_to_rowcol

from handleplan import files, zipped
from handleplan.errors import RefusedError

# A letter of today takes 0.2 MB packed, 3,000 cells, and texts of some hundred characters.
MOST_PACKED = 5_000_000
MOST_SHEETS = 100
MOST_CELLS = 50_000
MOST_TEXT = 5_000
LAST_ROW, LAST_COLUMN = 5_000, 100


def number_text(value: float) -> str:
    """A cell's number as a letter would print it; a comma, since three decimals after a point would be thousands."""
    return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")


def cell_at(place: str) -> tuple[int, int] | None:
    """The row and the column of a cell such as C7, from 0; None where a text names none."""
    return xl_cell_to_rowcol(place) if re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}", place) else None


class Count:
    """Counts the cells and texts of the parts that are fed to it."""

    def __init__(self, name: str):
        """Names the workbook in what is refused."""
        self.name, self.cells, self.place = name, 0, ""
        self.text: int | None = None
        self.kind, self.is_formula, self.is_value, self.has_value = "", False, False, False
        # The cells of the part whose formula has an error, or was never computed.
        self.faults: list[str] = []

    def refuse(self, words: str) -> None:
        """Raises RefusedError."""
        raise RefusedError(f"{self.name}: {words}; nothing was written (exit status 1)")

    def feed(self, part: str, data: bytes) -> None:
        """Counts one part. Raises RefusedError when there is too much, expat.ExpatError when it is no XML."""
        self.faults = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = lambda *_: self.refuse(f"{part} declares a document type; expected none")
        parser.Parse(data, True)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        element = element.rpartition(" ")[2]
        if element == "c":
            self.place, self.kind = attributes.get("r", ""), attributes.get("t", "")
            self.is_formula = self.has_value = False
        self.is_formula = self.is_formula or element == "f"
        self.is_value = element == "v"
        if element in ("c", "si"):
            self.text = 0
        # Whoever formats a whole column leaves cells without a value, which no library keeps.
        if element in ("v", "is"):
            self.cells += 1
            at = cell_at(self.place)
            if not at or at[0] >= LAST_ROW or at[1] >= LAST_COLUMN:
                expected = f"at most {LAST_ROW:,} rows and {LAST_COLUMN} columns"
                self.refuse(f"cell {self.place[:20] or 'without a place'} holds a value; expected {expected}")
            if self.cells > MOST_CELLS:
                self.refuse(f"has more than {MOST_CELLS:,} cells with a value; expected one letter")

    def _end(self, element: str) -> None:
        element = element.rpartition(" ")[2]
        self.is_value = False
        if element == "c" and (self.kind == "e" or (self.is_formula and not self.has_value)):
            self.faults.append(self.place)
        if element in ("c", "si"):
            self.text = None

    def _characters(self, text: str) -> None:
        self.has_value = self.has_value or self.is_value
        if self.text is None:
            return
        self.text += len(text)
        if self.text > MOST_TEXT:
            self.refuse(f"a text has more than {MOST_TEXT:,} characters; expected what a letter prints")


Faults = dict[str, list[str]]


def opened(path: Path, faults: Faults | None = None) -> python_calamine.CalamineWorkbook:
    """A workbook that is safe to read. Raises RefusedError when it is too large, OSError when it is none.

    `faults` takes, by sheet, the cells whose formula has an error or was never computed: a library reads them as empty.
    """
    try:
        data = files.read(path, MOST_PACKED)
    except files.UnfitFileError as error:
        raise OSError(f"{path} {error}") from error
    return opened_data(data, str(path), faults)


def parsed(data: bytes) -> etree._Element:
    """A part as XML, from which nothing outside of it is followed."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def names_of(parts: dict[str, bytes]) -> dict[str, str]:
    """The sheets' names by their parts."""
    related = {
        one.get("Id"): "xl/" + one.get("Target", "").removeprefix("/xl/")
        for one in parsed(parts.get("xl/_rels/workbook.xml.rels", b"<none/>")).iter("{*}Relationship")
    }
    names = {}
    for sheet in parsed(parts.get("xl/workbook.xml", b"<none/>")).iter("{*}sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        names[related.get(key, "")] = sheet.get("name", "")
    return names


def opened_data(data: bytes, name: str, faults: Faults | None = None) -> python_calamine.CalamineWorkbook:
    """The same, of a file's bytes."""
    count = Count(name)
    try:
        parts = zipped.unpacked(data, name)
        if "xl/workbook.xml" not in parts:
            raise ValueError("it holds no xl/workbook.xml; save it as .xlsx")
        by_part = {}
        for part, content in parts.items():
            if part.endswith((".xml", ".rels")):
                count.feed(part, content)
                by_part[part] = count.faults
        if faults is not None:
            faults |= {sheet: by_part.get(part, []) for part, sheet in names_of(parts).items()}
        # Packed again: the library reads what was counted, whatever else the file holds.
        again = io.BytesIO()
        with zipfile.ZipFile(again, "w") as packed:
            for part, content in parts.items():
                if part.endswith((".xml", ".rels")):
                    packed.writestr(part, content)
        again.seek(0)
        book = python_calamine.CalamineWorkbook.from_filelike(again)
    except (*zipped.BROKEN, expat.ExpatError, etree.XMLSyntaxError, python_calamine.CalamineError) as error:
        raise OSError(f"{name} cannot be read as a workbook (.xlsx): {error}") from error
    if len(book.sheet_names) > MOST_SHEETS:
        count.refuse(f"has {len(book.sheet_names)} sheets; expected at most {MOST_SHEETS}")
    return book
