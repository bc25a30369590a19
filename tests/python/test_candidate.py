"""The candidate: by the statements that dbt ran it is what dbt builds, and is refused in the same words."""

import shutil
from pathlib import Path

import duckdb
import pytest

import letters
from conftest import LETTERS, copy_built, replace_once, run_program
from handleplan.checks import compiled

SCHEMAS = """
    select schema_name, table_name, comment, estimated_size from duckdb_tables()
    where database_name = 'handleplan' order by all
"""
COLUMNS = """
    select schema_name, table_name, column_index, column_name, data_type, is_nullable, column_default, comment
    from duckdb_columns() where database_name = 'handleplan' and not internal order by all
"""
CONSTRAINTS = """
    select
        schema_name, table_name, constraint_type, constraint_text, constraint_column_names, referenced_table,
        referenced_column_names
    from duckdb_constraints() where database_name = 'handleplan' order by all
"""


def contents(file: Path) -> dict[str, list[tuple]]:
    """All that a candidate holds: tables, columns, keys, checks and comments, and the rows of each table."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as handleplan (read_only)")
        held = {
            name: connection.execute(sql).fetchall()
            for name, sql in {"tables": SCHEMAS, "columns": COLUMNS, "constraints": CONSTRAINTS}.items()
        }
        for schema, table, *_ in held["tables"]:
            held[table] = connection.execute(f"select * from handleplan.{schema}.{table} order by all").fetchall()
    return held


@pytest.fixture(scope="module")
def other_data(project, tmp_path_factory) -> Path:
    """The built project with other data than dbt built: three papers more, of other forms."""
    copy = copy_built(project, tmp_path_factory.mktemp("other"))
    for name in ("supplement_delta", "proposed", "kinds_of_appropriation"):
        letters.write(copy, letters.read(LETTERS / name))
    return copy


def test_other_data_are_built_without_dbt_into_what_dbt_builds(other_data, tmp_path):
    def built(name: str) -> Path:
        done = run_program(other_data, "build", "--parts", "none", "--dist", str(tmp_path / name))
        assert done.returncode == 0, done.stderr
        return shutil.move(other_data / "build" / "handleplan.duckdb", tmp_path / f"{name}.duckdb")

    by_statements, ran = built("by_statements"), other_data / "build" / "target" / "run_results.json"
    before = ran.stat().st_mtime_ns
    compiled.forget(other_data)
    by_dbt = built("by_dbt")
    assert ran.stat().st_mtime_ns > before, "the second candidate was not built by dbt"
    found, expected = contents(by_statements), contents(by_dbt)
    assert len(found["tables"]) > 100
    assert len(found["constraints"]) > 500
    assert [name for name in expected if found[name] != expected[name]] == []
    # What is published says nothing of how it was built: the manifests have the same contents, hash by hash.
    manifests = [(tmp_path / name / "handleplan.manifest.json").read_bytes() for name in ("by_statements", "by_dbt")]
    assert manifests[0] == manifests[1]


@pytest.mark.parametrize("file", ["manifest.json", "statements.json", "key", "models/marts/dimensions/dim_plan.sql"])
def test_what_is_not_as_dbt_left_it_is_not_run(broken_project, file):
    assert compiled.kept(broken_project) == broken_project / "build" / "ran"
    touched = broken_project / file if "/" in file else broken_project / "build" / "ran" / file
    touched.write_text(touched.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert compiled.kept(broken_project) is None


def test_a_refusal_has_the_findings_of_check_and_publishes_nothing(broken_project):
    cells = letters.path_of(broken_project, "raw_allocations")
    replace_once(cells, "letter_2026,1,1,1,5.800,", "letter_2026,1,1,1,5.810,")
    published = (broken_project / "dist" / "handleplan.duckdb").resolve()
    built, checked = run_program(broken_project, "build"), run_program(broken_project, "check")
    assert (built.returncode, checked.returncode) == (1, 1)
    assert "raw_allocations.csv" in built.stderr
    assert built.stderr.splitlines()[:-1] == checked.stderr.splitlines()[:-1]
    assert (broken_project / "dist" / "handleplan.duckdb").resolve() == published


def test_the_docs_are_of_what_was_built_whatever_dbt_did_in_between(broken_project):
    docs = broken_project / "dist" / "docs"
    before = {page.name: page.read_bytes() for page in docs.iterdir()}
    (broken_project / "build" / "target" / "manifest.json").write_text("{}", encoding="utf-8")
    built = run_program(broken_project, "build", "--parts", "none", "--with", "docs")
    assert built.returncode == 0, built.stderr
    assert {page.name: page.read_bytes() for page in docs.iterdir()} == before
