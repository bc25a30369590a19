"""`make trace`: from an id to the printed cell, and plain words for an id that nothing has."""

import subprocess

from conftest import run_program

CELL = "letter_2026.t1.r1.y2024"


def test_an_allocation_leads_to_its_cell(project):
    traced = run_program(project, "trace", "101001011")
    assert traced.returncode == 0
    assert traced.stdout == run_program(project, "trace", CELL).stdout
    for told in ("printed  5.800, footnote mark 1, symbol *", "2,800 thousand kr.", "3,000 thousand kr."):
        assert told in traced.stdout
    assert "seeds/raw/raw_allocations.csv:2" in traced.stdout


def test_a_total_is_summed_again(project):
    traced = run_program(project, "trace", "letter_2026.t1.r1.total").stdout
    assert "printed 12,100 thousand kr., computed 12,100 thousand kr., difference 0 thousand kr." in traced
    assert f"{CELL}: 5,800 thousand kr." in traced


def test_a_plans_year_lists_its_rows(project):
    traced = run_program(project, "trace", "--plan", "integration", "--year", "2024").stdout
    assert "101001011  letter_2026.t1.r1.y2024" in traced
    assert "Total, 1,000 kr.: 12,500" in traced


def test_what_is_not_there_is_told(project):
    near = run_program(project, "trace", "letter_2026.t1.r1.y2034")
    assert (near.returncode, near.stdout) == (1, "")
    assert CELL in near.stderr
    hostile = run_program(project, "trace", "'; drop table marts.fct_allocation; --")
    assert hostile.returncode == 1
    plan = run_program(project, "trace", "--plan", "integration", "--year", "1999")
    assert plan.returncode == 1
    assert "integration (2024-2026)" in plan.stderr
    assert run_program(project, "trace").returncode == 2
    gone = run_program(project, "trace", CELL, "--database", "nowhere.duckdb")
    assert gone.returncode == 2
    assert "cannot read nowhere.duckdb" in gone.stderr


def test_make_hands_the_id_over_whole(project):
    shown = ["make", "--silent", "trace", "ENVIRONMENT=:", "HANDLEPLAN=printf '[%s]'", "ID=it's; echo $HOME"]
    told = subprocess.run(shown, cwd=project, capture_output=True, text=True, check=True)
    assert told.stdout == "[trace][--][it's; echo $HOME]"
