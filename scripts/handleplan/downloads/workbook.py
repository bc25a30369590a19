"""Writes the workbook: the overview laid out like the letter, with formulas, and the same money as a tidy table.

Every sum on the overview sheets is a formula over the cells above it, so that the spreadsheet itself proves the totals.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
from xlsxwriter.utility import xl_rowcol_to_cell

from handleplan import queries
from handleplan.amounts import thousands
from handleplan.downloads.sheets import Sheets, table
from handleplan.queries import grouped

LABEL_WIDTH, SOURCE_WIDTH, AMOUNT_WIDTH, NOTE_WIDTH = 50, 26, 11, 50

WORDS = {
    "da": {
        "sheet": "Overblik",
        "title": "Handleplanernes penge",
        "unit": "1.000 kr. Prisniveauer er blandede, som i brevet: summer er nominelle.",
        "initiative": "Indsats",
        "source": "Kilde",
        "total": "I alt",
        "note": "Bemærkning",
        "sum": "Udgifter i alt (formel)",
        "printed": "Trykt i brevet",
        "difference": "Forskel",
        "of_it": "{year}: heraf {amount} fra {source}.",
        "partly": "{year}: en del er endnu ikke fordelt; hvor meget, siger brevet ikke.",
        "beside": "Ved siden af, i ingen sum: tilsagn {first}-{last} fra {by} til {purpose}",
        "all": "Alle planer",
        "period": "Over perioden",
        "now": "Nu",
    },
    "en": {
        "sheet": "Overview",
        "title": "The money of the action plans",
        "unit": "DKK 1,000. Price levels are mixed, as in the letter: sums are nominal.",
        "initiative": "Initiative",
        "source": "Source",
        "total": "Total",
        "note": "Note",
        "sum": "Expenditure, total (formula)",
        "printed": "Printed in the letter",
        "difference": "Difference",
        "of_it": "{year}: of which {amount} from {source}.",
        "partly": "{year}: part of it is not yet allocated; how much, the letter does not say.",
        "beside": "Beside it, in no total: commitment {first}-{last} from {by} for {purpose}",
        "all": "All plans",
        "period": "Over the period",
        "now": "Now",
    },
}


def total_of(first: tuple[int, int], last: tuple[int, int]) -> str:
    """The formula that adds up the cells from the first to the last."""
    return f"=SUM({xl_rowcol_to_cell(*first)}:{xl_rowcol_to_cell(*last)})"


class Overview:
    """One overview sheet, in one language."""

    def __init__(self, sheets: Sheets, published: duckdb.DuckDBPyConnection, language: str):
        """Reads what the sheet shows."""
        self.sheets, self.language, self.words = sheets, language, WORDS[language]
        self.plans = queries.rows(published, "overview/plans_with_money")
        self.cells = grouped(queries.rows(published, "overview/cells"), "plan_id")
        self.sources = grouped(queries.rows(published, "overview/funding_by_source"), "plan_id", "initiative_id")
        self.commitments = grouped(queries.rows(published, "overview/commitments_by_plan"), "plan_id")
        self.footnoted = grouped(queries.rows(published, "workbook/footnoted"), "plan_id", "initiative_id")
        self.partly = grouped(queries.rows(published, "overview/partly_unallocated"), "plan_id", "initiative_id")
        self.printed = {
            (row["plan_id"], row["year"]): (row["printed_dkk"], row["is_dash"])
            for row in queries.rows(published, "workbook/printed_totals")
        }
        self.sheet = sheets.book.add_worksheet(self.words["sheet"])
        self.years = max(len(self.years_of(plan)) for plan in self.plans)

    def years_of(self, plan: dict) -> list[int]:
        """The years of a plan's table."""
        return sorted({cell["year"] for cell in self.cells[plan["plan_id"]]} - {None})

    def name(self, row: dict, column: str) -> str:
        """A text of a row in the sheet's language."""
        return row[f"{column}_{self.language}"]

    def notes(self, key: tuple[str, str]) -> str:
        """What the letter says of an initiative's cells besides their amounts."""
        told = [
            self.words["of_it"].format(
                year=row["year"],
                amount=thousands(row["amount_dkk"], self.language),
                source=self.name(row, "funding_source_name"),
            )
            for row in self.footnoted.get(key, [])
        ]
        told += [self.words["partly"].format(year=row["year"]) for row in self.partly.get(key, [])]
        return " ".join(told)

    def head(self, row: int, columns: list[str]) -> None:
        """A head of columns: text to the left, what stands over amounts to the right."""
        for column, text in enumerate(columns):
            style: dict[str, object] = (
                {"align": "right"} if 2 <= column < len(columns) - 1 else {"align": "left", "indent": int(column > 1)}
            )
            self.sheets.text(self.sheet, row, column, text, bold=True, bottom=1, **style)

    def plan(self, number: int, plan: dict, row: int) -> tuple[int, int]:
        """Writes one plan's table from a row on; returns the row of its totals and the next free row."""
        sheets, sheet, words = self.sheets, self.sheet, self.words
        years = self.years_of(plan)
        last = 2 + len(years)
        sheets.text(sheet, row, 0, f"{number}. {self.name(plan, 'plan_name')}", bold=True, font_size=13)
        self.head(
            row + 1,
            [words["initiative"], words["source"], *[str(year) for year in years], words["total"], words["note"]],
        )
        totals = self.lines(plan, row + 2)
        row = self.proof(plan, totals)
        for one in self.commitments.get(plan["plan_id"], []):
            told = words["beside"].format(
                first=one["first_year"],
                last=one["last_year"],
                by=self.name(one, "granted_by"),
                purpose=self.name(one, "purpose"),
            )
            source = self.name(one, "funding_source_name")
            sheets.wrapped(sheet, row, {0: (told, LABEL_WIDTH), 1: (source, SOURCE_WIDTH)})
            sheets.amount(sheet, row, last, one["amount_dkk"])
            row += 1
        return totals, row + 1

    def lines(self, plan: dict, row: int) -> int:
        """Writes a plan's initiatives from a row on, and the formulas that add them up; returns the totals' row."""
        first = row
        for line in grouped(self.cells[plan["plan_id"]], "line_no").values():
            is_total = line[0]["line_kind"] == "total"
            style = {"bold": True, "top": 1} if is_total else {}
            label, source, notes = self.words["sum"], None, None
            if not is_total:
                key = (plan["plan_id"], line[0]["initiative_id"])
                named = [
                    f"{self.name(one, 'funding_source_name')} {one['symbol'] or ''}".strip()
                    for one in self.sources.get(key, [])
                ]
                label, notes = self.name(line[0], "line_label"), self.notes(key) or None
                # An initiative of dashes alone has no money, and so no source but the printed symbol.
                source = ", ".join(named) or line[0]["source_symbols"]
            texts = {0: (label, LABEL_WIDTH), 1: (source, SOURCE_WIDTH)}
            if notes:
                texts[2 + len(line)] = (notes, NOTE_WIDTH)
            self.sheets.wrapped(self.sheet, row, texts, **style)
            for column, cell in enumerate(line, 2):
                formula = None
                if is_total:
                    formula = total_of((first, column), (row - 1, column))
                elif cell["year"] is None:
                    formula = total_of((row, 2), (row, column - 1))
                self.sheets.amount(self.sheet, row, column, cell["amount_dkk"], formula, cell["is_dash"], **style)
            row += 1
        return row - 1

    def proof(self, plan: dict, totals: int) -> int:
        """Writes the printed totals below the computed ones, and what is between them; returns the next free row."""
        printed_row, difference_row = totals + 1, totals + 2
        self.sheets.text(self.sheet, printed_row, 0, self.words["printed"], italic=True)
        self.sheets.text(self.sheet, difference_row, 0, self.words["difference"], italic=True)
        computed = [cell for cell in self.cells[plan["plan_id"]] if cell["line_kind"] == "total"]
        for column, cell in enumerate(computed, 2):
            printed, is_dash = self.printed.get((plan["plan_id"], cell["year"]), (None, False))
            if printed is None:
                continue
            above, stated = xl_rowcol_to_cell(totals, column), xl_rowcol_to_cell(printed_row, column)
            self.sheets.amount(self.sheet, printed_row, column, printed, None, is_dash, italic=True)
            self.sheets.amount(
                self.sheet,
                difference_row,
                column,
                printed - cell["amount_dkk"],
                f"={stated}-{above}",
                False,
                italic=True,
            )
        return difference_row + 1

    def all_plans(self, totals: list[int], row: int) -> int:
        """Writes the plans' totals, as references to them, and their sum; returns the last row."""
        sheets, sheet, words = self.sheets, self.sheet, self.words
        sheets.text(sheet, row, 0, words["all"], bold=True, font_size=13)
        self.head(row + 1, ["", "", words["period"], words["now"], ""])
        first = row = row + 2
        for plan, its_totals in zip(self.plans, totals, strict=True):
            years = self.years_of(plan)
            sheets.wrapped(sheet, row, {0: (self.name(plan, "plan_name"), LABEL_WIDTH)})
            whole = xl_rowcol_to_cell(its_totals, 2 + len(years))
            sheets.amount(sheet, row, 2, plan["period_dkk"], f"={whole}", plan["period_is_dash"])
            if plan["now_dkk"] is not None:
                now = xl_rowcol_to_cell(its_totals, 2 + years.index(plan["current_year"]))
                sheets.amount(sheet, row, 3, plan["now_dkk"], f"={now}", plan["now_is_dash"])
            row += 1
        style = {"bold": True, "top": 1}
        sheets.text(sheet, row, 0, words["total"], **style)
        sheets.text(sheet, row, 1, None, **style)
        for column, key in ((2, "period_dkk"), (3, "now_dkk")):
            value = sum((plan[key] or Decimal(0) for plan in self.plans), Decimal(0))
            sheets.amount(sheet, row, column, value, total_of((first, column), (row - 1, column)), True, **style)
        return row

    def write(self) -> None:
        """Writes the sheet."""
        self.sheets.text(self.sheet, 0, 0, self.words["title"], bold=True, font_size=16)
        self.sheets.text(self.sheet, 1, 0, self.words["unit"])
        totals, breaks, row = [], [], 3
        for number, plan in enumerate(self.plans, 1):
            total, row = self.plan(number, plan, row)
            totals.append(total)
            breaks.append(row)
        last = self.all_plans(totals, row)
        note = 3 + self.years
        self.sheet.set_column(0, 0, LABEL_WIDTH)
        self.sheet.set_column(1, 1, SOURCE_WIDTH)
        self.sheet.set_column(2, note - 1, AMOUNT_WIDTH)
        self.sheet.set_column(note, note, NOTE_WIDTH)
        self.sheet.freeze_panes(2, 1)
        self.sheet.hide_gridlines(2)
        self.sheet.set_h_pagebreaks(breaks)
        self.sheets.printable(self.sheet, last, note, 1)


def from_query(sheets: Sheets, published: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """A table of what a query gives, each column as wide as most of its values."""
    answer = published.execute(queries.text(query))
    columns, rows = [column[0] for column in answer.description], answer.fetchall()
    widths = [
        min(max(len(column) + 3, *(len(str(row[place])) for row in rows)), 44) for place, column in enumerate(columns)
    ]
    table(sheets, name, columns, rows, widths)


def explanation(published: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    """What the workbook is, line by line in both languages, and what the columns of its tidy sheet mean."""
    yield from published.execute(queries.text("workbook/about")).fetchall()
    yield (
        "sheets",
        "Overblik: som i brevet, i 1.000 kr.; hver sum er en formel. rpt_allocation: én række pr. beløb, i kroner, "
        "til pivottabeller. decisions: beslutningerne med links. En streg er 0, hvor brevet har en streg; en tom celle "
        "er tom i brevet.",
        "Overview: as in the letter, in DKK 1,000; every total is a formula. rpt_allocation: one row per amount, in "
        "kroner, for pivots. decisions: the decisions with links. A dash is 0 where the letter has a dash; an empty "
        "cell is empty in the letter.",
    )
    yield from published.execute(queries.text("workbook/columns")).fetchall()


def write(published: duckdb.DuckDBPyConnection, path: Path, build_id: str) -> None:
    """Writes the workbook of a release."""
    sheets = Sheets(path, queries.row(published, "workbook/newest_document")["issued_on"])
    sheets.book.set_custom_property("build_id", build_id)
    for language in WORDS:
        Overview(sheets, published, language).write()
    from_query(sheets, published, "rpt_allocation", "workbook/allocations")
    from_query(sheets, published, "decisions", "workbook/decisions_with_money")
    about = sheets.book.add_worksheet("Om - About")
    lines = [("", "Dansk", "English"), *explanation(published)]
    for row, values in enumerate(lines):
        for column, value in enumerate(values):
            sheets.text(about, row, column, value, text_wrap=column > 0, bold=row == 0 or column == 0)
    about.set_column(0, 0, 26)
    about.set_column(1, 2, 70)
    about.freeze_panes(1, 1)
    sheets.printable(about, len(lines) - 1, 2, 0)
    sheets.book.close()
