"""Finds what a workbook shows otherwise than it holds it: amounts that a format scales, hidden rows and columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

from lxml import etree

from handleplan import zipped
from handleplan.letters.package import cell_at, names_of, parsed

# Of a number as a workbook holds it, and of the thousands and decimals of a format.
MOST_DIGITS, MOST_THOUSANDS, MOST_DECIMALS = 400, 4, 9


@dataclass(frozen=True)
class Scale:
    """How a format shows a number: divided by so many thousands, with so many decimals."""

    thousands: int
    decimals: int

    def shown(self, value: float) -> str:
        """A number as it is shown."""
        scaled = Decimal(str(value)) / 1000**self.thousands
        rounded = scaled.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP, Context(prec=MOST_DIGITS))
        return f"{rounded:f}".replace(".", ",")


@dataclass
class Looks:
    """What a sheet shows otherwise, by rows and columns from 0."""

    scaled: dict[tuple[int, int], Scale] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def of_sheets(data: bytes, name: str) -> dict[str, Looks]:
    """What each sheet of a workbook shows otherwise than it holds it. Raises OSError when that cannot be read."""
    try:
        return _of_parts(data, name)
    except (*zipped.BROKEN, etree.XMLSyntaxError) as error:
        raise OSError(f"{name} cannot be read as a workbook (.xlsx): {error}") from error


def _of_parts(data: bytes, name: str) -> dict[str, Looks]:
    parts = zipped.unpacked(data, name, lambda part: part.startswith("xl/") and part.endswith((".xml", ".rels")))
    scales = list(_scales(parsed(parts.get("xl/styles.xml", b"<none/>"))))
    sheets = names_of(parts).items()
    return {sheet: _looks(parsed(parts[part]), scales) for part, sheet in sheets if part in parts}


def _scales(styles: etree._Element) -> Iterator[Scale | None]:
    """How each style of cells scales; None for those that do not."""
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    for one in styles.iterfind("{*}cellXfs/{*}xf"):
        # What is quoted or in brackets is text beside the number.
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", codes.get(one.get("numFmtId"), "")).split(";")[0]
        found = re.search(r"[0#?](,+)[^0#?]*$", code)
        decimals = re.search(r"\.([0#?]+)", code)
        places = min(len(decimals[1]), MOST_DECIMALS) if decimals else 0
        yield Scale(min(len(found[1]), MOST_THOUSANDS), places) if found else None


def _looks(sheet: etree._Element, scales: list[Scale | None]) -> Looks:
    looks = Looks()
    for columns in sheet.iterfind("{*}cols/{*}col"):
        if columns.get("hidden") in ("1", "true"):
            looks.columns.update(range(int(columns.get("min", "1")) - 1, min(int(columns.get("max", "1")), 200)))
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        if row.get("hidden") in ("1", "true") and row.get("r", "").isdigit():
            looks.rows.add(int(row.get("r", "")) - 1)
    for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
        style, place = cell.get("s", "0"), cell_at(cell.get("r", ""))
        scale = scales[int(style)] if style.isdigit() and int(style) < len(scales) else None
        if scale and place:
            looks.scaled[place] = scale
    return looks
