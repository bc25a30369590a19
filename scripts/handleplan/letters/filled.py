"""Reads a workbook that somebody filled: the rows of the seeds that its sheets stand for, and where each stands."""

import datetime
import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from handleplan.letters import blocks, package, printed_tables, reading_workbook, template
from handleplan.paths import ROOT
from handleplan.reading import known, language
from handleplan.seeds.values import strange, trim, visible


@dataclass
class Letter:
    """What a workbook holds: rows by seed with the places they come from, cells that are not text, refusals.

    `read_from` is the name and SHA-256 of the document that it was read from, `words` the language that it is in;
    `cells` has the cell of each column of a line, by its place, on the sheets that are no seed's.
    """

    rows: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    read_from: tuple[str, str] | None = None
    words: language.Words = language.ENGLISH
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    # Of a paper typed without its document: the texts of its tables, those pasted as they were copied, what a person
    # counted, and what keeps it from being entered until more is proposed.
    grids: dict[str, list[list[str]]] = field(default_factory=dict)
    pasted: list[str] = field(default_factory=list)
    counts: list[dict[str, str]] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)


def text_of(value: object, kind: str) -> tuple[str, bool]:
    """A cell's value as a seed has it, and whether it should have been text and was not."""
    if isinstance(value, bool):
        return str(value).lower(), kind != "boolean"
    if isinstance(value, int | float):
        return package.number_text(value), kind == "varchar"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d-%m-%Y"), True
    return trim(str(value)), False


def read(path: Path, root: Path = ROOT) -> Letter:
    """Reads a workbook. Raises RefusedError when it is larger than a letter, OSError when it is none."""
    letter = Letter()
    faults: package.Faults = {}
    book = package.opened(path, faults)
    seeds = template.seeds_of_a_letter(ROOT)
    tables: dict[str, list[list]] = {}
    told: dict[str, list[list]] = {}
    for name in book.sheet_names:
        if name in ("guide", "lists", reading_workbook.CHOICES):
            continue
        is_table = printed_tables.SHEET.fullmatch(name) is not None
        is_told = language.key_of("sheet", name) in blocks.SHEETS
        if name not in seeds and not is_table and not is_told:
            letter.refused.append(f"sheet {name}: unknown{strange(name)}; expected only the sheets of the template")
            continue
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise OSError(f"{path} cannot be read as a workbook (.xlsx): sheet {name}: {error}") from error
        letter.refused += _without_value(name, rows, faults.get(name, []))
        if is_told:
            told[name] = rows
            letter.words = language.language_of("sheet", name) if letter.words == language.ENGLISH else letter.words
        elif is_table:
            tables[name] = rows
        else:
            _read_sheet(name, rows, seeds[name], letter)
    lines = [line for name, rows in told.items() for line in _lines_of(name, rows, seeds, letter)]
    document_id = next((line.values.get("document_id", "") for line in lines if line.block.name == "paper"), "")
    documents = [values["document_id"] for _, values in letter.rows.get("raw_documents", [])]
    if told:
        documents.append(document_id)
    for name, rows in tables.items():
        _read_table(name, rows, documents, letter)
    if told:
        letter.unfinished += [
            letter.words.of("say", "no_decision_id", place=line.cells.get("decision_id", line.place))
            for line in lines
            if line.block.name == "decisions" and not line.values.get("decision_id")
        ]
        _add_blocks(lines, seeds, letter, root)
    _name_the_document(seeds, letter)
    return letter


def _without_value(name: str, rows: list[list], cells: list[str]) -> list[str]:
    """The cells that are read and whose formula has an error, or was never computed."""
    told = []
    words = language.language_of("sheet", name.partition("_")[0])
    for cell in cells if rows else []:
        row, column = xl_cell_to_rowcol(cell)
        beside = [*rows[0][column : column + 1], *(rows[row][1:2] if row < len(rows) else [])]
        # On the sheet of what is known, labels are those of the tables.
        is_label = language.key_of("sheet", name) == "known" and column == 1
        if not is_label and not any(map(printed_tables.is_computed, beside)):
            told.append(words.of("say", "no_value", place=f"{name}!{cell}"))
    return told


def _lines_of(name: str, rows: list[list], seeds: dict[str, dict[str, str]], letter: Letter) -> list[blocks.Line]:
    """The lines of the blocks of a sheet. What is no text and should be is listed, as is what was read."""
    texts, others = [], set()
    for number, row in enumerate(rows, 1):
        cells = [text_of(value, "varchar") for value in row]
        texts.append([text for text, _ in cells])
        others |= {(number, text) for text, is_other in cells if is_other}
        letter.read_from = letter.read_from or _document_of(texts[-1])
    words = language.language_of("sheet", name)
    lines = list(blocks.found_in(name, texts, words, letter.refused))
    for line in lines:
        letter.cells[line.place] = line.cells
        types = {column: kind for seed in line.block.seeds for column, kind in seeds[seed].items()}
        letter.numbers += [
            words.of("say", "not_text", place=f"{line.place}, {words.of('head', column)}", text=text)
            for column, text in line.values.items()
            if types.get(column) == "varchar" and (int(line.place.rsplit(" ", 1)[1]), text) in others
        ]
    return lines


def _add_blocks(lines: list[blocks.Line], seeds: dict[str, dict[str, str]], letter: Letter, root: Path) -> None:
    """Adds the rows that the blocks around the tables stand for; a row of a table says what its sheet says, too."""
    of_tables = [values for _, values in letter.rows.pop("raw_tables", [])]
    numbers = reading_workbook.row_numbers([values for _, values in letter.rows.get("raw_table_rows", [])])
    given = {line.values.get("table_no", "") for line in lines if line.block.name == "rows"}
    for table, told in reading_workbook.not_matched(numbers, lines, letter.words):
        (letter.refused if table in given else letter.unfinished).append(told)

    @functools.cache
    def ids_of(seed: str) -> set[str]:
        return {next(iter(row.values())) for row in known.rows_of(seed, root)}

    def is_known(seed: str, key: str) -> bool:
        return key in ids_of(seed)

    def row_no(table: str, number: int) -> str | None:
        return next(iter(numbers.get(table, [])[number - 1 : number]), None)

    for seed, place, values in blocks.rows_of(lines, seeds, is_known, row_no):
        if seed == "raw_tables":
            printed = next((one for one in of_tables if one["table_no"] == values["table_no"]), {})
            values |= {column: value for column, value in printed.items() if value}
        if seed == "raw_controls" and values["control_kind"] == "rows":
            letter.counts.append(values)
            continue
        letter.rows.setdefault(seed, []).append((place, values))


def _name_the_document(seeds: dict[str, dict[str, str]], letter: Letter) -> None:
    """The one document of a workbook is named once, and its rows need not name it again."""
    documents = [values.get("document_id", "") for _, values in letter.rows.get("raw_documents", [])]
    if len(documents) == 1:
        for seed, rows in letter.rows.items():
            for _, values in rows:
                if "document_id" in seeds[seed] and not values.get("document_id"):
                    values["document_id"] = documents[0]


def _document_of(row: list[str]) -> tuple[str, str] | None:
    """The name and SHA-256 of the document, as reading/report.py puts them into the overview."""
    found = re.fullmatch(r"SHA-256 ([0-9a-f]{64})", row[1]) if len(row) > 1 else None
    return (visible(row[0]), found[1]) if found else None


def _read_table(name: str, rows: list[list], documents: list[str], letter: Letter) -> None:
    """Reads a sheet that is laid out as the paper; its rows are of the one document of the workbook."""
    words = language.language_of("sheet", name.partition("_")[0])
    if len(documents) != 1:
        letter.refused.append(words.of("say", "which_document", sheet=name))
        return
    texts: list[list[str]] = []
    for number, row in enumerate(rows, 1):
        texts.append([])
        for column, (head, value) in enumerate(zip(rows[0], row, strict=False)):
            text, is_other = text_of(value, "varchar")
            texts[-1].append(text)
            is_computed = any(map(printed_tables.is_computed, [head, *row[1:2]]))
            if is_other and number > 1 and not is_computed:
                place = f"{name}!{xl_rowcol_to_cell(number - 1, column)}, {head}"
                letter.numbers.append(words.of("say", "not_text", place=place, text=text))
    letter.grids[name] = texts
    if not printed_tables.has_own_heads(texts):
        letter.pasted.append(name)
    for one in printed_tables.rows_of(name, texts, documents[0], letter.unfinished):
        letter.rows.setdefault(one.seed, []).append((one.place, one.values))


def _read_sheet(name: str, rows: list[list], types: dict[str, str], letter: Letter) -> None:
    heads = [str(head).strip() for head in rows[0]] if rows else []
    unknown = [head for head in heads if head and head not in types and not head.startswith(template.COMPUTED)]
    missing = [column for column in types if column not in heads]
    letter.refused += [
        f"{name}: unknown column {visible(head)}{strange(head)}; expected {', '.join(types)}" for head in unknown
    ]
    letter.refused += [f"{name}: column {column} is missing" for column in missing]
    letter.rows[name] = []
    for number, row in enumerate(rows[1:], 2):
        values = {}
        for head, value in zip(heads, row, strict=False):
            if head not in types:
                continue
            values[head], is_other = text_of(value, types[head])
            if is_other:
                letter.numbers.append(f"{name} row {number}, {head}: not text; read as {values[head]}")
        if any(values.values()):
            letter.rows[name].append((f"{name} row {number}", values))
