"""The one door to dbt: nothing outside the project steers what it runs."""

import contextlib
import gc
import hashlib
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handleplan.paths import ROOT
from handleplan.surroundings import environment, forget_foreign_settings

QUIET = ("--quiet", "--no-use-colors", "--log-level-file", "none", "--log-level", "none")
PARSED = "parsed-from"
MEMORY = "partial_parse.msgpack"


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


def _names_of_macros(text: str) -> set[str]:
    """The names of what a file of macros defines, as they stand behind the last dot of dbt's keys."""
    defined = re.findall(r"\{%-?\s*(macro|test|materialization)\s+(\w+)", text)
    return {f"test_{name}" if kind == "test" else name for kind, name in defined}


def remembered(target_path: Path) -> dict:
    """What dbt remembers of its last parse into a folder."""
    import msgpack

    return msgpack.unpackb((target_path / MEMORY).read_bytes(), strict_map_key=False)


def _without(memory: dict, changed: set[str], root: Path) -> bytes | None:
    """What dbt remembers of a parse, less what it would take for unchanged; None where it has to parse all anew.

    Of YAML dbt looks at the file's time alone. A singular test that it parses anew, because of something that the test
    reads, loses what YAML says of it: so it gets to know the files of tests/ again. Where a macro comes or goes, dbt
    does not see which call now finds another one.
    """
    import msgpack

    files = memory["files"]
    is_of_models_alone = True
    for name in changed:
        path, known = root / name, files.get(f"handleplan://{name}")
        if name.startswith("macros/") and name.endswith(".sql"):
            before = {key.split(".")[-1] for key in known["macros"]} if known else set()
            if not path.exists() or before != _names_of_macros(path.read_text(encoding="utf-8")):
                return None
        elif not name.startswith(("macros/", "models/", "seeds/", "tests/")):
            return None
        if known:
            known["path"]["modification_time"] = -1.0
        is_of_models_alone &= name.endswith(".sql") and name.startswith("models/") and bool(known) and path.exists()
    if not is_of_models_alone:
        for key in [key for key in files if key.startswith("handleplan://tests/")]:
            for node in files.pop(key).get("nodes", ()):
                del memory["nodes"][node]
    return msgpack.packb(memory)


def tell_what_changed(target_path: Path, root: Path = ROOT) -> bool:
    """Has dbt parse what differs from what it last parsed into a folder; returns whether it need not parse the rest."""
    now, memory = sources(root), target_path / MEMORY
    try:
        parsed = json.loads((target_path / PARSED).read_text(encoding="utf-8"))
        changed = {name for name, _ in parsed.items() ^ now.items()}
        if not changed and memory.exists():
            return True
        left = _without(remembered(target_path), changed, root)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        left = None
    target_path.mkdir(parents=True, exist_ok=True)
    if left is None:
        memory.unlink(missing_ok=True)
    else:
        memory.write_bytes(left)
    (target_path / PARSED).write_text(json.dumps(now), encoding="utf-8")
    return left is not None


def _manager_without_listeners() -> Any:
    """The event manager that dbt is given: it words an event only where something listens, or it may be an error."""
    from dbt_common.events.event_manager import EventManager

    class ForWarningsAlone(EventManager):
        def fire_event(self, e: Any, *details: Any, force_warn_or_error_handling: bool = False, **more: Any) -> None:
            if self.loggers or force_warn_or_error_handling or self.require_warn_or_error_handling:
                super().fire_event(e, *details, force_warn_or_error_handling=force_warn_or_error_handling, **more)

    return ForWarningsAlone()


def invoke(*command: str, target: str, target_path: Path, root: Path = ROOT, manifest: Any = None) -> Any:
    """Runs a dbt command in this process, with folders and target named; returns dbt's result, the file closed.

    With a manifest, which `parse` gives, dbt does not parse.
    """
    forget_foreign_settings()
    # dbt's helper process outlives a build that is interrupted, and would add a warning of its own below the last line.
    if "ignore:resource_tracker" not in sys.warnoptions:
        sys.warnoptions.append("ignore:resource_tracker")
    # dbt makes millions of small objects and frees few: to look for garbage among them is a sixth of its time.
    looks_for_garbage = gc.isenabled()
    gc.disable()
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    ctx_set_event_manager(_manager_without_listeners())
    if manifest is None:
        tell_what_changed(target_path, root)
    # The paths of profiles.yml are the project's, wherever the program was called.
    with contextlib.chdir(root):
        result = dbtRunner(manifest).invoke([*QUIET, *command, *_places(target, target_path, root)])
    DuckDBConnectionManager.close_all_connections()
    if looks_for_garbage:
        gc.enable()
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
