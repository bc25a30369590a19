"""Writes the workbook of what was read of a document: an overview, each table as printed, and what else is entered."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from handleplan.letters import printed_tables
from handleplan.letters.letter import ACCEPTED
from handleplan.letters.template import add_sheets, looks_of, seeds_of_a_letter
from handleplan.paths import ROOT
from handleplan.reading.paper import UNREAD, Table


def write(
    path: Path,
    tables: list[Table],
    filled: dict[str, list[dict[str, str]]],
    overview: list[tuple[str, str, str]],
    root: Path = ROOT,
) -> None:
    """Writes the workbook of what was read: the overview, each table as printed, and what is entered besides.

    Sheets without rows are hidden, but not the one for totals that the paper itself prints wrongly where one is missed;
    the controls are hidden where all of them were counted on the document.
    """
    seeds = {seed: types for seed, types in seeds_of_a_letter(root).items() if seed not in printed_tables.SEEDS}
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    looks = looks_of(book)
    _fill_overview(book.add_worksheet("overview"), overview, looks)
    for table in tables:
        printed_tables.write(book, table, looks)
    for seed, sheet in add_sheets(book, seeds, filled, root, looks).items():
        rows = filled.get(seed, [])
        is_counted = seed == "raw_controls" and all(row["expected"] != UNREAD for row in rows)
        is_asked_for = seed == ACCEPTED and any(table.unmet for table in tables)
        if is_counted or not (rows or is_asked_for):
            sheet.hide()
    book.close()


def _fill_overview(sheet: Worksheet, rows: list[tuple[str, str, str]], looks: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    widths = {"what": 14, "where": 52, "says": 110}
    for column, (head, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width, looks["wrap"])
        sheet.write(0, column, head, looks["head"])
    for row, values in enumerate(rows, 1):
        look = looks["off"] if values[0] in ("open", "total not met") else looks["wrap"]
        # LibreOffice gives a row of wrapped text the height of one line.
        lines = max(-(-len(value) // (width * 9 // 10)) for value, width in zip(values, widths.values(), strict=True))
        sheet.set_row(row, 15 * max(lines, 1))
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, look)
