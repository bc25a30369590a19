"""Writes the steward's workbook: an overview, each table as printed, what stands around them, and what is known."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from handleplan.letters import blocks, printed_tables
from handleplan.letters.blocks import BLOCKS, SHEETS, Block
from handleplan.letters.looks import looks_of
from handleplan.letters.template import LISTS, Choice, add_sheets, choices, data_tests, seeds_of_a_letter
from handleplan.paths import ROOT
from handleplan.reading.language import ENGLISH, Words
from handleplan.reading.paper import UNREAD, Table
from handleplan.reading.report import Told

# The lists that columns are chosen from stand on this sheet, hidden.
CHOICES = "choices"
WIDTHS = {"overview": (46, 110), "around": (18, 60, 28, 18, *[28] * 8), "known": (12, 60, 30, 26, *[28] * 10)}
# Empty lines below what was read, to add what is missing.
MORE_LINES = 3
LINE_HEIGHT = 15


@dataclass(frozen=True)
class Contents:
    """What a workbook is filled with: tables, rows by seed, and what the overview says.

    `known_as` says, by block, how near each row is to what is known; controls are shown where a person counts them.
    """

    tables: list[Table]
    rows: blocks.Rows
    known_as: dict[str, list[str]] = field(default_factory=dict)
    told: Told = field(default_factory=dict)
    is_counted_by_hand: bool = False


class Writer:
    """Writes one workbook."""

    def __init__(self, path: Path, contents: Contents, root: Path = ROOT, words: Words = ENGLISH) -> None:
        """Begins it."""
        self.contents, self.root, self.words = contents, root, words
        self.book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
        self.looks = looks_of(self.book)
        self.choices = choices(root)
        self.required = {
            (seed, column)
            for seed, test, told in data_tests(root)
            if test == "not_null"
            for column in told.get("columns", [told.get("column_name")])
        }
        self.lists: list[list[str]] = []

    def write(self, has_seeds: bool = False) -> None:
        """Writes all sheets; those of seeds that no other sheet shows only where they are asked for.

        The controls that were counted on the document are hidden.
        """
        sheets = {"overview": self._sheet("overview")}
        for table in self.contents.tables:
            printed_tables.write(self.book, table, self.looks, self.words)
        sheets |= {name: self._sheet(name) for name in SHEETS if name not in sheets}
        rows = dict(self.contents.rows)
        controls = rows.get("raw_controls", [])
        is_counted = self.contents.is_counted_by_hand
        rows["raw_controls"] = [row for row in controls if is_counted or row["expected"] == UNREAD]
        for name, sheet in sheets.items():
            at = 0
            for block in BLOCKS:
                if block.sheet == name:
                    at = self._block(sheet, at, block, rows)
            if name == "overview":
                self._told(sheet, at)
        # Whose rows they are is said once, on the overview.
        rows["raw_controls"] = [row | {"document_id": ""} for row in controls if row not in rows["raw_controls"]]
        shown = (*blocks.SEEDS, *printed_tables.SEEDS)
        seeds = {
            seed: types
            for seed, types in seeds_of_a_letter(self.root).items()
            if seed == "raw_controls" or (has_seeds and seed not in shown)
        }
        added = add_sheets(self.book, seeds, rows, self.root, self.looks).values()
        for sheet in () if has_seeds else (*added, self.book.get_worksheet_by_name(LISTS)):
            sheet.hide()
        lists = self.book.add_worksheet(CHOICES)
        lists.hide()
        for column, values in enumerate(self.lists):
            lists.write_column(0, column, values, self.looks["text"])
        self.book.close()

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(self.words.of("sheet", name))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(WIDTHS[name]):
            sheet.set_column(column, column, width, self.looks["wrap"])
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{5_000}"})
        return sheet

    def _row(self, sheet: Worksheet, at: int, texts: list[str], looks: list[Format]) -> None:
        """Writes a row as high as its longest text, since LibreOffice gives wrapped text the height of one line."""
        widths = WIDTHS[next(name for name in SHEETS if self.words.of("sheet", name) == sheet.name)]
        lines = [-(-len(text) // max(width * 9 // 10, 1)) for text, width in zip(texts, widths, strict=False)]
        sheet.set_row(at, LINE_HEIGHT * max([1, *lines]))
        for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
            sheet.write_string(at, column, text, look)

    def _block(self, sheet: Worksheet, at: int, block: Block, rows: blocks.Rows) -> int:
        """Writes a block and returns where the next one begins."""
        lines = blocks.lines_of(block, rows)
        sheet.write_string(at, 0, self.words.of("block", block.name), self.looks["title"])
        heads = [self.words.of("head", column) for column in block.columns]
        if block.is_upright:
            line, seeds = lines[0] if lines else ({}, set(block.seeds))
            for column, head in zip(block.columns, heads, strict=True):
                at += 1
                value, look = self._shown(block, column, line, seeds)
                self._row(sheet, at, [head, value], [self.looks["computed_head"], look])
                self._choose(sheet, block, column, (at, at, 1))
            return at + 2
        first = at + 2
        self._row(sheet, at + 1, heads, [self.looks["head"]] * len(heads))
        known_as = self.contents.known_as.get(block.name, [])
        labels = self._labels()
        for number, (line, seeds) in enumerate(lines):
            line["nearness"] = known_as[number] if number < len(known_as) else ""
            label = next(labels[line["table_no"]], ("", "")) if block.name == "rows" and labels else ("", "")
            line["label"] = label[1]
            shown = [self._shown(block, column, line, seeds) for column in block.columns]
            self._row(sheet, first + number, [text for text, _ in shown], [look for _, look in shown])
            if label[0]:
                sheet.write_formula(
                    first + number, block.columns.index("label"), f"={label[0]}", self.looks["told"], label[1]
                )
        last = first + len(lines) + MORE_LINES - 1
        for place, name in enumerate(block.columns):
            self._choose(sheet, block, name, (first, last, place))
        return last + 2

    def _labels(self) -> dict:
        """By table, the cells of the labels of its initiatives in their order, and what stands in them."""
        found = {}
        for table in self.contents.tables:
            name = printed_tables.name_of(table.number, self.words)
            cells = [
                (f"{name}!B{at}", row.label.name) for at, row in enumerate(table.rows, 2) if row.kind == "initiative"
            ]
            found[str(table.number)] = iter(cells)
        return found

    def _shown(self, block: Block, column: str, line: dict[str, str], seeds: set[str]) -> tuple[str, Format]:
        """What a cell shows, and how: what is missing is marked, and what is only told is grey."""
        value = line.get(column, "")
        is_missing = not value and any((seed, column) in self.required for seed in seeds)
        look = "told" if column in ("nearness", "label") else "asked" if is_missing or value == UNREAD else "text"
        return self.words.value(column, value), self.looks[look if look != "text" else "wrap_text"]

    def _choose(self, sheet: Worksheet, block: Block, column: str, area: tuple[int, int, int]) -> None:
        """Lets the cells of a column be chosen from a list, where there is one."""
        found = [self.choices[seed, column] for seed in block.seeds if (seed, column) in self.choices]
        choice = next(iter(found), Choice())
        values = [self.words.value(column, value) for value in choice.values]
        if not values:
            return
        if values not in self.lists:
            self.lists.append(values)
        letter = xl_col_to_name(self.lists.index(values))
        first, last, number = area
        rule = {
            "validate": "list",
            "source": f"={CHOICES}!${letter}$1:${letter}${len(values)}",
            "error_type": "stop" if choice.is_closed else "information",
            "error_title": self.words.of("head", column),
            "error_message": self.words.of("say", "not_in_list" if choice.is_closed else "new_in_list"),
        }
        sheet.data_validation(first, number, last, number, rule)

    def _told(self, sheet: Worksheet, at: int) -> None:
        """Writes what was read, what is open and what is left over."""
        for name, rows in self.contents.told.items():
            sheet.write_string(at, 0, self.words.of("block", name), self.looks["title"])
            look = self.looks["off_text" if name == "open" else "wrap"]
            for number, row in enumerate(rows, at + 1):
                self._row(sheet, number, list(row), [look, look])
            at += len(rows) + 2


def row_numbers(rows: list[dict[str, str]]) -> dict[str, list[str]]:
    """By table, the numbers of the rows of initiatives in their order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        numbers = found.setdefault(row["table_no"], [])
        if row["row_kind"] == "initiative":
            numbers.append(row["row_no"])
    return found


def not_matched(numbers: dict[str, list[str]], lines: list[blocks.Line], words: Words) -> list[tuple[str, str]]:
    """Tables whose initiatives are not as many as the lines that say which they are, and what is said of it."""
    given = Counter(line.values.get("table_no", "") for line in lines if line.block.name == "rows")
    sheet, told = words.of("sheet", "known"), []
    for table in dict.fromkeys([*numbers, *given]):
        expected = len(numbers.get(table, []))
        if given[table] != expected:
            counts = {"table": table, "given": given[table], "expected": expected}
            told.append((table, words.of("say", "not_matched", sheet=sheet, **counts)))
    return told
