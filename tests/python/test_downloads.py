"""The workbook and the data package: the same figures as in the published file, and text that stays text."""

import csv
import datetime
import json
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from conftest import HOSTILE, TEXTS
from handleplan.database import sql_text

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@pytest.fixture(scope="module")
def release(project) -> Path:
    return (project / "dist" / "current").resolve()


@pytest.fixture(params=["release", "hostile_release"])
def either(request) -> Path:
    """A release as it is, and one whose texts are hostile."""
    return request.getfixturevalue(request.param)


def ask(release: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(release / "handleplan.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def marts(release: Path) -> list[str]:
    return [name for (name,) in ask(release, "select table_name from duckdb_tables() where schema_name = 'marts'")]


def written(value) -> str:
    """A value as the CSV should hold it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value[0] in STARTS and value != "-":
        return f"'{value}"
    return "" if value is None else str(value)


def test_every_mart_is_there_as_csv_row_by_row(either):
    for table in marts(either):
        with (either / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        described = ask(either, f"select column_name from (describe marts.{table})")
        assert head == [name for (name,) in described]
        assert sorted(rows) == sorted([written(value) for value in row] for row in ask(either, f"from marts.{table}"))


def test_every_mart_is_there_as_parquet_with_its_types_and_its_texts_as_they_are(either):
    tables = marts(either)
    with duckdb.connect(str(either / "handleplan.duckdb"), read_only=True) as connection:
        for table in tables:
            mart, parquet = f"marts.{table}", sql_text(either / "data" / f"{table}.parquet")
            for one, other in ((mart, parquet), (parquet, mart)):
                assert connection.execute(f"from {one} except all from {other}").fetchall() == []
            described = [
                connection.execute(f"select column_name, column_type from (describe from {one})").fetchall()
                for one in (mart, parquet)
            ]
            assert described[0] == described[1]


def test_no_text_of_a_csv_can_start_a_formula(hostile_release):
    met = set()
    for path in (hostile_release / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                started = [field for field in row if field[:1] and field[0] in STARTS]
                # What is left of them are numbers and the dash that stands for nothing.
                assert [field for field in started if field != "-" and not re.fullmatch(r"-\d+(\.\d+)?", field)] == []
                met |= {field for field in row if field[:1] == "'"}
    assert {field[1:] for field in met} == {text for text in HOSTILE if text[0] in STARTS}


def test_frictionless_accepts_the_package_and_its_keys(either):
    package = either / "data" / "datapackage.json"
    done = subprocess.run(
        [Path(sys.executable).with_name("frictionless"), "validate", package.name, "--json"],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["valid"], told["warnings"]) == (0, True, [])
    described = json.loads(package.read_text(encoding="utf-8"))
    assert told["stats"]["tasks"] == len(described["resources"]) == 2 * len(marts(either))
    schemas = {one["name"]: one["schema"] for one in described["resources"] if one["type"] == "table"}
    keys = ask(
        either,
        "select table_name, constraint_type, count(*) from duckdb_constraints() "
        "where schema_name = 'marts' and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY') group by all",
    )
    for table, kind, count in keys:
        found = schemas[table]["primaryKey" if kind == "PRIMARY KEY" else "foreignKeys"]
        assert found if kind == "PRIMARY KEY" else len(found) == count
    fields = [field for schema in schemas.values() for field in schema["fields"]]
    assert [field for field in fields if not field["description"]] == []
    assert {"value", "date:fiscal-year", "fin-source:generic:code"} <= {field.get("columnType") for field in fields}
    assert described["licenses"]
    assert described["sources"]


def test_frictionless_notices_a_file_that_is_not_what_the_package_says(release, tmp_path):
    copy = shutil.copytree(release / "data", tmp_path / "data")
    for name, old, new in (("fct_allocation.csv", "integration,", "no_plan,"), ("dim_plan.parquet", "P", "Q")):
        changed = copy / name
        content = changed.read_bytes()
        changed.chmod(0o644)
        changed.write_bytes(content.replace(old.encode(), new.encode(), 1))
    done = subprocess.run(
        [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json", "--json"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = {task["name"] for task in json.loads(done.stdout)["tasks"] if not task["valid"]}
    assert {"fct_allocation", "dim_plan_parquet"} <= wrong


def overview_of(workbook: CalamineWorkbook, sheet: str) -> list[list]:
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def tables_of(rows: list[list]) -> list[list[list]]:
    """The plans' tables on an overview sheet: the rows of each from its head to its sum, amounts only."""
    tables, heads = [], [place for place, row in enumerate(rows) if re.fullmatch(r"\d{4}", str(row[2]))]
    for place in heads:
        width = next(at for at in range(2, len(rows[place])) if not re.fullmatch(r"\d{4}", str(rows[place][at]))) + 1
        end = next(at for at in range(place, len(rows)) if "(form" in str(rows[at][0]))
        tables.append([row[2:width] for row in rows[place + 1 : end + 1]])
    return tables


def expected_tables(release: Path) -> list[list[list]]:
    """The overview of the published file, plan by plan in the order of the letter, in 1,000 kr."""
    lines = ask(
        release,
        "select plan_id, list(amount_tdkk order by year nulls last) from marts.rpt_plan_overview "
        "inner join (select plan_id, min(allocation_id) as place from marts.fct_allocation group by 1) using (plan_id) "
        "group by plan_id, line_no, place order by place, line_no",
    )
    tables: dict = {}
    for plan_id, amounts in lines:
        tables.setdefault(plan_id, []).append([float(amount) if amount is not None else "" for amount in amounts])
    return list(tables.values())


@pytest.mark.parametrize("sheet", ["Overblik", "Overview"])
def test_the_overview_sheet_is_that_of_the_published_file(release, sheet):
    rows = overview_of(CalamineWorkbook.from_path(str(release / "handleplan.xlsx")), sheet)
    assert tables_of(rows) == expected_tables(release)
    differences = [row for row in rows if row[0] in ("Forskel", "Difference")]
    assert len(differences) == len(expected_tables(release))
    assert {value for row in differences for value in row[2:]} <= {0.0, ""}


def test_libreoffice_computes_our_totals(release, tmp_path):
    """Every value that a formula bears is taken away first, so that what is read was computed by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice: install it (Debian and Ubuntu: apt-get install libreoffice-calc)")
    bare = tmp_path / "bare.xlsx"
    taken = 0
    with zipfile.ZipFile(release / "handleplan.xlsx") as full, zipfile.ZipFile(bare, "w") as emptied:
        for name in full.namelist():
            content = full.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                content, count = re.subn(r"(</f>)<v>[^<]*</v>", r"\1", content)
                taken += count
            emptied.writestr(name, content)
    assert taken > 50
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "computed", bare],
        capture_output=True, check=True,
    )  # fmt: skip
    computed = CalamineWorkbook.from_path(str(tmp_path / "computed" / "bare.xlsx"))
    for sheet in ("Overblik", "Overview"):
        rows = overview_of(computed, sheet)
        assert tables_of(rows) == expected_tables(release)
        last = next(row for row in reversed(rows) if any(row))
        whole = ask(
            release,
            "select sum(amount_dkk) / 1000, sum(amount_dkk) filter (year = current_year) / 1000 "
            "from marts.fct_allocation inner join marts.dim_municipality using (municipality_id)",
        )
        assert tuple(last[2:4]) == whole[0]


def test_the_tidy_sheet_is_rpt_allocation(either):
    workbook = CalamineWorkbook.from_path(str(either / "handleplan.xlsx"))
    head, *rows = overview_of(workbook, "rpt_allocation")
    described = ask(either, "select column_name from (describe marts.rpt_allocation)")
    assert head == [name for (name,) in described]

    def plain(value):
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return value.date()
        return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value

    expected = ask(either, "from marts.rpt_allocation order by allocation_id")
    assert [[plain(value) for value in row] for row in rows] == [[plain(value) for value in row] for row in expected]


def xml_of(workbook: Path, pattern: str) -> list[ElementTree.Element]:
    with zipfile.ZipFile(workbook) as archive:
        return [
            ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if re.fullmatch(pattern, name)
        ]


def test_no_formula_is_in_the_workbook_but_ours_and_every_total_is_one(either):
    formulas = [
        formula.text
        for sheet in xml_of(either / "handleplan.xlsx", r"xl/worksheets/sheet\d+\.xml")
        for formula in sheet.iter(f"{SHEET}f")
    ]
    cell = r"[A-Z]+\d+"
    assert [one for one in formulas if not re.fullmatch(rf"SUM\({cell}:{cell}\)|{cell}-{cell}|{cell}", one)] == []
    totals = ask(
        either,
        "select count(*) from marts.rpt_plan_overview where line_kind = 'total' or year is null",
    )
    assert len([one for one in formulas if one.startswith("SUM(")]) == 2 * (totals[0][0] + 2)


def test_what_could_start_a_formula_is_marked_as_text_where_it_stands(hostile_release):
    workbook = hostile_release / "handleplan.xlsx"
    strings = ["".join(text.itertext()) for text in xml_of(workbook, r"xl/sharedStrings\.xml")[0].iter(f"{SHEET}si")]
    styles = [style.get("quotePrefix") for style in xml_of(workbook, r"xl/styles\.xml")[0].find(f"{SHEET}cellXfs")]
    met = set()
    for sheet in xml_of(workbook, r"xl/worksheets/sheet\d+\.xml"):
        for cell in sheet.iter(f"{SHEET}c"):
            if (
                cell.get("t") == "s"
                and (text := strings[int(cell.find(f"{SHEET}v").text)])[0] in STARTS
                and text != "-"
            ):
                assert styles[int(cell.get("s"))] == "1", text
                met.add(text)
    assert met >= {text for text in HOSTILE if text[0] in STARTS}


def test_the_sheets_have_frozen_heads_widths_print_areas_and_a_fixed_date(release):
    workbook = release / "handleplan.xlsx"
    sheets = xml_of(workbook, r"xl/worksheets/sheet\d+\.xml")
    assert len(sheets) == 5
    for sheet in sheets:
        assert sheet.find(f".//{SHEET}pane").get("state") == "frozen"
        assert sheet.find(f"{SHEET}cols") is not None
        assert sheet.find(f"{SHEET}pageSetup").get("paperSize") == "9"
    names = [one.get("name") for one in xml_of(workbook, r"xl/workbook\.xml")[0].iter(f"{SHEET}definedName")]
    assert names.count("_xlnm.Print_Area") == names.count("_xlnm.Print_Titles") == 5
    (issued_on,) = ask(release, "select max(issued_on) from marts.dim_document")[0]
    assert f"{issued_on}T00:00:00Z" in "".join(xml_of(workbook, r"docProps/core\.xml")[0].itertext())


def test_the_decisions_lead_to_their_links(release):
    with zipfile.ZipFile(release / "handleplan.xlsx") as archive:
        relations = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml.rels"))
    linked = {one.replace("&amp;", "&") for one in re.findall(r'Target="(https?:[^"]+)"', relations)}
    urls = {url for (url,) in ask(release, "select url from marts.dim_decision where url is not null")}
    assert urls <= linked


def test_every_kind_of_text_was_hostile(hostile_release):
    met = {
        value
        for table, columns in TEXTS.items()
        for column in columns
        for (value,) in ask(hostile_release, f"select {column} from marts.{table} where {column} is not null")
    }
    assert met == set(HOSTILE)
