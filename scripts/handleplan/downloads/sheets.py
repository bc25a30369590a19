"""Writes cells of a workbook: text that stays text, amounts, links, and sheets that print well."""

import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from handleplan.formulas import starts_one

# What Excel takes at most: characters of a text and of a link, points of a row.
LONGEST_TEXT, LONGEST_LINK, HIGHEST_ROW = 32_767, 2_079, 405
LINE_HEIGHT = 15
A4 = 9
COLUMNS_OF_A_PAGE = 12


class Sheets:
    """A workbook in the making: its formats, and text that stays text."""

    def __init__(self, path: Path, created: datetime.date):
        """Opens the workbook. Its time of creation is given: equal rows give equal bytes, whenever they are written."""
        self.book = xlsxwriter.Workbook(str(path))
        self.book.set_properties(
            {
                "title": "Handleplanernes penge / The money of the action plans",
                "author": "handleplan",
                "comments": "Made from the published warehouse file; the sheet Om - About says how to read it.",
                "created": datetime.datetime.combine(created, datetime.time()),
            }
        )
        self._formats: dict = {}

    def style(self, **properties: object) -> xlsxwriter.format.Format:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "top", **properties})
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str | None, **properties: object) -> None:
        """Writes text as text. What could start a formula stays text when somebody edits the cell, too."""
        if not text:
            sheet.write_blank(row, column, None, self.style(**properties))
            return
        if starts_one(text):
            properties["quote_prefix"] = True
        short = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
        sheet.write_string(row, column, short, self.style(**properties))

    def wrapped(
        self, sheet: Worksheet, row: int, texts: dict[int, tuple[str | None, int]], **properties: object
    ) -> None:
        """Writes texts with the widths of their columns, and makes the row high enough for the longest."""
        lines = 1
        for column, (text, width) in texts.items():
            # A text beside an amount stands off from it.
            apart = {"align": "left", "indent": 1} if column > 1 else {}
            self.text(sheet, row, column, text, text_wrap=True, **apart, **properties)
            lines = max(lines, -(-len(text or "") // (width - 2)))
        sheet.set_row(row, min(LINE_HEIGHT * lines, HIGHEST_ROW))

    def amount(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: Decimal | None,
        formula: str | None = None,
        is_dash: bool = True,
        **properties: object,
    ) -> None:
        """Writes kroner as 1,000 kr., 0 as a dash or as 0; of a formula the value is the one to show at first."""
        value = value / 1000 if value is not None else None
        digits = "#,##0" if value is None or value == value.to_integral_value() else "#,##0.0##"
        zero = "-" if is_dash else "0"
        style = self.style(num_format=f'{digits};-{digits};"{zero}"', align="right", **properties)
        if formula:
            sheet.write_formula(row, column, formula, style, float(value or 0))
        elif value is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, float(value), style)

    def link(self, sheet: Worksheet, row: int, column: int, url: str | None) -> None:
        """Writes an address as a link; one that a spreadsheet cannot follow is text."""
        if url and url.startswith(("https://", "http://")) and len(url) <= LONGEST_LINK:
            sheet.write_url(row, column, url, self.style(font_color="#0B5394", underline=1), string=url)
        else:
            self.text(sheet, row, column, url)

    def printable(self, sheet: Worksheet, last_row: int, last_column: int, head: int) -> None:
        """A4 across, with the head on every page; as wide as the page while that can be read, else over several."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1 + last_column // COLUMNS_OF_A_PAGE, 0)
        sheet.repeat_columns(0)
        sheet.repeat_rows(0, head)
        sheet.print_area(0, 0, last_row, last_column)
        sheet.set_footer("&L&F, &A&R&P / &N")


def table(sheets: Sheets, name: str, columns: list[str], rows: list[tuple], widths: list[int]) -> None:
    """A sheet that is one Excel table, for pivots and filters; its columns bear the names of the warehouse."""
    sheet = sheets.book.add_worksheet(name)
    last, bold = (max(len(rows), 1), len(columns) - 1), sheets.style(bold=True)
    sheet.add_table(
        0,
        0,
        *last,
        {
            "name": name,
            "style": "Table Style Light 1",
            "columns": [{"header": one, "header_format": bold} for one in columns],
        },
    )
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, Decimal):
                sheet.write_number(row, column, float(value), sheets.style(num_format="#,##0.00"))
            elif isinstance(value, int):
                sheet.write_number(row, column, value, sheets.style(num_format="0"))
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, sheets.style(num_format="yyyy-mm-dd"))
            elif columns[column].endswith("url"):
                sheets.link(sheet, row, column, value)
            elif value is not None:
                sheets.text(sheet, row, column, value)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheets.printable(sheet, *last, 0)
