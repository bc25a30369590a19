"""Short series of papers, each carried to the krone or refused by name: tests/fixtures/series has their rows."""

import csv

import pytest

import letters
from conftest import ROOT, rows
from handleplan.checks.chain import Chain
from handleplan.seeds import csv_files

SERIES = ROOT / "tests" / "fixtures" / "series"
with (SERIES / "cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[case["series"] for case in CASES])
def test_a_series_of_papers_is_carried_right_or_refused_by_name(compiled_project, tmp_path, case):
    root = letters.copy_seeds(tmp_path)
    letters.write(root, letters.read(SERIES / case["series"]))
    assert csv_files.problems(root) == []
    chain = Chain(compiled_project, root, goes_on=True)
    if case["refused"]:
        assert any(case["refused"] in one for one in chain.found), chain.found
    else:
        assert chain.found == []
        sql = "select sum(amount_dkk)::integer from marts.fct_allocation where plan_id = $plan and year = $year"
        money = int(case["money"]) * 1000 if case["money"] else None
        assert rows(chain, sql, plan=case["plan_id"], year=int(case["year"])) == [(money,)]


@pytest.mark.parametrize(
    ("series", "city", "harbour"),
    [
        ("endless_moves", [(2028, None, 500)], []),
        ("endless_moves_by_changes", [(2028, None, 500)], []),
        ("endless_moves_later", [(2030, None, 500)], []),
        ("span_moves_to_years", [], []),
        ("endless_over_a_span", [], [(2028, None, 200)]),
    ],
)
def test_money_of_several_years_stands_once(compiled_project, tmp_path, series, city, harbour):
    root = letters.copy_seeds(tmp_path)
    letters.write(root, letters.read(SERIES / series))
    chain = Chain(compiled_project, root, goes_on=True)
    sql = (
        "select first_year, last_year, (amount_dkk / 1000)::integer from marts.fct_period_allocation "
        "where initiative_id = 'quay' and plan_id = $plan"
    )
    assert rows(chain, sql, plan="city") == city
    assert rows(chain, sql, plan="harbour") == harbour


def test_every_series_has_its_case():
    assert {path.name for path in SERIES.iterdir() if path.is_dir()} == {case["series"] for case in CASES}
