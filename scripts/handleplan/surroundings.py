"""The surroundings of a run: none of their settings steers it, and the packages that run are the locked ones."""

import os
from importlib import metadata
from pathlib import Path

from handleplan.paths import ROOT

# Settings of another dbt project, of another repository, of whatever else runs Python here, and of the make above.
FOREIGN = ("DBT_", "GIT_", "PYTHON", "MAKE")


def environment(**own: str) -> dict[str, str]:
    """The environment of a process that this project starts: without foreign settings, with those given."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)} | own


def forget_foreign_settings() -> None:
    """Removes foreign settings from this process. Call it before dbt is imported."""
    for name in os.environ.keys() - environment().keys():
        del os.environ[name]


def _version_that_runs(package: str) -> str | None:
    """The version of a package that an import takes; None when there is none."""
    if package == "duckdb":
        import duckdb

        return duckdb.__version__
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def other_versions(lock: Path = ROOT / "locks" / "build.txt") -> list[str]:
    """The packages that do not run in the version that a lock file names, one sentence each."""
    from packaging.requirements import Requirement

    told = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        # Below a package stand its hashes, indented.
        if not line or line[0] in " #-":
            continue
        required = Requirement(line.removesuffix("\\").strip())
        if required.marker is None or required.marker.evaluate():
            locked = str(required.specifier).removeprefix("==")
            found = _version_that_runs(required.name)
            if found != locked:
                told.append(f"{required.name} is {found or 'not installed'}, {lock.name} locks {locked}")
    return told
