"""A paper as it is to be typeset, with what a reader should find in it; from the seeds, or made up from a number."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from handleplan.paths import ROOT
from handleplan.reading import known
from handleplan.reading.paper import LINES

DASHES = ("-", "-", "\u2013", "\u2212")
WORDS = (
    "Lokale mentorer", "Sprogcaféer", "Støtte til foreninger", "Unges fritidsliv", "Rådgivning af forældre",
    "Jobmentorer", "Særlige forløb", "Bydelsmødre", "Fælles netværk", "Opsøgende arbejde", "Frivillige i skolen",
    "Helhedsplaner", "Evaluering", "Kompetenceløft", "Tidlig indsats", "Kulturmøder", "Praktikpladser", "Idræt",
)  # fmt: skip
AREAS = (
    "på Nørrebro",
    "i Valby",
    "på Amager",
    "i Sydhavnen",
    "på Vesterbro",
    "i Brønshøj",
    "for nyankomne",
    "for unge",
)
TEXTS = (
    "Drift og udvikling i samarbejde med de lokale boligforeninger",
    "Indsatsen følges op hvert halve år og justeres efter behov i 2025",
    "Midlerne dækker løn, lokaler og materialer; 12 pladser om året",
    "Forløb for familier og deres børn, også uden for skoletiden",
)
LINES_OF_A_TABLE = (
    ("financing",),
    ("financing", "financing", "subtotal", "shortfall"),
    ("financing", "financing", "shortfall"),
    ("shortfall",),
    ("financing", "memo"),
)
LINE_LABELS = {
    "financing": ("Finansiering fra puljen til unge", "Finansieres af integrationsmidler", "Dækkes af budget 2027"),
    "shortfall": ("Manglende finansiering", "Uden dækning", "Ufinansieret behov", "Udestående finansiering"),
    "subtotal": ("Finansiering i alt", "Finansiering total"),
    "memo": ("Til orientering: afsat i budgettet", "Afsat i det vedtagne budget"),
}
SOURCES = {"*": "integrationsbevilling", "^": "budgetmidler", "#": "statsligt tilskud"}


@dataclass
class Printed:
    """A cell as it is printed, with its footnote marks."""

    text: str = ""
    marks: tuple[str, ...] = ()


@dataclass
class PaperRow:
    """A row to be printed."""

    kind: str
    name: str
    cells: list[Printed] = field(default_factory=list)
    symbols: str = ""
    description: str = ""


@dataclass
class PaperTable:
    """A table to be printed; the total row, where there is one, is the last of the rows."""

    number: int
    title: str
    heads: list[str]
    rows: list[PaperRow]


@dataclass
class PrintedPaper:
    """A paper to be printed."""

    issued_on: str
    title: str
    tables: list[PaperTable]
    legend: dict[str, str]
    footnotes: dict[int, dict[int, str]] = field(default_factory=dict)
    decisions: list[tuple[str, str, str]] = field(default_factory=list)


def of_document(document_id: str, root: Path = ROOT) -> PrintedPaper:
    """The paper that the rows of a document describe; footnotes and lead-ins are in words of our own."""

    def rows(seed: str) -> list[dict[str, str]]:
        return [row for row in known.rows_of(seed, root) if row["document_id"] == document_id]

    (document,) = rows("raw_documents")
    paper = PrintedPaper(
        document["issued_on_printed"],
        document["title_printed"],
        [],
        {row["symbol"]: row["source_printed"] for row in rows("raw_symbols")},
        decisions=[(row["decided_on_printed"], row["title_printed"], row["url"]) for row in rows("raw_decisions")],
    )
    for row in rows("raw_footnotes"):
        unit = {"1000000": "mio. kr.", "1000": "t.kr."}.get(row["unit_dkk"], "kr.")
        text = (
            f"Af beløbet kommer {row['amount_printed']} {unit} fra {row['source_printed']}, besluttet i "
            f"{row['committee_printed']} {row['decided_on_printed']} og brugt i {row['year_printed']} "
            f"({row['price_level_printed']})."
        )
        paper.footnotes.setdefault(int(row["table_no"]), {})[int(row["footnote_no"])] = text
    for table in rows("raw_tables"):
        paper.tables.append(_table_of(table, rows))
    return paper


def _table_of(table: dict[str, str], rows: Callable[[str], list[dict[str, str]]]) -> PaperTable:
    number = table["table_no"]

    def of_table(seed: str) -> list[dict[str, str]]:
        return [row for row in rows(seed) if row["table_no"] == number]

    columns = [row["heading_printed"] for row in of_table("raw_table_columns")]
    grid: dict[tuple[str, str], Printed] = {
        (row["row_no"], row["column_no"]): Printed(row["amount_printed"], tuple(row["footnote_marks"].split()))
        for row in of_table("raw_allocations")
    }
    for row in of_table("raw_printed_totals"):
        grid[row["row_no"], row["column_no"]] = Printed(row["amount_printed"])
    printed = [
        PaperRow(
            row["row_kind"],
            row["label_printed"],
            [grid.get((row["row_no"], str(at)), Printed()) for at in range(1, len(columns) + 1)],
            row["symbols_printed"],
            TEXTS[int(row["row_no"]) % len(TEXTS)] if row["row_kind"] == "initiative" else "",
        )
        for row in of_table("raw_table_rows")
    ]
    totals = [grid.get(("", str(at)), Printed()) for at in range(1, len(columns) + 1)]
    if any(total.text for total in totals):
        first = next((at for at, row in enumerate(printed) if row.kind in LINES), len(printed))
        kinds = LINES if any(row.kind == "initiative" for row in printed[first:]) else (*LINES, "subtotal")
        lines = [row for row in printed[first:] if row.kind in kinds]
        printed = [row for row in printed if row not in lines]
        printed += [PaperRow("total", table["total_label_printed"], totals), *lines]
    return PaperTable(int(number), table["title_printed"], columns, printed)


def grouped(value: int, style: str) -> str:
    """An amount as a paper prints it: `.` or a thin blank before three digits or nothing, or in millions."""
    sign = "-" if value < 0 else ""
    if style == "none":
        return f"{value}"
    if style == "millions":
        return f"{sign}{abs(value) // 100},{abs(value) % 100:02}"
    return sign + f"{abs(value):,}".replace(",", "\u202f" if style == "thin" else ".")


class MadeUp:
    """A made-up paper of one to four tables, always the same for a number.

    Its totals are those of its cells, but in one table of thirty, where the paper itself prints one wrongly.
    """

    def __init__(self, seed: int) -> None:
        """Makes the paper."""
        self.chance = random.Random(seed)
        title = f"Svar om økonomien i handleplanerne, nr. {seed}"
        self.paper = PrintedPaper("05-03-2027", title, [], dict(SOURCES))
        for number in range(1, self.chance.randint(1, 4) + 1):
            self.paper.tables.append(self._table(number))

    def _table(self, number: int) -> PaperTable:
        chance = self.chance
        first, count = chance.choice((2023, 2024, 2025, 2026)), chance.choice((2, 3, 3, 3, 4, 4, 6))
        years = [str(first + at) for at in range(count)]
        self.style = chance.choice(("dot", "dot", "dot", "none", "thin", "millions"))
        self.has_row_totals = chance.random() < 0.9
        rows = self._rows(count)
        if chance.random() < 1 / 30:
            cell = chance.choice(chance.choice([row for row in rows if row.kind != "heading"]).cells[-1:])
            cell.text = grouped(chance.randint(1_000, 9_999), self.style) if self.has_row_totals else cell.text
        self._footnotes(number, rows, count)
        rows += self._lines(number, rows[-1])
        heads = [*years, *(["I alt"] if self.has_row_totals else [])]
        unit = "mio. kr." if self.style == "millions" else "1.000 kr."
        return PaperTable(number, f"Handleplan for {chance.choice(WORDS).lower()} ({unit})", heads, rows)

    def _rows(self, years: int) -> list[PaperRow]:
        chance = self.chance
        rows: list[PaperRow] = []
        sums, part = [0] * years, [0] * years
        has_parts, since = chance.random() < 0.25, 0
        names = chance.sample([f"{word} {area}" for word in WORDS for area in AREAS], chance.randint(3, 14))
        for at, name in enumerate(names):
            if has_parts and since == 0:
                rows.append(PaperRow("heading", f"Tema {len(rows) + 1}: {chance.choice(WORDS)}"))
            values = [self._amount() for _ in range(years)]
            cells = [Printed(self._text(value)) for value in values]
            plain = [value or 0 for value in values]
            sums = [one + other for one, other in zip(sums, plain, strict=True)]
            part = [one + other for one, other in zip(part, plain, strict=True)]
            if self.has_row_totals:
                cells.append(Printed(grouped(sum(plain), self.style)))
            description = chance.choice((*TEXTS, ""))
            rows.append(PaperRow("initiative", name, cells, chance.choice(("*", "^", "#")), description))
            since += 1
            if has_parts and (since == 3 or at == len(names) - 1):
                rows.append(self._total("subtotal", "I alt for temaet", part))
                part, since = [0] * years, 0
        return [*rows, self._total("total", chance.choice(("Udgifter i alt", "I alt", "Total")), sums)]

    def _amount(self) -> int | None:
        kind = self.chance.random()
        if kind < 0.04:
            return None
        if kind < 0.14:
            return 0
        sizes = (self.chance.randint(1, 9) * 100, self.chance.randint(10, 999), self.chance.randint(1_000, 19_999))
        return -self.chance.choice(sizes) if kind < 0.15 else self.chance.choice(sizes)

    def _text(self, value: int | None) -> str:
        if value is None:
            return ""
        return self.chance.choice(DASHES) if value == 0 else grouped(value, self.style)

    def _total(self, kind: str, label: str, sums: list[int]) -> PaperRow:
        cells = [Printed(grouped(value, self.style)) for value in sums]
        return PaperRow(
            kind, label, [*cells, Printed(grouped(sum(sums), self.style))] if self.has_row_totals else cells
        )

    def _lines(self, number: int, total: PaperRow) -> list[PaperRow]:
        """In one table of four, what pays for it and what has no cover, below its total."""
        # Chances of their own, so that the papers are those of before otherwise.
        chance = random.Random(f"{self.paper.title}, table {number}")
        if chance.random() >= 0.25:
            return []
        lines = [PaperRow(kind, chance.choice(LINE_LABELS[kind])) for kind in chance.choice(LINES_OF_A_TABLE)]
        before = [0 for _ in total.cells]
        for line in lines:
            values = [chance.choice((0, chance.randint(10, 999), chance.randint(1_000, 19_999))) for _ in total.cells]
            if self.has_row_totals:
                values[-1] = sum(values[:-1])
            values = before if line.kind == "subtotal" else values
            before = [one + other for one, other in zip(before, values, strict=True)]
            line.cells = [Printed(grouped(value, self.style) if value else chance.choice(DASHES)) for value in values]
        return lines

    def _footnotes(self, number: int, rows: list[PaperRow], years: int) -> None:
        of_initiatives = [row.cells[:years] for row in rows if row.kind == "initiative"]
        marked = [cell for cells in of_initiatives for cell in cells if len(cell.text) > 2]
        count = min(self.chance.choice((0, 0, 1, 2, 3)), len(marked))
        for note, cell in enumerate(self.chance.sample(marked, count), 1):
            cell.marks = (str(note),)
            self.paper.footnotes.setdefault(number, {})[note] = (
                f"Af beløbet er {self.chance.randint(1, 90)} t.kr. fra forvaltningens budget (indsatsmidler), "
                f"besluttet i BIU {self.chance.randint(1, 28)}.11 2025 (2025 p/l)."
            )
