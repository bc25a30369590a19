"""Mutation tests, short and seeded: `make mutants` and `make mutants-sql` run the long ones."""

import re
import tempfile
from pathlib import Path

import pytest

from conftest import ROOT, run_evidence
from evidence.mutation import seed_mutants


@pytest.fixture(scope="module")
def trial():
    """The chain on a copy of the seeds."""
    with tempfile.TemporaryDirectory() as folder:
        yield seed_mutants.Trial(Path(folder))


def first(trial, kind: str, slip: str) -> seed_mutants.Mutant:
    return next(mutant for mutant in trial.mutants() if (mutant.kind, mutant.slip) == (kind, slip))


def test_the_seeds_as_they_stand_are_published(trial):
    assert trial.chain.run([trial.chain.key("raw_allocations")]) == []


@pytest.mark.parametrize(
    ("kind", "slip", "expected"),
    [
        ("amount", "first digit", "line"),
        ("id or number", "another of the column", "line"),
        ("row doubled", "next", "line"),
        ("footnote", "last digit", "line"),
        ("rows turned", "order", "explained"),
    ],
)
def test_a_mutant_gets_its_verdict(trial, kind, slip, expected):
    assert trial.try_one(first(trial, kind, slip))[0] == expected


def test_what_a_mutant_changed_is_undone_by_the_next_run(trial):
    broken = first(trial, "amount", "first digit")
    assert trial.findings(broken)
    assert trial.chain.run([trial.chain.key("ref_partners")]) == []


def test_the_fast_engine_finds_what_dbt_finds(trial, broken_project):
    assert seed_mutants.try_truly([first(trial, "row lost", "row lost")], trial, broken_project) == []


def test_every_form_of_a_paper_is_broken_too():
    tried = {name for series in seed_mutants.LATER for name in series}
    refused_as_it_stands = {"columns_that_are_no_years"}
    assert tried == {path.name for path in seed_mutants.LETTERS.iterdir() if path.is_dir()} - refused_as_it_stands


def test_no_mutant_of_the_seeds_is_published_without_a_reason():
    told = run_evidence(ROOT, "mutants", "--count", "40")
    assert told.returncode == 0, told.stdout + told.stderr
    assert re.search(r"40 mutants were tried .* The letter contradicts \d+ of them", told.stdout)


def test_the_tests_kill_nearly_all_mutants_of_the_sql():
    told = run_evidence(ROOT, "mutants-sql", "--count", "32")
    assert told.returncode == 0, told.stdout + told.stderr
    assert float(re.search(r"\((\d+\.\d) %\) are killed", told.stdout)[1]) >= 90
