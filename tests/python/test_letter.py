"""`make letter`: the workbook that a letter is typed into, and what becomes of it."""

import shutil
import subprocess

import pytest
import python_calamine
import xlsxwriter

import letters
from conftest import LETTERS, ROOT, copy_project, run_program
from handleplan.letters import letter
from handleplan.letters import template as letter_template
from handleplan.seeds import csv_files


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The template, filled with the project's own letter."""
    path = tmp_path_factory.mktemp("template") / "letter.xlsx"
    letter_template.write(path, like="letter_2026")
    return path


@pytest.fixture(scope="module")
def own_copy(tmp_path_factory):
    """A copy of the project to enter letters into, with what dbt compiled."""
    copy = copy_project(tmp_path_factory.mktemp("own"))
    compiled = run_program(copy, "check")
    assert compiled.returncode == 0, compiled.stderr
    return copy


def typed(path, name: str, change=None) -> None:
    """Writes a fixture as a person types it: amounts as text, numbers of ours as numbers."""
    seeds = letters.read(LETTERS / name)
    types = letter_template.seeds_of_a_letter()
    if change:
        change(seeds)
    with xlsxwriter.Workbook(str(path)) as book:
        for seed, rows in seeds.items():
            sheet = book.add_worksheet(seed)
            sheet.write_row(0, 0, list(types[seed]))
            for row_no, row in enumerate(rows, 1):
                for place, (column, kind) in enumerate(types[seed].items()):
                    value = row[column]
                    if isinstance(value, float) or (kind == "integer" and value):
                        sheet.write_number(row_no, place, float(value))
                    else:
                        sheet.write_string(row_no, place, value)


def texts(root) -> dict[str, str]:
    """The seeds of a project as they stand."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "seeds").glob("*/*.csv"))}


def test_the_template_has_a_sheet_for_each_seed_and_every_column(template):
    book = python_calamine.CalamineWorkbook.from_path(str(template))
    for path, types in csv_files.schemas(ROOT).items():
        if path.stem in letter_template.NOT_IN_A_LETTER:
            assert path.stem not in book.sheet_names
        else:
            heads = book.get_sheet_by_name(path.stem).to_python(skip_empty_area=False)[0]
            assert heads[: len(types)] == list(types)
            assert all(head.startswith(letter_template.COMPUTED) for head in heads[len(types) :])


def test_the_lists_offer_what_the_checks_allow():
    lists = letter_template.choices()
    assert lists["raw_table_rows", "row_kind"].values == ["initiative", "heading", "subtotal"]
    assert lists["raw_tables", "unit_dkk"].values == ["1", "1000", "1000000"]
    assert lists["raw_tables", "is_whole_plan"].is_closed
    assert "extremism" in lists["ref_table_plans", "plan_id"].values
    assert lists["raw_tables", "document_id"].sheet == "raw_documents"
    assert ("ref_plans", "plan_id") not in lists


def test_a_filled_template_reads_back_as_the_rows_it_was_filled_with(template):
    read = letter.read(template)
    assert (read.numbers, read.refused) == ([], [])
    for seed, rows in letter_template.rows_of("letter_2026", ROOT).items():
        assert [values for _, values in read.rows[seed]] == rows


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_workbook_computes_every_printed_total(template, tmp_path):
    own_profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", own_profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(template)], check=True, capture_output=True, timeout=180)
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "letter.xlsx"))
    head, *rows = book.get_sheet_by_name("raw_printed_totals").to_python(skip_empty_area=False)
    rows = [dict(zip(head, row, strict=False)) for row in rows if row[0]]
    assert len(rows) == 41
    assert {row["computed: difference"] for row in rows} == {0}
    assert sum(row["computed: computed"] for row in rows if row["total_kind"] == "table_total") == 100071


def test_a_letter_is_entered_once_and_shown(own_copy, tmp_path):
    before = texts(own_copy)
    typed(tmp_path / "letter.xlsx", "restated_2027")
    entered = run_program(own_copy, "letter", str(tmp_path / "letter.xlsx"))
    assert entered.returncode == 0, entered.stderr
    assert "+letter_2027,2,01-03-2027" in entered.stdout
    assert "nsc_professionals, 2026: moved" in entered.stdout
    expected = letters.copy_seeds(tmp_path / "expected")
    letters.write(expected, letters.read(LETTERS / "restated_2027"))
    assert texts(own_copy) == texts(expected)
    again = run_program(own_copy, "letter", str(tmp_path / "letter.xlsx"))
    assert again.returncode == 1
    assert "document letter_2027 already exists" in again.stderr
    assert texts(own_copy) == texts(expected)
    for path in (own_copy / "seeds").glob("*/*.csv"):
        path.write_text(before[path.name], encoding="utf-8")


def test_a_letter_that_does_not_add_up_is_written_nowhere(own_copy, tmp_path):
    def misread(seeds):
        seeds["raw_allocations"][0]["amount_printed"] = "601"

    before = texts(own_copy)
    typed(tmp_path / "letter.xlsx", "restated_2027", misread)
    entered = run_program(own_copy, "letter", str(tmp_path / "letter.xlsx"))
    assert entered.returncode == 1
    assert "raw_allocations row 2: document letter_2027, table 1, row 1: row total printed 1200000.00" in entered.stderr
    assert "nothing was written" in entered.stderr
    assert texts(own_copy) == before


def test_a_cell_that_holds_a_number_is_taken_and_listed(own_copy, tmp_path):
    def as_number(seeds):
        seeds["raw_allocations"][0]["amount_printed"] = 600.0
        seeds["raw_allocations"][1]["amount_printed"] = 5.125

    typed(tmp_path / "letter.xlsx", "restated_2027", as_number)
    entered = run_program(own_copy, "letter", str(tmp_path / "letter.xlsx"))
    assert "raw_allocations row 2, amount_printed: not text; read as 600" in entered.stdout
    assert "raw_allocations row 3, amount_printed: not text; read as 5,125" in entered.stdout
    assert (
        "raw_allocations row 3: column amount_printed" in entered.stderr or '"5,125" is not an amount' in entered.stderr
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda seeds: seeds["raw_documents"].clear(), "no letter; expected one row per letter"),
        (lambda seeds: seeds["raw_tables"][0].update(document_id="letter_2026"), "letter_2026 is not in raw_documents"),
    ],
)
def test_rows_of_no_new_letter_are_refused(own_copy, tmp_path, change, told):
    typed(tmp_path / "letter.xlsx", "partial", change)
    entered = run_program(own_copy, "letter", str(tmp_path / "letter.xlsx"))
    assert entered.returncode == 1
    assert told in entered.stderr


def test_what_is_no_workbook_is_told_so(own_copy):
    entered = run_program(own_copy, "letter", "README.md")
    assert entered.returncode == 2
    assert "cannot be read as a workbook" in entered.stderr


def test_all_findings_are_told_at_once(own_copy, tmp_path):
    root = letters.copy_seeds(tmp_path)
    for seed, old, new in (
        ("raw_allocations", "letter_2026,1,2,1,2.300,,", "letter_2026,1,2,1,2.400,,"),
        ("raw_controls", "letter_2026,2,cells_dash,,4", "letter_2026,2,cells_dash,,5"),
        ("ref_table_plans", "letter_2026,4,extremism", "letter_2026,4,extremisme"),
        ("raw_symbols", "letter_2026,#,statsligt", "letter_2026,&,statsligt"),
    ):
        path = letters.path_of(root, seed)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    told = run_program(own_copy, "check", str(root)).stderr
    for place in ("raw_allocations.csv:5", "cells_dash", "ref_table_plans.csv:5", 'symbol "#" is not in the legend'):
        assert place in told
