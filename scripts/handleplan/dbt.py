"""The one door to dbt: nothing outside the project steers what it runs."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from handleplan.paths import ROOT
from handleplan.surroundings import environment, forget_foreign_settings

QUIET = ("--quiet", "--no-use-colors", "--log-level-file", "none", "--log-level", "none")


def variables(**values: str) -> list[str]:
    """The options that set variables of the project."""
    return ["--vars", json.dumps(values)]


def _places(target: str, target_path: Path, root: Path) -> list[str]:
    """The options that name all folders and the target, so that dbt looks for none."""
    folders = ("--project-dir", str(root), "--profiles-dir", str(root), "--target-path", str(target_path))
    return [*folders, "--target", target]


def invoke(*command: str, target: str, target_path: Path, root: Path = ROOT) -> Any:
    """Runs a dbt command in this process, with folders and target named; returns dbt's result, the file closed."""
    forget_foreign_settings()
    # dbt's helper process outlives a build that is interrupted, and would add a warning of its own below the last line.
    if "ignore:resource_tracker" not in sys.warnoptions:
        sys.warnoptions.append("ignore:resource_tracker")
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    parsed = target_path / "partial_parse.msgpack"
    was_parsed = parsed.exists()
    # The paths of profiles.yml are the project's, wherever the program was called.
    with contextlib.chdir(root):
        result = dbtRunner().invoke([*QUIET, *command, *_places(target, target_path, root)])
        # What dbt remembers of an earlier parse may be of other files by now, such as a YAML that was split since.
        if result.exception is not None and was_parsed:
            parsed.unlink(missing_ok=True)
            result = dbtRunner().invoke([*QUIET, *command, *_places(target, target_path, root)])
    DuckDBConnectionManager.close_all_connections()
    return result


def run(*command: str, target: str, target_path: Path, root: Path = ROOT) -> subprocess.CompletedProcess:
    """Runs a dbt command in a process of its own, with folders and target named; its output is kept."""
    python = [sys.executable, "-I", "-m", "dbt.cli.main", "--quiet", "--no-use-colors", "--log-level-file", "none"]
    return subprocess.run(
        [*python, *command, *_places(target, target_path, root)],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
