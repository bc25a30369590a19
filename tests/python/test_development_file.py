"""`dbt` by hand: on a development file of its own, with nothing exported beforehand."""

import subprocess
import sys
from pathlib import Path

import duckdb

from conftest import copy_built

DBT = str(Path(sys.executable).with_name("dbt"))


def dbt(project, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([DBT, *arguments], cwd=project, capture_output=True, text=True, check=False)


def test_one_dimension_can_be_built_alone(project, tmp_path):
    copy = copy_built(project, tmp_path)
    whole = dbt(copy, "build", "--exclude-resource-type", "test", "unit_test")
    assert whole.returncode == 0, whole.stdout
    alone = dbt(copy, "build", "--select", "dim_plan", "--exclude-resource-type", "unit_test")
    assert alone.returncode == 0, alone.stdout
    with duckdb.connect(str(copy / "target" / "handleplan.duckdb"), read_only=True) as connection:
        kinds = connection.execute("select distinct constraint_type from duckdb_constraints()").fetchall()
    assert ("PRIMARY KEY",) in kinds
    assert ("FOREIGN KEY",) not in kinds
