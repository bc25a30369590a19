"""A copy of the project to break, how a release is published in it, and what stands in its dist/ afterwards."""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from evidence import copy_project, evidence
from handleplan.paths import DATABASE, MANIFEST, program
from handleplan.release import verify

# No build takes nearly as long: one that does hangs, on a lock for instance.
PATIENCE = 300
# Tables that no other table points at, so that a row can be taken out of each to make a build that differs.
DIFFERING = ("marts.rpt_allocation", "marts.rpt_plan_overview", "audit.audit_trace", "audit.audit_printed_cell")


class CannotRunError(Exception):
    """The machine cannot run what was asked for."""


@contextlib.contextmanager
def copied_tree() -> Iterator[Path]:
    """A copy of the project in a temporary folder, with one whole build behind it."""
    with tempfile.TemporaryDirectory(prefix="handleplan-faults-") as folder:
        tree = copy_project(Path(folder) / "project")
        print("faults: building once in a copy of the project", flush=True)
        status, output = finish(start_build(tree))
        if status != 0:
            raise CannotRunError(f"the copy cannot be built: {output}")
        yield tree


def start(command: list[str], tree: Path, **options: Any) -> subprocess.Popen:
    """Starts a process in a tree, with its output kept."""
    return subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def start_build(tree: Path) -> subprocess.Popen:
    """Starts a whole build."""
    return start(program("build", root=tree), tree)


def publish_command(candidate: Path, die_at: int = 0, times: int = 1, dist: Path | None = None) -> list[str]:
    """A build without its first part: a prepared candidate is published, by the same code and under the same locks."""
    root = candidate.parents[2]
    options = (str(die_at), "--times", str(times), "--dist", dist or root / "dist")
    return evidence("faults", "publish-prepared", candidate, *options, root=root)


def start_publish(tree: Path, candidate: Path, die_at: int = 0) -> subprocess.Popen:
    """Starts to publish a prepared candidate."""
    return start(publish_command(candidate, die_at), tree)


def finish(process: subprocess.Popen) -> tuple[int, str]:
    """Waits until a process has ended; returns its exit status and what it said. One that hangs is killed."""
    try:
        output = process.communicate(timeout=PATIENCE)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        return 2, process.communicate()[0] + f"\nkilled: it hung for {PATIENCE} s"
    return process.returncode, output


def prepare(tree: Path) -> dict[Path, dict]:
    """Makes two candidates of differing contents from the tree's own; returns each one's manifest, once published."""
    manifests = {}
    for name in ("a", "b"):
        candidate = tree / "candidates" / name / DATABASE
        candidate.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tree / "build" / DATABASE, candidate)
        if name == "b":
            with duckdb.connect(str(candidate)) as connection:
                for table in DIFFERING:
                    connection.execute(f"delete from {table} where rowid = 0")
        status, output = finish(start_publish(tree, candidate))
        if status != 0:
            raise CannotRunError(f"a prepared candidate cannot be published: {output}")
        manifests[candidate] = manifest_of(tree)
    return manifests


def manifest_of(tree: Path) -> dict:
    """The manifest that stands in a tree."""
    return json.loads((tree / "dist" / MANIFEST).read_text(encoding="utf-8"))


def timed(process: subprocess.Popen) -> tuple[float, str]:
    """Waits for a process that must succeed; returns the seconds that it took and what it said."""
    begun = time.monotonic()
    status, output = finish(process)
    if status != 0:
        raise CannotRunError(f"a build failed that was left alone: {output}")
    return time.monotonic() - begun, output


def current_files(tree: Path) -> tuple[bytes, bytes] | None:
    """File and manifest as they stand, byte for byte; None when neither is there. Raises OSError if only one is."""
    names = (tree / "dist" / DATABASE, tree / "dist" / MANIFEST)
    if not any(name.exists() for name in names):
        return None
    return names[0].read_bytes(), names[1].read_bytes()


def release_of(tree: Path) -> str | None:
    """The release that dist/current points at; two of one content differ in its name alone."""
    current = tree / "dist" / "current"
    return str(current.readlink()) if current.is_symlink() else None


def stood_after(before: str | None, after: str | None) -> str:
    """Which release stood after a fault, for the count."""
    return "nothing yet" if after is None else "the release before" if after == before else "the new release"


def wrong_with(tree: Path, before: tuple[bytes, bytes] | None, new: dict) -> str | None:
    """What is wrong after a fault: None when the release before stands byte for byte, or the new one, whole."""
    try:
        after = current_files(tree)
        if after is None:
            return None if before is None else "the release before is gone"
        errors = verify.differences(tree / "dist" / DATABASE, tree / "dist" / MANIFEST)
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        return f"file or manifest cannot be read: {error}"
    if after != before and json.loads(after[1]) != new:
        return "the manifest is neither the one before nor the new one"
    return "; ".join(errors) or None


def left_over(tree: Path) -> list[str]:
    """What a build must not leave: files of work in progress, and more releases than two."""
    names = [*(tree / "dist").rglob("*"), *(tree / "build").glob("*")]
    half_done = [name for name in names if name.name.startswith(".") or name.suffix in (".wal", ".tmp", ".new")]
    found = [str(name) for name in half_done if name != tree / "dist" / ".lock"]
    releases = [name.name for name in (tree / "dist" / "releases").iterdir()]
    return found + ([f"releases {', '.join(releases)}"] if len(releases) > 2 else [])


def print_summary(found: Counter, what: str, wrong: list[str]) -> int:
    """Prints what was found how often, what went wrong and, last, how much of it; returns the exit status."""
    for one, times in sorted(found.items()):
        print(f"  {times:5} x {one}", flush=True)
    for line in wrong[:20]:
        print(f"faults: {line}", file=sys.stderr)
    print(f"faults: {what}: {len(wrong)} went wrong")
    return 1 if wrong else 0
