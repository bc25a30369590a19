"""`make show`: the overview in the terminal, and nothing else on its output."""

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from decimal import Decimal

import duckdb
import pytest

from conftest import HOSTILE, ROOT, run_program
from handleplan.terminal import show


def shown(project, *arguments: str) -> str:
    done = run_program(project, "show", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def cells(published):
    """The overview of the published file."""
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute(
            "select plan_id, line_label_en, year, amount_tdkk from marts.rpt_plan_overview "
            "inner join (select plan_id, min(allocation_id) as place from marts.fct_allocation group by 1) "
            "using (plan_id) order by place, line_no, year nulls last"
        ).fetchall()


def test_json_is_the_overview(project, cells):
    told = json.loads(shown(project, "--format", "json", "--names", "en"), parse_float=Decimal, parse_int=Decimal)
    assert [(one["plan_id"], one["initiative"], one["year"], one["amount_tdkk"]) for one in told] == cells


def test_csv_is_the_overview(project, cells):
    told = csv.DictReader(io.StringIO(shown(project, "--format", "csv", "--names", "en")))
    assert [
        (one["plan_id"], one["initiative"], one["year"], one["amount_tdkk"] and Decimal(one["amount_tdkk"]))
        for one in told
    ] == [(plan, label, str(year or ""), "" if amount is None else amount) for plan, label, year, amount in cells]


def test_as_of_today_is_the_overview_but_for_dashes(project, cells):
    told = json.loads(shown(project, "--format", "json", "--names", "en", "--as-of", "2100-01-01"), parse_int=Decimal)
    assert [(one["plan_id"], one["initiative"], one["year"], one["amount_tdkk"]) for one in told] == [
        (plan, label, year, amount or None) for plan, label, year, amount in cells
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--as-of", "2026-03-01"],
            "nothing was known of any plan on 2026-03-01; the first letter is dated 2026-03-02",
        ),
        (["--as-of", "2026-02-30"], "'2026-02-30' is not a date"),
        (["--as-of", "2100-01-01", "--plan", "nowhere"], "there is no plan 'nowhere'"),
    ],
)
def test_a_date_without_an_answer_is_told(project, arguments, told):
    done = run_program(project, "show", *arguments)
    assert done.returncode != 0
    assert done.stdout == ""
    assert told in done.stderr


@pytest.mark.parametrize(("form", "edge"), [("table", ""), ("md", "| ")])
def test_a_table_has_the_figures_of_each_line(project, cells, form, edge):
    told = shown(project, "--format", form, "--names", "en").splitlines()
    lines: dict = {}
    for plan, label, _, amount in cells:
        figure = "-" if amount == 0 else "" if amount is None else f"{amount.normalize():,f}"
        lines.setdefault((plan, label), []).append(figure)
    rest = iter(told)
    for (_, label), figures in lines.items():
        line = next(one for one in rest if one.startswith(edge + label))
        assert line.replace("|", " ").split()[-len([figure for figure in figures if figure]) :] == list(
            filter(None, figures)
        )


def test_the_columns_of_a_table_are_aligned(project):
    told = shown(project, "--plan", "extremism").splitlines()
    assert told[0] == "Handleplan mod ekstremisme, 1.000 kr."
    assert len({len(line) for line in told[1:] if line}) == 1


def test_an_unknown_plan_is_told_which_there_are(project):
    told = run_program(project, "show", "--plan", "o'plan")
    assert (told.returncode, told.stdout) == (1, "")
    assert "integration, anti_racism, negative_social_control, extremism" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_missing_or_broken_file_is_told(project, tmp_path):
    missing = run_program(project, "show", str(tmp_path / "none.duckdb"))
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "make build" in missing.stderr
    (tmp_path / "broken.duckdb").write_text("no database")
    broken = run_program(project, "show", str(tmp_path / "broken.duckdb"))
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "cannot read" in broken.stderr


def test_who_stops_reading_is_not_answered_with_a_traceback(project):
    command = f"'{sys.executable}' -I scripts show --format json | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_hostile_names_steer_no_terminal_and_break_no_table(hostile_release):
    database = str(hostile_release / "handleplan.duckdb")
    told = shown(ROOT, database)
    assert [sign for sign in told if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"] == []
    markdown = shown(ROOT, database, "--format", "md")
    assert "<script>" not in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {7}
    fields = [field for row in csv.reader(io.StringIO(shown(ROOT, database, "--format", "csv"))) for field in row]
    assert [field for field in fields if field[:1] and field[0] in "=+-@\t\r"] == []
    names = {one["initiative"] for one in json.loads(shown(ROOT, database, "--format", "json"))}
    assert names & set(HOSTILE)


def test_make_show_prints_the_overview_and_nothing_else(project, tmp_path):
    for name in ("Makefile", "scripts", "locks", "dist"):
        (tmp_path / name).symlink_to(project / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    asked = ["PLAN=integration", "NAMES=en", "FORMAT=json"]
    # As typed by a person: a make that runs inside `make test` would tell its folder too.
    by_hand = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    made = subprocess.run(
        ["make", "show", *asked], cwd=tmp_path, env=by_hand, capture_output=True, text=True, check=False
    )
    assert made.stderr == ""
    assert made.stdout == shown(project, "--plan", "integration", "--names", "en", "--format", "json")
    spaced = subprocess.run(
        ["make", "show", "PLAN=a b'; echo taken"],
        cwd=tmp_path,
        env=by_hand,
        capture_output=True,
        text=True,
        check=False,
    )
    assert spaced.returncode != 0
    assert spaced.stdout == ""


def test_a_dash_is_a_dash_and_0_is_0():
    assert show.amount({"amount_dkk": Decimal(0), "is_dash": True}, "da") == "-"
    assert show.amount({"amount_dkk": Decimal(0), "is_dash": False}, "da") == "0"
    assert show.amount({"amount_dkk": None, "is_dash": False}, "da") == ""
