"""`make letter`: the workbook that a letter is typed into, and what becomes of it."""

import contextlib
import os
import pty
import re
import shutil
import subprocess
import time
import tracemalloc
import zipfile
from itertools import pairwise

import pytest
import python_calamine
import xlsxwriter

import letters
from conftest import LETTERS, ROOT, copy_project, run_program
from handleplan.errors import RefusedError
from handleplan.letters import change, letter, package
from handleplan.letters import template as letter_template
from handleplan.paths import program
from handleplan.seeds import csv_files


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The template, filled with the project's own letter."""
    path = tmp_path_factory.mktemp("template") / "letter.xlsx"
    letter_template.write(path, like="letter_2026")
    return path


@pytest.fixture(scope="module")
def own_copy(compiled_project, tmp_path_factory):
    """A copy of the project to enter letters into, with what dbt compiled of the same sources."""
    copy = copy_project(tmp_path_factory.mktemp("own"))
    shutil.copytree(compiled_project, copy / compiled_project.relative_to(ROOT))
    checked = run_program(copy, "check")
    assert checked.returncode == 0, checked.stderr
    assert "compiled: dbt" not in checked.stderr
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
                    value = row.get(column, "")
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
    assert lists["raw_table_rows", "row_kind"].values == [
        "initiative",
        "heading",
        "subtotal",
        "financing",
        "shortfall",
        "memo",
    ]
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


def test_a_finding_offers_the_row_that_accepts_a_wrong_total(own_copy, tmp_path):
    def misprinted(seeds):
        seeds["raw_printed_totals"][0]["amount_printed"] = "1.201"

    typed(tmp_path / "letter.xlsx", "restated_2027", misprinted)
    told = run_program(own_copy, "letter", str(tmp_path / "letter.xlsx")).stderr
    (row,) = re.findall(r"its row on the sheet `ref_accepted_differences` is (.+)", told)
    control_id, difference, reason, *why = row.split(",")
    assert (control_id, difference, reason) == ("letter_2027.t1.r1.total", "1000.00", "misprint")

    def accepted(seeds):
        misprinted(seeds)
        values = (control_id, difference, reason, "Trykfejl i brevet.", "A misprint in the letter.")
        columns = letter_template.seeds_of_a_letter()["ref_accepted_differences"]
        seeds["ref_accepted_differences"] = [dict(zip(columns, values, strict=True))]

    assert len(why) == 2
    typed(tmp_path / "letter.xlsx", "restated_2027", accepted)
    entered = run_program(own_copy, "letter", "--dry", str(tmp_path / "letter.xlsx"))
    assert entered.returncode == 0, entered.stderr
    assert "+letter_2027.t1.r1.total,1000.00,misprint" in entered.stdout


def at_a_terminal(project, answer: str, *arguments: str) -> tuple[int, str]:
    """Runs the program of a copy of the project as a person does, who types one answer; its exit status and output."""
    ours, its_own = pty.openpty()
    with subprocess.Popen(
        program(*arguments, root=project), cwd=project, stdin=its_own, stdout=its_own, stderr=its_own
    ) as running:
        os.close(its_own)
        os.write(ours, f"{answer}\n".encode())
        said = b""
        # A terminal that nobody writes to any more reads as an error.
        with contextlib.suppress(OSError):
            while data := os.read(ours, 10_000):
                said += data
    os.close(ours)
    return running.returncode, said.decode()


def test_a_terminal_shows_the_change_and_asks_once(own_copy, tmp_path):
    def as_number(seeds):
        seeds["raw_allocations"][0]["amount_printed"] = 600.0

    before = texts(own_copy)
    typed(tmp_path / "letter.xlsx", "restated_2027", as_number)
    path = str(tmp_path / "letter.xlsx")
    status, said = at_a_terminal(own_copy, "n", "letter", path)
    assert status == 1
    for earlier, later in pairwise(
        ("2026: moved", "+letter_2027,2,01-03-2027", "1 cells are not text", "Enter it? [y/N]")
    ):
        assert said.index(earlier) < said.index(later)
    assert "letter: nothing was written" in said
    assert texts(own_copy) == before
    status, said = at_a_terminal(own_copy, "y", "letter", path)
    assert (status, texts(own_copy) == before) == (0, False)
    assert "rows written to" in said
    status, said = at_a_terminal(own_copy, "", "letter", "--remove", "letter_2027")
    assert (status, said.count("Take letter_2027 out? [y/N]")) == (1, 1)
    assert texts(own_copy) != before
    status, said = at_a_terminal(own_copy, "", "letter", "--yes", "--remove", "letter_2027")
    assert (status, "[y/N]" in said) == (0, False)
    assert texts(own_copy) == before


def test_a_dry_run_shows_the_change_and_writes_nothing(own_copy, tmp_path):
    before = texts(own_copy)
    typed(tmp_path / "letter.xlsx", "restated_2027")
    shown = run_program(own_copy, "letter", "--dry", str(tmp_path / "letter.xlsx"))
    assert shown.returncode == 0, shown.stderr
    assert "+letter_2027,2,01-03-2027" in shown.stdout
    assert shown.stdout.endswith("letter: a dry run; nothing was written\n")
    assert texts(own_copy) == before


def test_seeds_that_change_while_a_person_thinks_are_left_alone(tmp_path, capsys):
    root = letters.copy_seeds(tmp_path)
    path = letters.path_of(root, "raw_documents")
    files = {path: (path.read_text(encoding="utf-8"), "other\n")}
    path.write_text("changed\n", encoding="utf-8")
    assert change.finish(files, change.AS_ASKED, "?", "done") == 1
    assert path.read_text(encoding="utf-8") == "changed\n"
    assert "raw_documents.csv: was changed since it was read" in capsys.readouterr().err


def test_what_a_workbook_is_made_into_is_ignored_by_git():
    ignored = subprocess.run(
        ["git", "check-ignore", "letter.xlsx", "sources/letter_2026.pdf"], cwd=ROOT, capture_output=True, text=True
    )
    assert ignored.stdout.split() == ["letter.xlsx", "sources/letter_2026.pdf"]


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


def workbook(path, sheet: str, shared: str = "") -> None:
    """Writes a workbook of one sheet, from its XML."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def relation(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="r{number}" Type="{relations}/{kind}" Target="{target}"/>'

    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{package}">{relation(1, "officeDocument", "xl/workbook.xml")}'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{relations}"><sheets>'
        '<sheet name="raw_documents" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{relation(1, "worksheet", "worksheets/s.xml")}'
        f"{relation(2, 'sharedStrings', 'sharedStrings.xml')}</Relationships>",
        "xl/sharedStrings.xml": f"<sst {main}>{shared}</sst>",
        "xl/worksheets/s.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)


CELL = '<row r="1"><c r="{}"><v>1</v></c></row>'
TOO_LARGE = {
    "unpacked": ("", "<si><t>" + " " * 30_000_000 + "</t></si>", "unpacks to too much; expected at most 500 parts of"),
    "cells": ('<row r="1">' + '<c r="A1"><v>1</v></c>' * 60_000 + "</row>", "", "has more than 50,000 cells"),
    "a long text": ("", "<si><t>" + "x" * 6_000 + "</t></si>", "a text has more than 5,000 characters"),
    "the last row": (CELL.format("A1048576"), "", "cell A1048576 holds a value; expected at most 5,000 rows and 100"),
    "the last column": (CELL.format("XFD1"), "", "cell XFD1 holds a value; expected at most 5,000 rows and 100"),
    "no place": ('<row r="1048576"><c><v>1</v></c></row>', "", "cell without a place holds a value; expected at most"),
}


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_a_workbook_that_is_more_than_a_letter_is_refused_soon_and_in_little_memory(tmp_path, kind):
    sheet, shared, told = TOO_LARGE[kind]
    workbook(tmp_path / "letter.xlsx", sheet, shared)
    assert (tmp_path / "letter.xlsx").stat().st_size < package.MOST_PACKED
    started = time.process_time()
    with pytest.raises(RefusedError, match=re.escape(f"letter.xlsx: {told}")):
        letter.read(tmp_path / "letter.xlsx")
    assert time.process_time() - started < 3
    tracemalloc.start()
    with pytest.raises(RefusedError):
        letter.read(tmp_path / "letter.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_document_type_in_a_workbook_is_refused(tmp_path):
    workbook(tmp_path / "letter.xlsx", "")
    with zipfile.ZipFile(tmp_path / "letter.xlsx", "a") as packed:
        packed.writestr("xl/other.xml", '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>')
    with pytest.raises(RefusedError, match=r"xl/other\.xml declares a document type"):
        letter.read(tmp_path / "letter.xlsx")


def test_a_part_that_holds_more_than_it_says_is_not_read_to_its_end(tmp_path):
    workbook(tmp_path / "letter.xlsx", "", "<si><t>" + " " * 10_000_000 + "</t></si>")
    data = (tmp_path / "letter.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "letter.xlsx") as packed:
        size = packed.getinfo("xl/sharedStrings.xml").file_size
    (tmp_path / "letter.xlsx").write_bytes(data.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")))
    with pytest.raises(OSError, match="cannot be read as a workbook"):
        letter.read(tmp_path / "letter.xlsx")


def test_a_cell_in_the_last_row_without_a_value_is_no_matter(tmp_path):
    head = "".join(
        f'<c r="{chr(65 + at)}1" t="inlineStr"><is><t>{column}</t></is></c>'
        for at, column in enumerate(letter_template.seeds_of_a_letter()["raw_documents"])
    )
    workbook(tmp_path / "letter.xlsx", f'<row r="1">{head}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert letter.read(tmp_path / "letter.xlsx").refused == []


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_file_of_a_letter_is_not_waited_for(tmp_path, kind):
    path = tmp_path / "letter.xlsx"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(50_000_000_000)
    entered = run_program(ROOT, "letter", str(path))
    assert entered.returncode == 2
    told = (
        "has 50,000,000,000 bytes; expected at most" if kind == "huge" else "is not a regular file but a folder, a pipe"
    )
    assert f"letter: {path} {told}" in entered.stderr


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
