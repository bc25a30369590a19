"""The one door to dbt: nothing outside the project steers what it runs."""

import json
import os
from pathlib import Path

from handleplan.paths import ROOT

QUIET = ("--quiet", "--no-use-colors", "--log-level-file", "none", "--log-level", "none")


def forget_foreign_settings() -> None:
    """Removes the settings of other dbt projects from the environment. Call it before dbt is imported."""
    for name in [name for name in os.environ if name.startswith("DBT_")]:
        del os.environ[name]


def variables(**values: str) -> list[str]:
    """The options that set variables of the project."""
    return ["--vars", json.dumps(values)]


def invoke(*command: str, target: str, target_path: Path, root: Path = ROOT):
    """Runs a dbt command in this process, with folders and target named; returns dbt's result, the file closed."""
    forget_foreign_settings()
    # dbt's helper process outlives a build that is interrupted, and would add a warning of its own below the last line.
    os.environ["PYTHONWARNINGS"] = "ignore:resource_tracker"
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    folders = ("--project-dir", str(root), "--profiles-dir", str(root), "--target-path", str(target_path))
    result = dbtRunner().invoke([*QUIET, *command, *folders, "--target", target])
    DuckDBConnectionManager.close_all_connections()
    return result
