"""`dbt` by hand: on a development file of its own, with nothing exported beforehand."""

import subprocess
import sys
from pathlib import Path

import duckdb

from conftest import small_project

DBT = str(Path(sys.executable).with_name("dbt"))
FILES = {
    "models/dim_one.sql": "select 1 as one_id",
    "models/fct_one.sql": "select one_id from {{ ref('dim_one') }}",
    "models/ones.yml": """
models:
  - name: dim_one
    config: {contract: {enforced: true}}
    constraints: [{type: primary_key, columns: [one_id]}]
    columns: [{name: one_id, data_type: integer}]
  - name: fct_one
    config: {contract: {enforced: true}}
    constraints: [{type: foreign_key, columns: [one_id], to: ref('dim_one'), to_columns: [one_id]}]
    columns: [{name: one_id, data_type: integer}]
""",
}


def dbt(project: Path, *arguments: str) -> None:
    command = [DBT, *arguments, "--exclude-resource-type", "seed"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_one_dimension_can_be_built_alone(tmp_path):
    """A table that a foreign key points at could not be built anew: there are none, whatever the facts ask for."""
    project = small_project(tmp_path / "project", FILES)
    dbt(project, "build")
    dbt(project, "build", "--select", "dim_one")
    with duckdb.connect(str(project / "target" / "handleplan.duckdb"), read_only=True) as connection:
        kinds = connection.execute("select distinct constraint_type from duckdb_constraints()").fetchall()
    assert ("PRIMARY KEY",) in kinds
    assert ("FOREIGN KEY",) not in kinds
