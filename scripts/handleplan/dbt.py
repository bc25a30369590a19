"""The one door to dbt: nothing outside the project steers what it runs."""

import contextlib
import hashlib
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handleplan.paths import ROOT
from handleplan.surroundings import environment, forget_foreign_settings

QUIET = ("--quiet", "--no-use-colors", "--log-level-file", "none", "--log-level", "none")
PARSED = "parsed-from"


def variables(**values: str) -> list[str]:
    """The options that set variables of the project."""
    return ["--vars", json.dumps(values)]


def _places(target: str, target_path: Path, root: Path) -> list[str]:
    """The options that name all folders and the target, so that dbt looks for none."""
    folders = ("--project-dir", str(root), "--profiles-dir", str(root), "--target-path", str(target_path))
    return [*folders, "--target", target]


def sources(root: Path = ROOT) -> dict[str, str]:
    """What dbt parses: each source with the hash of its contents, and each package with its version."""
    found = {package: version(package) for package in ("dbt-core", "dbt-duckdb", "duckdb")}
    paths = [root / ".dbtignore", root / "dbt_project.yml", root / "profiles.yml"]
    for folder in ("seeds", "models", "macros", "tests"):
        paths += [path for path in (root / folder).rglob("*") if path.suffix in (".sql", ".yml", ".md")]
    for path in sorted(paths):
        found[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def key_of_sources(root: Path, *more: str) -> str:
    """What decides what dbt parses and compiles: the contents of all sources, the versions, and what is given."""
    return hashlib.sha256(json.dumps([more, sources(root)]).encode()).hexdigest()


def changed_models(target_path: Path, now: dict[str, str]) -> list[str] | None:
    """The models in which sources differ from what dbt last parsed into a folder; None where they do in anything else.

    SQL of a model is all that dbt parses anew by its contents: of YAML it looks at the file's time.
    """
    try:
        parsed = json.loads((target_path / PARSED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(parsed, dict) or parsed.keys() != now.keys():
        return None
    changed = [name for name in now if now[name] != parsed[name]]
    return changed if all(name.startswith("models/") and name.endswith(".sql") for name in changed) else None


def forget_other_sources(target_path: Path, root: Path = ROOT) -> None:
    """Removes what dbt remembers of an earlier parse, unless only models differ from it: it mixes up the two."""
    now = sources(root)
    if changed_models(target_path, now) is None:
        (target_path / "partial_parse.msgpack").unlink(missing_ok=True)
    target_path.mkdir(parents=True, exist_ok=True)
    (target_path / PARSED).write_text(json.dumps(now), encoding="utf-8")


def _manager_without_listeners() -> Any:
    """The event manager that dbt is given: it words an event only where something listens, or it may be an error."""
    from dbt_common.events.event_manager import EventManager

    class ForWarningsAlone(EventManager):
        def fire_event(self, e: Any, *details: Any, force_warn_or_error_handling: bool = False, **more: Any) -> None:
            if self.loggers or force_warn_or_error_handling or self.require_warn_or_error_handling:
                super().fire_event(e, *details, force_warn_or_error_handling=force_warn_or_error_handling, **more)

    return ForWarningsAlone()


def invoke(*command: str, target: str, target_path: Path, root: Path = ROOT) -> Any:
    """Runs a dbt command in this process, with folders and target named; returns dbt's result, the file closed."""
    forget_foreign_settings()
    # dbt's helper process outlives a build that is interrupted, and would add a warning of its own below the last line.
    if "ignore:resource_tracker" not in sys.warnoptions:
        sys.warnoptions.append("ignore:resource_tracker")
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    ctx_set_event_manager(_manager_without_listeners())
    forget_other_sources(target_path, root)
    # The paths of profiles.yml are the project's, wherever the program was called.
    with contextlib.chdir(root):
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
