"""Writes the workbook into which a person types a letter: one sheet per seed that a letter adds rows to.

Sheets, columns, lists and notes come from the YAML of seeds and staging and from models/*/columns.md, so a new column
needs no second place. Columns whose head begins with `computed` are not read.
"""

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from handleplan import files
from handleplan.letters.formulas_of_amounts import COMPUTED, figure
from handleplan.letters.looks import looks_of
from handleplan.paths import ROOT
from handleplan.reading import known
from handleplan.reading.paper import LINES
from handleplan.seeds import csv_files
from handleplan.seeds.values import KEYS

# What nobody types out of a letter: the rules of evidence, the rates of prices, what a program read.
NOT_IN_A_LETTER = ("ref_decision_rules", "ref_unknown_reasons", "ref_price_index", "raw_second_readings")
ROWS = 500
GUIDE = (
    "One sheet per kind of row. Type what is printed, as it is printed; notes on headings say what belongs there.",
    "",
    "1. raw_documents: the letter. raw_tables, raw_table_columns, raw_table_rows: its tables.",
    "2. raw_allocations: every cell of every initiative row and year, empty cells and dashes too.",
    "3. raw_printed_totals: every printed total; beside it the total of the cells, and the difference.",
    "4. raw_footnotes, raw_symbols, raw_decisions, raw_grant_commitments: what is printed around the tables.",
    "5. raw_controls: what you count on the page, not in this workbook.",
    "6. ref_table_plans, ref_row_initiatives: which plan a table is, which initiative a row is.",
    "7. What is new: ref_plans, ref_initiatives and the like, with their names.",
    "8. A total that the letter itself prints wrongly: ref_accepted_differences.",
    "",
    "Cells are text, so that 3.1 stays 3.1. Then: make letter FILE=letter.xlsx",
)
LISTS = "lists"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def seeds_of_a_letter(root: Path = ROOT) -> dict[str, dict[str, str]]:
    """The seeds that a letter adds rows to, each with its columns and their types; the printed ones first."""
    described = csv_files.types_by_seed(root)
    return {name: described[name] for name in sorted(described) if name not in NOT_IN_A_LETTER}


def notes(root: Path = ROOT) -> dict[str, str]:
    """What each column means, by its name."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "models").glob("*/columns.md")))
    return dict(re.findall(r"{% docs (\w+) %}\n(.*?)\n{% enddocs %}", text, re.DOTALL))


@functools.cache
def data_tests(root: Path) -> list[tuple[str, str, dict]]:
    """The data tests of staging: the seed, the name of the test and its arguments, `column_name` among them."""
    found = []
    for path in sorted((root / "models" / "staging").glob("*/*.yml")):
        for model in files.from_yaml(path).get("models", []):
            for place in (model, *model.get("columns", [])):
                of_column = {"column_name": place["name"]} if place is not model else {}
                for test in place.get("data_tests", []):
                    ((name, told),) = test.items()
                    found.append((model["name"].removeprefix("stg_"), name, told.get("arguments", {}) | of_column))
    return found


def _known(root: Path, seed: str, column: str) -> list[str]:
    """The values that a column of a seed has today, each once."""
    return list(dict.fromkeys(row[column] for row in known.rows_of(seed, root) if row[column]))


@dataclass
class Choice:
    """What a drop-down list offers: values, or the column of a sheet; and whether nothing else may stand there."""

    values: list[str] = field(default_factory=list)
    sheet: str = ""
    is_closed: bool = True


def choices(root: Path = ROOT) -> dict[tuple[str, str], Choice]:
    """The drop-down lists, by seed and column: what the tests of staging allow, and what is known today."""
    found: dict[tuple[str, str], Choice] = {}
    keys = set()
    seeds = seeds_of_a_letter(root)
    for seed, types in seeds.items():
        for column, kind in types.items():
            if kind == "boolean":
                found[seed, column] = Choice(["true", "false"])
            elif column == "partly_unallocated":
                found[seed, column] = Choice(["yes"])
            elif column == "document_id":
                found[seed, column] = Choice(sheet="raw_documents", is_closed=False)
            elif KEYS.fullmatch(column) and not column.endswith("_id"):
                found[seed, column] = Choice(_known(root, seed, column), is_closed=False)
    for seed, test, told in data_tests(root):
        if test == "unique":
            keys.add((seed, told["column_name"]))
        elif test == "accepted_values":
            found[seed, told["column_name"]] = Choice(told["values"])
        elif test == "holds" and (only := re.match(r"(\w+) in \(([\d, ]+)\)", told["condition"])):
            found[seed, only[1]] = Choice(only[2].split(", "))
        elif test.startswith("relationships") and (to := re.fullmatch(r"ref\('stg_(ref_\w+)'\)", told["to"])):
            column = told["column_name"] if test == "relationships" else told["columns"][-1]
            there = told["field"] if test == "relationships" else told.get("fields", told["columns"])[-1]
            if column != "document_id" and seeds.get(seed, {}).get(column) == "varchar":
                found.setdefault((seed, column), Choice(_known(root, to[1], there), is_closed=False))
    # What names a new thing is chosen from no list of the old ones.
    return {at: one for at, one in found.items() if (one.values or one.sheet) and at[0] in seeds and at not in keys}


def _computed_total(at: dict[str, dict[str, str]], row: int) -> str:
    """The formula for what a printed total should be: the cells that it sums, by its kind, row and column."""
    cells, rows, columns = "raw_allocations", "raw_table_rows", "raw_table_columns"
    here = {name: f"${column}{row}" for name, column in at["raw_printed_totals"].items()}

    def all_of(seed: str, column: str) -> str:
        return f"{seed}!${at[seed][column]}$2:${at[seed][column]}${ROWS + 1}"

    def where(seed: str, *also: str) -> str:
        """The conditions that rows of a seed are of the total's table, and of the same number in further columns."""
        return ",".join(f"{all_of(seed, key)},{here[key]}" for key in ("document_id", "table_no", *also))

    row_nos, column_nos, kinds = all_of(cells, "row_no"), all_of(cells, "column_no"), all_of(rows, "row_kind")
    all_rows = all_of(rows, "row_no")
    before = f'_xlfn.MAXIFS({all_rows},{where(rows)},{kinds},"<>initiative",{all_rows},"<"&{here["row_no"]})'
    has_column_total = f'COUNTIFS({where(columns, "column_no")},{all_of(columns, "column_kind")},"<>row_total")>0'
    # What comes each year without end is in no sum of columns, and stands after them.
    is_endless = f'{all_of(columns, "spread")},"each_year",{all_of(columns, "last_year")},"="'
    endless = f"_xlfn.MINIFS({all_of(columns, 'column_no')},{where(columns)},{is_endless})"
    last_column = f"IF({endless}=0,99,{endless}-1)"
    # Lines below the total are in no sum of rows.
    below = [f'_xlfn.MINIFS({all_rows},{where(rows)},{kinds},"{line}")' for line in LINES]
    last_row = f"MIN({','.join(f'IF({first}=0,999,{first}-1)' for first in below)})"
    # The rows and columns that a total names, and columns of what is taken away, are summed by the check alone.
    has_reductions = f'COUNTIFS({where(columns)},{all_of(columns, "states")},"reduction")>0'
    takes = f"AND(NOT({has_column_total}),{has_reductions})"
    names_rows = f'COUNTIFS({where(rows, "row_no")},{all_of(rows, "sums_rows")},"?*")>0'
    names_columns = f'COUNTIFS({where(columns, "column_no")},{all_of(columns, "sums_columns")},"?*")>0'
    kind = here["total_kind"]
    first = f'IF({kind}="row_total",{here["row_no"]},IF({kind}="subtotal",{before}+1,0))'
    last = f'IF(OR({kind}="row_total",{kind}="subtotal"),{here["row_no"]},{last_row})'
    return (
        f'IF(OR({kind}="",{names_rows},{names_columns},{takes}),"",'
        f"SUMIFS({all_of(cells, 'figure')},{where(cells)},"
        f'{row_nos},">="&{first},{row_nos},"<="&{last},'
        f'{column_nos},">="&IF({has_column_total},{here["column_no"]},0),'
        f'{column_nos},"<="&IF({has_column_total},{here["column_no"]},{last_column})))'
    )


def rows_of(document_id: str, root: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of a document that is there, by seed. Raises OSError when it is not there."""
    found = {
        seed: [row for row in known.rows_of(seed, root) if row["document_id"] == document_id]
        for seed, types in seeds_of_a_letter(root).items()
        if "document_id" in types
    }
    if not found["raw_documents"]:
        raise OSError(f"document {document_id} is not in raw_documents.csv")
    return found


def write(path: Path, root: Path = ROOT, like: str | None = None) -> None:
    """Writes the workbook, empty or filled with a document that is there. Raises OSError when it cannot."""
    filled = rows_of(like, root) if like else {}
    seeds = seeds_of_a_letter(root)
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    looks = looks_of(book)
    guide = book.add_worksheet("guide")
    guide.set_column(0, 0, 110, looks["wrap"])
    guide.write(0, 0, "A letter, sheet by sheet", looks["title"])
    for line, words in enumerate(GUIDE, 1):
        guide.write(line, 0, words)
    sheets = add_sheets(book, seeds, filled, root, looks)
    _add_formulas(sheets, seeds, _columns_of(seeds), looks)
    book.close()


def _columns_of(seeds: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The letter of each column of each sheet."""
    at = {seed: dict(zip(columns, LETTERS, strict=False)) for seed, columns in seeds.items()}
    if "raw_allocations" in seeds:
        at["raw_allocations"]["figure"] = LETTERS[len(seeds["raw_allocations"])]
    return at


def add_sheets(
    book: xlsxwriter.Workbook,
    seeds: dict[str, dict[str, str]],
    filled: dict[str, list[dict[str, str]]],
    root: Path,
    looks: dict[str, Format],
) -> dict[str, Worksheet]:
    """Adds a sheet for each seed, filled with its rows, and the lists that its columns are chosen from."""
    told, at = notes(root), _columns_of(seeds)
    sheets = {seed: book.add_worksheet(seed) for seed in seeds}
    lists = book.add_worksheet(LISTS)
    for seed, types in seeds.items():
        _fill(sheets[seed], types, filled.get(seed, []), told, looks)
    for number, ((seed, column), choice) in enumerate(choices(root).items()):
        # On a steward's workbook the sheet of the documents is none.
        if seed not in seeds or (choice.sheet and choice.sheet not in seeds):
            continue
        if choice.sheet:
            letter = at[choice.sheet][column]
            source = f"={choice.sheet}!${letter}$2:${letter}$50"
        else:
            lists.write(0, number, f"{seed}.{column}")
            lists.write_column(1, number, choice.values, looks["text"])
            letter = xl_col_to_name(number)
            source = f"={LISTS}!${letter}$2:${letter}${len(choice.values) + 1}"
        place = list(seeds[seed]).index(column)
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "stop" if choice.is_closed else "information",
            "error_title": column,
            "error_message": "Not in the list." if choice.is_closed else "Not in the list: is it new, and entered too?",
        }
        sheets[seed].data_validation(1, place, ROWS, place, rule)
    return sheets


def _fill(
    sheet: Worksheet, types: dict[str, str], rows: list[dict[str, str]], told: dict[str, str], looks: dict
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{ROWS + 1}"})
    for place, (column, kind) in enumerate(types.items()):
        width = 44 if column.endswith(("_da", "_en", "title_printed", "label_printed", "url")) else len(column) + 3
        sheet.set_column(place, place, width, looks["number" if kind == "integer" else "text"])
        sheet.write(0, place, column, looks["head"])
        sheet.write_comment(0, place, told[column], {"x_scale": 2.4, "y_scale": 1.6})
        for row, values in enumerate(rows, 1):
            value = values.get(column, "")
            if kind == "integer" and value:
                sheet.write_number(row, place, int(value))
            else:
                sheet.write_string(row, place, value)


def _add_formulas(sheets: dict, seeds: dict, at: dict, looks: dict) -> None:
    cells, totals = sheets["raw_allocations"], sheets["raw_printed_totals"]
    beside = len(seeds["raw_allocations"])
    cells.set_column(beside, beside, 20)
    cells.write(0, beside, f"{COMPUTED}figure", looks["computed_head"])
    for row in range(2, ROWS + 2):
        amount = f"{at['raw_allocations']['amount_printed']}{row}"
        cells.write_formula(row - 1, beside, f"={figure(amount)}", looks["computed"], "")
    beside = len(seeds["raw_printed_totals"])
    totals.set_column(beside, beside + 2, 20)
    for place, head in enumerate(("printed", "computed", "difference")):
        totals.write(0, beside + place, f"{COMPUTED}{head}", looks["computed_head"])
    printed, computed, difference = list(LETTERS[beside : beside + 3])
    for row in range(2, ROWS + 2):
        amount = f"{at['raw_printed_totals']['amount_printed']}{row}"
        off = f'IF(OR({printed}{row}="",{computed}{row}=""),"",ROUND({printed}{row}-{computed}{row},2))'
        for place, formula in enumerate((figure(amount), _computed_total(at, row), off)):
            totals.write_formula(row - 1, beside + place, f"={formula}", looks["computed"], "")
    area = f"{difference}2:{difference}{ROWS + 1}"
    is_typed = f'{difference}2<>""'
    totals.conditional_format(
        area, {"type": "formula", "criteria": f"=AND({is_typed},{difference}2<>0)", "format": looks["off"]}
    )
    totals.conditional_format(
        area, {"type": "formula", "criteria": f"=AND({is_typed},{difference}2=0)", "format": looks["met"]}
    )
