"""The README says what is so: its summary and its query's answer are those of the published file."""

import re
from pathlib import Path

import duckdb

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(after: str) -> str:
    """The first fenced block after a text."""
    return re.search(r"```\w*\n(.*?)```", README[README.index(after) :], re.DOTALL)[1]


def test_the_summary_is_what_a_build_prints(summary):
    shown = block("`make build` prints:").split("There was no release before.")[0]
    # The README leaves the number of checks open, so that a new check does not change it.
    assert shown.strip() == re.sub(r"(Checks passed: )\d+\.", r"\1...", summary.strip())


def test_the_query_gives_the_answer_shown(published):
    query = block("Ask it, in the `duckdb` shell")
    with duckdb.connect(str(published), read_only=True) as connection:
        answer = str(connection.sql(query))
    shown = README[README.index(query) + len(query) :]
    shown = re.search(r"```text\n(.*?)```", shown, re.DOTALL)[1]
    assert [line.split() for line in shown.split("\n")] == [
        line.split() for line in answer.rstrip("\n").split("\n")
    ] + [[]]


def test_the_star_is_drawn_with_its_keys(published):
    drawn = set(re.findall(r"^    (\w+) [|}o-]+[|{o]+ (\w+) : (\w+)$", README, re.MULTILINE))
    with duckdb.connect(str(published), read_only=True) as connection:
        keys = connection.execute(
            "select table_name, referenced_table, constraint_column_names[1] from duckdb_constraints() "
            "where constraint_type = 'FOREIGN KEY' and table_name in "
            "('fct_allocation', 'fct_grant_commitment', 'bridge_initiative_partner')"
        ).fetchall()
    assert drawn == set(keys)


def test_every_file_that_it_links_is_there():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert Path(ROOT / target).exists(), target
