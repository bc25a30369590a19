"""The sheets `table_1`, `table_2`, ... of a workbook: each table as it is printed, with checks beside it.

A sheet begins with a row of headings: `row`, `label`, `marks`, then the printed headings. Below it stands every printed
row in its order, totals too. A footnote's mark is a raised digit behind its amount, and a word in brackets stands
behind money that is partly not yet allocated. Numbers of rows and columns are never typed: they follow from where a
cell stands. A sheet is in Danish or in English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handleplan.letters.formulas_of_amounts import figure
from handleplan.reading import language
from handleplan.reading.language import ENGLISH, Words
from handleplan.reading.paper import LINES, OPEN, UNREAD, Cell, Row, Table
from handleplan.reading.prints import RAISED_DIGITS, SUPERSCRIPTS
from handleplan.reading.report import choice_of
from handleplan.reading.tables import column_of, kinds_of, named_rows, seed_row_of
from handleplan.reading.words import TOTALS

SHEET = re.compile(r"(table|tabel)_([1-9]\d?)")
HEADS = ("row", "label", "marks")
KINDS = ("initiative", "heading", "subtotal", "total", *LINES)
WIDEST = 110
SEEDS = ("raw_table_columns", "raw_table_rows", "raw_allocations", "raw_printed_totals")
PARTLY = tuple(Words(one).of("word", "partly") for one in language.LANGUAGES)
RAISED = str.maketrans("0123456789", RAISED_DIGITS)


@dataclass(frozen=True)
class Entered:
    """A row of a seed, and the place on the sheet that it comes from."""

    seed: str
    place: str
    values: dict[str, str]


def name_of(number: int, words: Words = ENGLISH) -> str:
    """The name of a table's sheet."""
    return f"{words.of('sheet', 'table')}_{number}"


def number_of(sheet: str) -> int:
    """The number of a table, by the name of its sheet."""
    return int(sheet.rpartition("_")[2])


def heads_in(words: Words) -> list[str]:
    """The headings before those of the table, in a language."""
    return [words.of("head", one) for one in HEADS]


def is_computed(head: object) -> bool:
    """Whether a heading is that of a computed column, which is not read."""
    return str(head).startswith(tuple(Words(one).of("word", "beside") for one in language.LANGUAGES))


def text_of(cell: Cell, is_partly: bool, words: Words = ENGLISH) -> str:
    """A cell as it is printed, with its marks raised."""
    if cell.how == OPEN:
        return UNREAD
    marks = " ".join(cell.reading.marks).translate(RAISED)
    return cell.reading.text + marks + (f" {words.of('word', 'partly')}" if is_partly else "")


def write(book: Workbook, table: Table, looks: dict, words: Words = ENGLISH) -> None:
    """Writes a table's sheet."""
    sheet = book.add_worksheet(name_of(table.number, words))
    first = len(HEADS)
    sheet.freeze_panes(1, first)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    labels = [len(row.label.name) for row in table.rows]
    widest = min(max([50, *labels]) + 4, WIDEST)
    widths = (12, widest, 8, *[13] * len(table.heads))
    for column, (head, width) in enumerate(zip((*heads_in(words), *table.heads), widths, strict=True)):
        sheet.set_column(column, column, width, looks["text"])
        sheet.write_string(0, column, head, looks["head"])
    rows = table.all_rows
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(first + len(table.heads))}{len(rows) + 1}"})
    for at, row in enumerate(rows, 1):
        sheet.write_row(
            at, 0, [words.value("row_kind", row.kind), row.label.name, " ".join(row.label.symbols)], looks["text"]
        )
        for column, (head, cell) in enumerate(zip(table.heads, row.cells, strict=True), first):
            _write_cell(sheet, (at, column), cell, text_of(cell, head in row.unallocated, words), looks, words)
    sheet.data_validation(
        1, 0, len(rows) + 100, 0, {"validate": "list", "source": [words.value("row_kind", one) for one in KINDS]}
    )
    _write_checks(sheet, table, rows, looks, words)


def _write_cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, text: str, looks: dict, words: Words) -> None:
    sheet.write_string(*at, text, looks["off"] if cell.how == OPEN else looks["text"])
    if cell.how == OPEN:
        printed, possible = words.of("word", "printed"), words.of("word", "possible")
        sheet.write_comment(*at, f"{printed}: {cell.printed}\n{possible}: {choice_of(cell, words)}", {"x_scale": 2})


def _write_checks(sheet: Worksheet, table: Table, rows: list[Row], looks: dict, words: Words) -> None:
    """Writes the number that each cell means, hidden, and by how much rows and columns miss their printed totals."""
    beside, partly = words.of("word", "beside"), words.of("word", "partly")
    difference = beside + words.of("word", "difference")
    first, count = len(HEADS), len(table.heads)
    check = first + count
    for column, head in enumerate(table.heads, first):
        # A heading that is still to be typed has its number here, so that the column is seen to be computed.
        shown = head or str(column - first + 1)
        sheet.write_string(0, column + count + 1, f"{beside}{shown}", looks["computed_head"])
        for row in range(1, len(rows) + 1):
            number = f'=IFERROR({figure(xl_rowcol_to_cell(row, column), RAISED_DIGITS, partly)},"")'
            sheet.write_formula(row, column + count + 1, number, looks["computed"], "")
    sheet.set_column(check + 1, check + count, None, None, {"hidden": True})
    sheet.write_string(0, check, difference, looks["computed_head"])
    sheet.set_column(check, check, 20)
    # Where headings are still to be typed, what a column is follows from what stands there.
    is_blank = table.kinds.count("other") == count
    typed = f"${xl_col_to_name(first)}$1:${xl_col_to_name(check - 1)}$1"
    for row in range(1, len(rows) + 1):
        numbers = f"{xl_rowcol_to_cell(row, check + 1)}:{xl_rowcol_to_cell(row, check + count)}"
        if is_blank:
            total = "+".join(f'SUMIF({typed},"{one}",{numbers})' for one in TOTALS)
            told = f"2*({total})-SUM({numbers})"
            is_told = f'AND(COUNT({numbers})>0,{"+".join(f"""COUNTIF({typed},"{one}")""" for one in TOTALS)}>0)'
        elif "row_total" in table.kinds:
            total = xl_rowcol_to_cell(row, table.kinds.index("row_total") + check + 1)
            years = [at for at, kind in enumerate(table.kinds) if kind == "year"]
            told = f"{total}-SUM({','.join(xl_rowcol_to_cell(row, at + check + 1) for at in years)})"
            is_told = f'{total}<>""'
        else:
            break
        sheet.write_formula(row, check, f'=IF({is_told},ROUND({told},2),"")', looks["computed"], "")
    end = len(rows) + 1
    sheet.write_string(end, 1, difference, looks["computed_head"])
    if table.total:
        for at, kind in enumerate(table.kinds):
            if kind != "other" or is_blank:
                letter = xl_col_to_name(at + check + 1)
                area = f"{letter}2:{letter}{end}"
                by_kind = [
                    f'SUMIFS({area},$A$2:$A${end},"{words.value("row_kind", one)}")' for one in ("total", "initiative")
                ]
                formula = f"=ROUND({by_kind[0]}-{by_kind[1]},2)"
                if is_blank:
                    formula = f'=IF({xl_rowcol_to_cell(0, at + first)}="","",{formula[1:]})'
                sheet.write_formula(end, at + first, formula, looks["computed"], "")
    by_row = (xl_rowcol_to_cell(1, check), xl_rowcol_to_cell(end - 1, check))
    by_column = (xl_rowcol_to_cell(end, first), xl_rowcol_to_cell(end, check))
    for start, stop in (by_row, by_column):
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({start}),{start}<>0)", "format": looks["off"]}
        sheet.conditional_format(f"{start}:{stop}", rule)


def rows_of(sheet: str, texts: list[list[str]], document_id: str, refused: list[str]) -> Iterator[Entered]:
    """The rows of the seeds that a sheet stands for. What is no table of this form is added to `refused`."""
    named, _, table_no = sheet.partition("_")
    words = language.language_of("sheet", named)
    if not has_own_heads(texts) or not (printed := filled_heads(texts)):
        refused.append(words.of("say", "no_table", sheet=sheet, expected=", ".join(heads_in(words))))
        return
    heads = [*heads_in(words), *printed]
    kinds = kinds_of(printed)
    at = {"document_id": document_id, "table_no": table_no}
    for number, (head, kind) in enumerate(zip(printed, kinds, strict=True), 1):
        column = at | {"column_no": str(number)} | column_of(head, kind)
        yield Entered("raw_table_columns", _place(sheet, 0, number, head), column)
    above: list[str] = []
    totals: list[str] | None = None
    for line, row in enumerate(texts[1:], 1):
        typed, label, symbols, *cells = row[: len(heads)]
        # What kind an empty row would be of is written there before anything is typed.
        if not any(row[1 : len(heads)]) or is_computed(label):
            continue
        kind = language.key_of("row_kind", typed) or ""
        if not kind:
            expected = ", ".join(words.value("row_kind", one) for one in KINDS)
            refused.append(words.of("say", "no_kind", place=f"{sheet}!A{line + 1}", text=typed, expected=expected))
            continue
        if kind != "total":
            named_row = {"row_kind": kind, "label_printed": label, "symbols_printed": symbols} | named_rows(kind, above)
            above.append(kind)
            yield Entered("raw_table_rows", f"{sheet}!B{line + 1}", at | {"row_no": str(len(above))} | named_row)
        else:
            totals = [label, *cells]
        for number, (head, column_kind, text) in enumerate(zip(printed, kinds, cells, strict=False), 1):
            where = {"row_no": str(len(above)) if kind != "total" else "", "column_no": str(number)}
            yield from _cell(_place(sheet, line, number, head), text, kind, column_kind, at | where)
    yield Entered("raw_tables", f"{sheet}!A1", at | _of_totals(kinds, totals))


def has_own_heads(texts: list[list[str]]) -> bool:
    """Whether a sheet begins with our headings; one that was pasted over begins with the table's own."""
    return bool(texts) and texts[0][: len(HEADS)] in [heads_in(Words(one)) for one in language.LANGUAGES]


def filled_heads(texts: list[list[str]]) -> list[str]:
    """The printed headings of a sheet with ours; columns behind the last are not of the table."""
    found = ["" if is_computed(head) else head for head in texts[0][len(HEADS) :]]
    while found and not found[-1]:
        found.pop()
    return found


def filled_rows(texts: list[list[str]]) -> tuple[list[str], list[tuple[str, str, str, list[str]]]]:
    """The printed headings, and each row that something is typed in: kind, label, symbols, cells."""
    heads = filled_heads(texts)
    width = len(HEADS) + len(heads)
    rows = [row[:width] for row in texts[1:] if any(row[1:width]) and not is_computed(row[1])]
    return heads, [(row[0], row[1], row[2], row[len(HEADS) :]) for row in rows]


def parted(text: str) -> tuple[str, str, bool]:
    """A cell's amount, its footnote marks, and whether it is partly not yet allocated."""
    partly = next((one for one in PARTLY if text.endswith(one)), "")
    text = text.removesuffix(partly).strip()
    marks = "".join(re.findall(rf"[{RAISED_DIGITS} ]+$", text))
    return text.removesuffix(marks).strip(), " ".join(marks.translate(SUPERSCRIPTS).split()), bool(partly)


def _place(sheet: str, line: int, number: int, head: str) -> str:
    return f"{sheet}!{xl_rowcol_to_cell(line, len(HEADS) + number - 1)}, {head}"


def _of_totals(kinds: list[str], totals: list[str] | None) -> dict[str, str]:
    """What a table says of its totals: the label of their row, and which there are."""
    label, *cells = totals or [""]
    has_row_totals = "row_total" in kinds
    years = [cell for kind, cell in zip(kinds, cells, strict=False) if kind == "year"]
    flags = {
        "has_row_totals": has_row_totals,
        "has_column_totals": any(years),
        "has_table_total": bool(totals) and has_row_totals,
    }
    return {"total_label_printed": label} | {name: str(value).lower() for name, value in flags.items()}


def _cell(place: str, text: str, kind: str, column_kind: str, at: dict[str, str]) -> Iterator[Entered]:
    """The row of a cell, or of a printed total; what a heading's cells hold is none."""
    if found := seed_row_of(kind, column_kind, *parted(text)):
        yield Entered(found[0], place, at | found[1])
