"""Short series of papers, each carried to the krone or refused by name: tests/fixtures/series has their rows."""

import csv

import pytest

import letters
from conftest import ROOT, rows
from handleplan.checks.chain import Chain
from handleplan.seeds import csv_files
from together import Together

SERIES = ROOT / "tests" / "fixtures" / "series"
with (SERIES / "cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


CARRIED = [case for case in CASES if not case["refused"]]
REFUSED = [case for case in CASES if case["refused"]]


@pytest.fixture(scope="module")
def roots(tmp_path_factory):
    """The seeds of the project with each series entered below them."""
    found = {}
    for case in CASES:
        found[case["series"]] = root = letters.copy_seeds(tmp_path_factory.mktemp(case["series"]))
        letters.write(root, letters.read(SERIES / case["series"]))
        assert csv_files.problems(root) == []
    return found


@pytest.fixture(scope="module")
def carried(compiled_project, roots, tmp_path_factory):
    """All series that are carried, together."""
    chosen = {case["series"]: roots[case["series"]] for case in CARRIED}
    return Together(compiled_project, tmp_path_factory.mktemp("carried"), chosen, Chain)


@pytest.fixture(scope="module")
def refused(compiled_project, roots, tmp_path_factory):
    """All series that are refused, together."""
    chosen = {case["series"]: roots[case["series"]] for case in REFUSED}
    return Together(compiled_project, tmp_path_factory.mktemp("refused"), chosen)


def test_nothing_is_found_of_series_that_are_carried(carried):
    assert carried.chain.found == []


@pytest.mark.parametrize("case", CARRIED, ids=[case["series"] for case in CARRIED])
def test_a_series_of_papers_is_carried_right(carried, case):
    sql = "select sum(amount_dkk)::integer from marts.fct_allocation where plan_id = $plan and year = $year"
    plan = carried.own(case["series"], case["plan_id"])
    money = int(case["money"]) * 1000 if case["money"] else None
    assert rows(carried.chain, sql, plan=plan, year=int(case["year"])) == [(money,)]


@pytest.mark.parametrize("case", REFUSED, ids=[case["series"] for case in REFUSED])
def test_a_series_of_papers_is_refused_by_name(refused, case):
    told = refused.told(case["series"], case["refused"])
    assert any(case["refused"] in one for one in told), told


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
def test_money_of_several_years_stands_once(carried, series, city, harbour):
    sql = (
        "select first_year, last_year, (amount_dkk / 1000)::integer from marts.fct_period_allocation "
        "where initiative_id = $quay and plan_id = $plan"
    )
    for plan, money in (("city", city), ("harbour", harbour)):
        assert rows(carried.chain, sql, quay=carried.own(series, "quay"), plan=carried.own(series, plan)) == money


def test_every_series_has_its_case():
    assert {path.name for path in SERIES.iterdir() if path.is_dir()} == {case["series"] for case in CASES}
