"""The candidate: by the statements that dbt ran it is what dbt builds, and is refused in the same words."""

import shutil
from pathlib import Path

import duckdb
import pytest

import letters
from conftest import LETTERS, replace_once, run_program
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


def test_other_data_are_built_into_the_same_with_and_without_dbt_whatever_the_threads_and_while_one_reads(
    broken_project, tmp_path
):
    for name in ("supplement_delta", "proposed", "kinds_of_appropriation"):
        letters.write(broken_project, letters.read(LETTERS / name))
    dist, count = broken_project / "dist", "select count(*) from marts.fct_allocation"

    def built(name: str) -> tuple[dict[str, list[tuple]], dict[str, bytes]]:
        done = run_program(broken_project, "build", "--parts", "none", "--with", "docs")
        assert done.returncode == 0, done.stderr
        shutil.move(broken_project / "build" / "handleplan.duckdb", tmp_path / name)
        published = [dist / "handleplan.manifest.json", *(dist / "docs").iterdir()]
        return contents(tmp_path / name), {path.name: path.read_bytes() for path in published}

    # What dbt did in between is nothing to the docs: they are of what was built.
    (broken_project / "build" / "target" / "manifest.json").write_text("{}", encoding="utf-8")
    found, published = built("by_statements.duckdb")
    ran = broken_project / "build" / "target" / "run_results.json"
    before = ran.stat().st_mtime_ns
    replace_once(broken_project / "profiles.yml", "threads: 1  # dbt's own", "threads: 4  # dbt's own")
    with duckdb.connect(str(dist / "handleplan.duckdb"), read_only=True) as reader:
        rows = reader.execute(count).fetchone()
        expected, again = built("by_dbt.duckdb")
        assert reader.execute(count).fetchone() == rows
    assert ran.stat().st_mtime_ns > before, "the second candidate was not built by dbt"
    assert len(found["tables"]) > 100
    assert len(found["constraints"]) > 500
    assert [name for name in expected if found[name] != expected[name]] == []
    # What is published says nothing of how it was built: hash by hash and page by page it is the same.
    assert [name for name in published | again if published.get(name) != again.get(name)] == []


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
