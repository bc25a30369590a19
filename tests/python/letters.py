"""Describes a letter in a few words and writes it as seed rows, for fixtures and for property tests.

The controls are counted here from the description, not from the rows: as a person would count them on the page.
"""

import csv
import re
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ROOT / "tests" / "fixtures" / "letters"
Seeds = dict[str, list[dict]]
MINUS, EN_DASH = "\u2212", "\u2013"
DASHES = ("-", MINUS, EN_DASH)


@dataclass
class Row:
    """A printed row: an initiative's (with its id and cells), a heading or a sub-total (with its printed amounts)."""

    label: str
    initiative: str | None = None
    cells: list[str] = field(default_factory=list)
    symbols: str = ""
    kind: str = "initiative"
    marks: dict[int, str] = field(default_factory=dict)
    partly: tuple[int, ...] = ()
    total: str = ""
    is_new: bool = False


@dataclass
class Footnote:
    """A footnote: its parts as printed, empty where it prints none."""

    number: int
    amount: str = ""
    unit: int = 1000000
    year: str = ""
    source: str = ""
    price_level: str = ""


@dataclass
class Table:
    """A printed table; `totals` are the printed line of totals, over the years and then over all."""

    plan: str
    title: str
    years: list[str]
    rows: list[Row]
    totals: list[str] = field(default_factory=list)
    unit: int = 1000
    row_total: str = "I alt"
    other: str = ""
    price_level: str = ""
    is_whole: bool = True
    states: str = "level"
    status: str = "allocated"
    footnotes: list[Footnote] = field(default_factory=list)


@dataclass
class Letter:
    """A document with its legend and tables."""

    id: str
    number: int
    issued_on: str
    tables: list[Table]
    symbols: dict[str, str] = field(default_factory=dict)
    municipality: str = "copenhagen"
    title: str = "Svar om finansiering af handleplaner"
    price_level_rule: str = ""


def amount_of(printed: str) -> Decimal | None:
    """What a printed amount says, in the unit it is printed in; a dash is 0, nothing printed None."""
    if not printed:
        return None
    if printed in DASHES:
        return Decimal(0)
    whole = re.sub(r"\.(?=\d{3})", "", printed).replace(",", ".")
    return Decimal(re.sub(f"^[{MINUS}{EN_DASH}]", "-", whole))


def printed(amount: Decimal, decimals: int = 0, grouped: bool = True) -> str:
    """An amount as a Danish letter prints it."""
    text = f"{amount:,.{decimals}f}" if grouped else f"{amount:.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def rows_of(letter: Letter) -> Seeds:
    """The raw rows of a letter, with what maps them to plans and initiatives, and the controls."""
    seeds: Seeds = defaultdict(list)
    controls = Counter()

    def count(table_no: int | None, kind: str, item: str | int | None, by: int | Decimal = 1) -> None:
        controls[table_no, kind, item] += by

    day, month, year = letter.issued_on.split("-")
    seeds["raw_documents"].append(
        {
            "document_id": letter.id,
            "document_no": letter.number,
            "issued_on_printed": letter.issued_on,
            "title_printed": letter.title,
            "issued_by_printed": "Forvaltningen",
            "price_level_rule": letter.price_level_rule,
        }
    )
    seeds["ref_documents"].append(
        {"document_id": letter.id, "municipality_id": letter.municipality, "title_en": "Answer on action plans"}
    )
    count(None, "document_issued_on", None, int(year + month + day))
    if letter.price_level_rule:
        count(None, "price_level_rule", letter.price_level_rule)
    for symbol, source in letter.symbols.items():
        seeds["raw_symbols"].append(
            {"document_id": letter.id, "symbol": symbol, "source_printed": source, "mark_kind": "source"}
        )
        count(None, "symbols", None)
        count(None, "source_of_symbol", f"{symbol} {source}")
    for table_no, table in enumerate(letter.tables, 1):
        count(None, "tables", None)
        _add_table(letter.id, table_no, table, seeds, count)
    for (table_no, kind, item), expected in controls.items():
        seeds["raw_controls"].append(
            {
                "document_id": letter.id,
                "table_no": table_no,
                "control_kind": kind,
                "item": item,
                "expected": f"{expected:f}" if isinstance(expected, Decimal) else expected,
            }
        )
    return seeds


def _add_table(document_id: str, table_no: int, table: Table, seeds: Seeds, count) -> None:
    at = {"document_id": document_id, "table_no": table_no}
    last = len(table.years) + 1
    seeds["raw_tables"].append(
        at
        | {
            "title_printed": table.title,
            "total_label_printed": "I alt" if table.totals else "",
            "unit_dkk": table.unit,
            "has_row_totals": str(bool(table.row_total)).lower(),
            "has_column_totals": str(bool(table.totals)).lower(),
            "has_table_total": str(len(table.totals) > len(table.years)).lower(),
            "is_whole_plan": str(table.is_whole).lower(),
            "price_level_printed": table.price_level,
            "states": table.states,
            "status": table.status,
            # Amounts of a made-up table are of any size.
            "unit_reason": "size",
        }
    )
    seeds["ref_table_plans"].append(at | {"plan_id": table.plan})
    count(table_no, "unit_dkk", None, table.unit)
    if table.price_level:
        count(table_no, "table_pl_year", None, int(table.price_level[:4]))
    headings = [(year, "year") for year in table.years]
    headings += [(table.row_total, "row_total")] if table.row_total else []
    headings += [(table.other, "other")] if table.other else []
    for column_no, (heading, kind) in enumerate(headings, 1):
        column = {"column_no": column_no, "heading_printed": heading, "column_kind": kind}
        seeds["raw_table_columns"].append(at | column)
        count(table_no, "column_year", column_no, int(heading[:4]) if kind == "year" else 0)

    def total(kind: str, row_no: int | None, column_no: int, amount: str) -> None:
        place = {"total_kind": kind, "row_no": row_no, "column_no": column_no, "amount_printed": amount}
        seeds["raw_printed_totals"].append(at | place)
        count(table_no, "printed_totals", None)

    for row_no, row in enumerate(table.rows, 1):
        words = {"row_no": row_no, "row_kind": row.kind, "label_printed": row.label, "symbols_printed": row.symbols}
        seeds["raw_table_rows"].append(at | words)
        if row.kind == "initiative":
            states = {"initiative_id": row.initiative, "is_new": "true" if row.is_new else ""}
            seeds["ref_row_initiatives"].append(at | {"row_no": row_no} | states)
            count(table_no, "rows_by_symbol", row.symbols or "none")
            count(table_no, "row_nos_by_symbol", row.symbols or "none", row_no)
            for column_no, amount in enumerate(row.cells, 1):
                _add_cell(at | {"row_no": row_no, "column_no": column_no}, amount, row, seeds, count)
            if table.row_total:
                total("row_total", row_no, last, row.total)
        elif row.kind == "subtotal":
            for column_no, amount in enumerate(row.cells, 1):
                total("subtotal", row_no, column_no, amount)
            if table.row_total:
                total("subtotal", row_no, last, row.total)
    for column_no, amount in enumerate(table.totals, 1):
        total("table_total" if column_no == last else "column_total", None, column_no, amount)
    for note in table.footnotes:
        _add_footnote(at, note, table, seeds, count)


def _add_cell(place: dict, amount: str, row: Row, seeds: Seeds, count) -> None:
    table_no, column_no = place["table_no"], place["column_no"]
    marks, is_partly = row.marks.get(column_no, ""), column_no in row.partly
    seeds["raw_allocations"].append(
        place | {"amount_printed": amount, "footnote_marks": marks, "partly_unallocated": "yes" if is_partly else ""}
    )
    for kind, holds in (
        ("cells_empty", not amount),
        ("cells_dash", amount in DASHES),
        ("cells_amount", bool(amount) and amount not in DASHES),
    ):
        count(table_no, kind, None, int(holds))
    count(table_no, "footnote_marks", None, len(marks.split()))
    count(table_no, "partly_unallocated_cells", None, int(is_partly))
    count(table_no, "partly_unallocated_row_nos", None, place["row_no"] * is_partly)
    count(table_no, "partly_unallocated_column_nos", None, column_no * is_partly)


def _add_footnote(at: dict, note: Footnote, table: Table, seeds: Seeds, count) -> None:
    table_no = at["table_no"]
    seeds["raw_footnotes"].append(
        at
        | {
            "footnote_no": note.number,
            "amount_printed": note.amount,
            "unit_dkk": note.unit if note.amount else "",
            "year_printed": note.year,
            "source_printed": note.source,
            "price_level_printed": note.price_level,
        }
    )
    count(table_no, "footnotes", None)
    count(table_no, "footnotes_by_source", note.source or "none")
    count(table_no, "footnotes_by_committee", "none")
    if note.amount:
        amount = amount_of(note.amount) * note.unit
        count(table_no, "footnote_amount_dkk", note.number, amount)
        count(table_no, "footnotes_sum_dkk", None, amount)
    if note.price_level:
        count(table_no, "footnote_pl_year", note.number, int(note.price_level[:4]))
    for row_no, row in enumerate(table.rows, 1):
        for column_no, marks in row.marks.items():
            if str(note.number) in marks.split():
                count(table_no, "footnote_row", note.number, row_no)
                count(table_no, "footnote_year", note.number, int(table.years[column_no - 1][:4]))


def path_of(root: Path, name: str) -> Path:
    """Where a seed stands."""
    return root / "seeds" / ("raw" if name.startswith("raw_") else "reference") / f"{name}.csv"


def head_of(name: str) -> list[str]:
    """The columns of a seed, from the project's own file."""
    with path_of(ROOT, name).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def write(root: Path, seeds: Seeds, is_added: bool = True) -> None:
    """Writes rows into the seeds of a folder, below what stands there or instead of it."""
    for name, rows in seeds.items():
        with path_of(root, name).open("a" if is_added else "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, head_of(name), restval="", lineterminator="\n")
            if not is_added:
                writer.writeheader()
            writer.writerows(rows)


def read(folder: Path) -> Seeds:
    """The rows of a fixture: one CSV per seed, as the seeds have them."""
    return {
        path.stem: list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        for path in sorted(folder.glob("*.csv"))
    }


def copy_seeds(target: Path) -> Path:
    """A folder with the project's seeds, to add letters to."""
    shutil.copytree(ROOT / "seeds", target / "seeds", dirs_exist_ok=True)
    return target


def replace_once(path: Path, old: str, new: str) -> int:
    """Replaces a text that stands once in a file; returns its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
