"""The sheets `table_1`, `table_2`, ... of a workbook: each table as it is printed, with checks beside it.

A sheet begins with a row of headings: `row`, `label`, `marks`, then the printed headings. Below it stands every printed
row in its order, totals too. A footnote's mark is a raised digit behind its amount. Numbers of rows and columns are
never typed: they follow from where a cell stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handleplan.letters.formulas_of_amounts import COMPUTED, figure
from handleplan.reading.paper import LINES, OF_AMOUNTS, OPEN, UNREAD, Cell, Row, Table
from handleplan.reading.prints import RAISED_DIGITS
from handleplan.reading.tables import column_of, kinds_of

SHEET = re.compile(r"table_([1-9]\d?)")
HEADS = ("row", "label", "marks")
KINDS = ("initiative", "heading", "subtotal", "total", *LINES)
SEEDS = ("raw_table_columns", "raw_table_rows", "raw_allocations", "raw_printed_totals")
# Behind an amount that is partly not yet allocated.
PARTLY = "(partly)"
RAISED = str.maketrans("0123456789", RAISED_DIGITS)
PLAIN = str.maketrans(RAISED_DIGITS, "0123456789")


@dataclass(frozen=True)
class Entered:
    """A row of a seed, and the place on the sheet that it comes from."""

    seed: str
    place: str
    values: dict[str, str]


def text_of(cell: Cell, is_partly: bool) -> str:
    """A cell as it is printed, with its marks raised."""
    if cell.how == OPEN:
        return UNREAD
    marks = " ".join(cell.reading.marks).translate(RAISED)
    return cell.reading.text + marks + (f" {PARTLY}" if is_partly else "")


def write(book: Workbook, table: Table, looks: dict) -> None:
    """Writes a table's sheet."""
    sheet = book.add_worksheet(f"table_{table.number}")
    first = len(HEADS)
    sheet.freeze_panes(1, first)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, (head, width) in enumerate(
        zip((*HEADS, *table.heads), (11, 60, 8, *[13] * len(table.heads)), strict=True)
    ):
        sheet.set_column(column, column, width, looks["text"])
        sheet.write_string(0, column, head, looks["head"])
    rows = [*table.rows, *([table.total] if table.total else [])]
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(first + len(table.heads))}{len(rows) + 1}"})
    for at, row in enumerate(rows, 1):
        sheet.write_row(at, 0, [row.kind, row.label.name, " ".join(row.label.symbols)], looks["text"])
        for column, (head, cell) in enumerate(zip(table.heads, row.cells, strict=True), first):
            _write_cell(sheet, at, column, cell, text_of(cell, head in row.unallocated), looks)
    sheet.data_validation(1, 0, len(rows) + 100, 0, {"validate": "list", "source": list(KINDS)})
    _write_checks(sheet, table, rows, looks)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, text: str, looks: dict) -> None:
    sheet.write_string(row, column, text, looks["off"] if cell.how == OPEN else looks["text"])
    if cell.how == OPEN:
        sheet.write_comment(row, column, f"Printed: {cell.printed}\nPossible: {cell.choice}", {"x_scale": 2})


def _write_checks(sheet: Worksheet, table: Table, rows: list[Row], looks: dict) -> None:
    """Writes the number that each cell means, hidden, and by how much rows and columns miss their printed totals."""
    first, count = len(HEADS), len(table.heads)
    check = first + count
    for column, head in enumerate(table.heads, first):
        sheet.write_string(0, column + count + 1, f"{COMPUTED}{head}", looks["computed_head"])
        for row in range(1, len(rows) + 1):
            number = f'=IFERROR({figure(xl_rowcol_to_cell(row, column), RAISED_DIGITS, PARTLY)},"")'
            sheet.write_formula(row, column + count + 1, number, looks["computed"], "")
    sheet.set_column(check + 1, check + count, None, None, {"hidden": True})
    years = [at for at, kind in enumerate(table.kinds) if kind == "year"]
    sheet.write_string(0, check, f"{COMPUTED}difference", looks["computed_head"])
    sheet.set_column(check, check, 20)
    if "row_total" in table.kinds:
        total = table.kinds.index("row_total") + check + 1
        for row in range(1, len(rows) + 1):
            parts = ",".join(xl_rowcol_to_cell(row, at + check + 1) for at in years)
            here = xl_rowcol_to_cell(row, total)
            sheet.write_formula(row, check, f'=IF({here}="","",ROUND({here}-SUM({parts}),2))', looks["computed"], "")
    end = len(rows) + 1
    sheet.write_string(end, 1, f"{COMPUTED}difference", looks["computed_head"])
    if table.total:
        for at, kind in enumerate(table.kinds):
            if kind != "other":
                letter = xl_col_to_name(at + check + 1)
                area = f"{letter}2:{letter}{end}"
                by_kind = [f'SUMIFS({area},$A$2:$A${end},"{one}")' for one in ("total", "initiative")]
                sheet.write_formula(end, at + first, f"=ROUND({by_kind[0]}-{by_kind[1]},2)", looks["computed"], "")
    by_row = (xl_rowcol_to_cell(1, check), xl_rowcol_to_cell(end - 1, check))
    by_column = (xl_rowcol_to_cell(end, first), xl_rowcol_to_cell(end, check))
    for start, stop in (by_row, by_column):
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({start}),{start}<>0)", "format": looks["off"]}
        sheet.conditional_format(f"{start}:{stop}", rule)


def rows_of(sheet: str, texts: list[list[str]], document_id: str, refused: list[str]) -> Iterator[Entered]:
    """The rows of the seeds that a sheet stands for. What is no table of this form is added to `refused`."""
    heads = [head for head in texts[0] if head and not head.startswith(COMPUTED)] if texts else []
    if tuple(heads[: len(HEADS)]) != HEADS or len(heads) == len(HEADS):
        refused.append(f"{sheet}: expected the headings {', '.join(HEADS)} and then those of the table")
        return
    printed = heads[len(HEADS) :]
    kinds = kinds_of(printed)
    at = {"document_id": document_id, "table_no": sheet.removeprefix("table_")}
    for number, (head, kind) in enumerate(zip(printed, kinds, strict=True), 1):
        column = at | {"column_no": str(number)} | column_of(head, kind)
        yield Entered("raw_table_columns", f"{sheet} row 1, {head}", column)
    row_no = 0
    for line, row in enumerate(texts[1:], 2):
        kind, label, symbols, *cells = row[: len(heads)]
        if not any(row[: len(heads)]) or label.startswith(COMPUTED):
            continue
        if kind not in KINDS:
            refused.append(f'{sheet} row {line}: "{kind}" is no kind of row; expected {", ".join(KINDS)}')
            continue
        if kind != "total":
            row_no += 1
            named = {"row_no": str(row_no), "row_kind": kind, "label_printed": label, "symbols_printed": symbols}
            yield Entered("raw_table_rows", f"{sheet} row {line}", at | named)
        for number, (head, column_kind, text) in enumerate(zip(printed, kinds, cells, strict=False), 1):
            place = f"{sheet} row {line}, {head}"
            where = {"row_no": str(row_no) if kind != "total" else "", "column_no": str(number)}
            yield from _cell(place, text, kind, column_kind, at | where)


def _cell(place: str, text: str, kind: str, column_kind: str, at: dict[str, str]) -> Iterator[Entered]:
    """The row of a cell, or of a printed total; what a heading's cells hold is none."""
    is_partly = text.endswith(PARTLY)
    text = text.removesuffix(PARTLY).strip()
    marks = "".join(re.findall(rf"[{RAISED_DIGITS} ]+$", text))
    amount = text.removesuffix(marks).strip()
    if kind in OF_AMOUNTS and column_kind == "year":
        values = {
            "amount_printed": amount,
            "footnote_marks": " ".join(marks.translate(PLAIN).split()),
            "partly_unallocated": "yes" if is_partly else "",
        }
        yield Entered("raw_allocations", place, at | values)
        return
    kinds_of_total = {
        ("initiative", "row_total"): "row_total",
        ("subtotal", "year"): "subtotal",
        ("subtotal", "row_total"): "subtotal",
        ("total", "year"): "column_total",
        ("total", "row_total"): "table_total",
    }
    total_kind = kinds_of_total.get(("initiative" if kind in OF_AMOUNTS else kind, column_kind))
    if total_kind and amount:
        yield Entered("raw_printed_totals", place, at | {"total_kind": total_kind, "amount_printed": amount})
