"""The documents beside the proof: where each figure stands on its page, read again and held against what is entered.

Nothing of it is stored. A figure that is not read as it is entered is shown without its place, and named.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from handleplan import files, queries
from handleplan.errors import HandleplanError
from handleplan.letters import sources
from handleplan.paths import ROOT
from handleplan.reading import bounded, compare, opened, places, read
from handleplan.reading.document import Box

# Mail carries some 10 MB, and writes each 3 bytes as 4: this leaves room for the rest of the page.
MOST_BYTES = 4_000_000
# How far around a row its strip reaches and how high it may be, in points, and what share of the page it has at least.
MARGIN, MOST_HIGH, LEAST_WIDE = 4, 150, 0.55


@dataclass(frozen=True)
class Shown:
    """A page as it stands in the proof: its id there, its picture, and the part of the page that it shows."""

    id: str
    data: str
    left: float
    top: float
    width: float
    height: float

    @property
    def view(self) -> str:
        """The whole page, as SVG says it."""
        return _view(self.left, self.top, self.width, self.height)


@dataclass(frozen=True)
class Strip:
    """Where a figure stands: the page with the part of it that is the row, and the figure; or the row as text."""

    place: places.Place
    page: Shown | None = None
    view: str = ""


@dataclass
class Original:
    """A document: its file, what is wrong with it, the strips by printed cell, and the figures that have none."""

    document_id: str
    key: str
    name: str = ""
    sha256: str = ""
    read_name: str = ""
    read_sha256: str = ""
    fault: str = ""
    strips: dict[str, Strip] = field(default_factory=dict)
    pages: dict[int, Shown] = field(default_factory=dict)
    unlike: list[dict] = field(default_factory=list)

    @property
    def is_other(self) -> bool:
        """Whether the file is another one than the letter was entered from."""
        return bool(self.sha256 and self.read_sha256 and self.sha256 != self.read_sha256)


def _view(*numbers: float) -> str:
    return " ".join(f"{number:.1f}" for number in numbers)


def of_file(published: duckdb.DuckDBPyConnection, root: Path = ROOT) -> list[Original]:
    """The documents of a published file that are at hand, or of which it is known which file was read."""
    ids = [row["document_id"] for row in queries.rows(published, "proof/documents")]
    found = {one: sources.of_document(one, root) for one in ids}
    at_hand = sum(bool(source.files) for source in found.values())
    originals = []
    for number, (document_id, source) in enumerate(found.items(), 1):
        if not source.files and not source.sha256:
            continue
        original = Original(document_id, f"original-{number}", read_name=source.name, read_sha256=source.sha256)
        originals.append(original)
        if len(source.files) > 1:
            original.fault = f"{', '.join(path.name for path in source.files)}: expected one file"
        elif source.files:
            figures = queries.rows(published, "proof/figures_of_document", document_id=document_id)
            try:
                _read(source.files[0], original, figures, MOST_BYTES // at_hand)
            except (HandleplanError, OSError) as error:
                original.fault = str(error)
    return originals


def _read(path: Path, original: Original, figures: list[dict], most_bytes: int) -> None:
    document = opened.opened(path)
    original.name, original.sha256 = path.name, document.sha256
    found = places.of_paper(document, read.read(document))
    strips = {}
    for figure in figures:
        read_there = found.get((figure["table_no"], figure["row_no"], figure["heading_printed"]))
        if read_there and read_there.place and compare.is_same(figure["amount_printed"], read_there.text or ""):
            strips[figure["printed_cell_id"]] = read_there.place
        else:
            original.unlike.append(figure | {"read": read_there.text if read_there else None})
    placed = {place.page: document.turned.get(place.page, 0) for place in strips.values() if place.band}
    if placed:
        original.pages = dict(_pages(path, original, placed, most_bytes))
    for key, place in strips.items():
        page = original.pages.get(place.page)
        view = _row(place.band, place.box, page) if place.band and page else ""
        original.strips[key] = Strip(place, page if view else None, view)


def _pages(path: Path, original: Original, placed: dict[int, int], most_bytes: int) -> Iterator[tuple[int, Shown]]:
    # Its libraries are loaded only where a document has pages.
    from handleplan.reading import pictures

    draw = pictures.drawer(placed, most_bytes)
    drawn = bounded.read(draw, files.read(path, opened.MOST_BYTES), original.name, original.sha256)
    for number, picture in drawn.items():
        left, top, right, bottom = picture.view
        data = base64.b64encode(picture.png).decode()
        yield number, Shown(f"{original.key}-page-{number}", data, left, top, right - left, bottom - top)


def _row(band: Box, box: Box | None, page: Shown) -> str:
    """The strip of a page that holds a row; of a high row the part around the figure."""
    top, bottom = band[1] - MARGIN, band[3] + MARGIN
    if box and bottom - top > MOST_HIGH:
        middle = (box[1] + box[3]) / 2
        top, bottom = max(top, middle - MOST_HIGH / 2), min(bottom, middle + MOST_HIGH / 2)
    width = min(max(band[2] - band[0] + 2 * MARGIN, LEAST_WIDE * page.width), page.width)
    left = min(max(band[0] - MARGIN, page.left), page.left + page.width - width)
    return _view(left, top, width, bottom - top)


def told(originals: list[Original]) -> Iterator[str]:
    """What is said of each document on the command's output: how much was found, and what its pages cost."""
    for one in originals:
        if one.fault:
            yield f"proof: {one.document_id}: its page is not shown: {one.fault}"
        elif one.name:
            size = sum(len(page.data) for page in one.pages.values())
            left_out = {strip.place.page for strip in one.strips.values() if strip.place.band} - set(one.pages)
            yield (
                f"proof: {one.document_id}: {len(one.strips)} of {len(one.strips) + len(one.unlike)} figures found in "
                f"{one.name}; {len(one.pages)} pages take {size / 1e6:.2f} MB of the page"
                + (f"; no room for pages {', '.join(map(str, sorted(left_out)))}" if left_out else "")
            )
        if one.is_other:
            yield f"proof: {one.document_id}: {one.name} is another file than {one.read_name}, which was read"
