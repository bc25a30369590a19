"""Builds a candidate warehouse, runs every data test on it and, only when all hold, publishes it as a release.

What was published before stays as it is, byte for byte, whenever the build does not end well.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import FrameType

import duckdb

from handleplan.checks import compiled, findings
from handleplan.errors import EnvironmentFaultError, HandleplanError, remedy_for
from handleplan.paths import BUILD, CANDIDATE, DATABASE, DIST, ROOT, TARGET
from handleplan.release import candidate, diff
from handleplan.release.folder import ReleaseFolder
from handleplan.release.increment import Bulk
from handleplan.release.lock import only_build
from handleplan.release.parts import PARTS, names_of
from handleplan.release.publish import publish
from handleplan.seeds import bulk_files, csv_files
from handleplan.surroundings import other_versions
from handleplan.terminal import summary


@dataclass(frozen=True)
class Order:
    """What a build is asked for: a folder to publish in, parts, and a folder of bulk files in the place of seeds/.

    The parts that the current release has are made anew too, unless the order is for those named alone. An incremental
    build of a folder builds what the current release was not built from, where that can be built alone.
    """

    dist: Path = DIST
    parts: Sequence[str] = ()
    only_named_parts: bool = False
    raw_dir: Path | None = None
    is_incremental: bool = False
    most_findings: int = findings.MOST_ROWS
    is_published: bool = True


def tests_that_did_not_run(made: candidate.Candidate) -> list[str]:
    """The data tests of the project, as dbt's manifest has them, that gave no result; one sentence each."""
    manifest = json.loads(made.manifest.read_text(encoding="utf-8"))
    ran = {result.node.unique_id for result in made.results if result.status in ("pass", "fail")}
    return [
        f"{node['original_file_path']}: the test {node['name']} did not run"
        for key, node in sorted(manifest["nodes"].items())
        if node["resource_type"] == "test" and key not in ran
    ]


def versions() -> dict[str, str]:
    """The versions that made the file."""
    return {"duckdb": duckdb.__version__, "dbt-core": version("dbt-core"), "dbt-duckdb": version("dbt-duckdb")}


class Build:
    """One build: what it was asked for, and how it says what became of it. Its methods return an exit status."""

    def __init__(self, order: Order):
        """Publishes nothing yet."""
        self.order = order
        self.folder = ReleaseFolder(order.dist)

    def refused(self, found: list[str], what: str) -> int:
        """Says what is wrong with the data."""
        sys.stdout.flush()
        last = f"build: refused, {len(found)} {what}; nothing was published (exit status 1); {self.folder.says()}"
        print(*found, last, sep="\n", file=sys.stderr)
        return 1

    def failed(self, message: str) -> int:
        """Says what is wrong with the machine and what to do about it."""
        sys.stdout.flush()
        remedy = remedy_for(message)
        print(f"build: {message}", *([f"build: {remedy}"] if remedy else []), sep="\n", file=sys.stderr)
        print(f"build: environment error (exit status 2): the data are fine; {self.folder.says()}", file=sys.stderr)
        return 2

    def at_fault(self, found: list[str]) -> int:
        """Says what is wrong with the project's own code."""
        sys.stdout.flush()
        last = f"build: dbt could not compile the project (exit status 2): the data are fine; {self.folder.says()}"
        print(*found, last, sep="\n", file=sys.stderr)
        return 2

    def could_not_run(self, error: BaseException) -> int:
        """Says why dbt ended before it ran anything."""
        from dbt_common.exceptions import DbtBaseException

        message = " ".join(str(error).split()) or type(error).__name__
        if isinstance(error, DbtBaseException) and remedy_for(message) is None:
            return self.at_fault([message])
        return self.failed(f"dbt could not run: {message}")

    def what_changes(self, made: candidate.Candidate) -> str:
        """What the candidate changes in the published figures, in one line."""
        if made.increment:
            return f"Built onto the release before: {', '.join(made.increment.municipalities)}."
        try:
            if not self.folder.database.exists():
                return "There was no release before."
            return diff.one_line(diff.changes(CANDIDATE, self.folder.database))
        except (OSError, duckdb.Error) as error:
            return f"The release before cannot be compared with this one: {error}"

    def parts(self) -> list[str]:
        """The parts that the release gets: those ordered and those that the current release has.

        Raises EnvironmentFaultError when the libraries for one that was ordered are not installed.
        """
        parts = []
        for name, part in PARTS.items():
            is_ordered = name in self.order.parts
            is_there = not self.order.only_named_parts and any(map(self.folder.has, part.names))
            missing = ", ".join(part.missing()) if is_ordered or is_there else ""
            if missing and is_ordered:
                raise EnvironmentFaultError(f"the part {name} needs {missing}: make {name}")
            if missing:
                print(f"Without {', '.join(part.names)}, which the release before has: needs {missing} (make {name}).")
            elif is_ordered or is_there:
                parts.append(name)
        return parts

    def run(self) -> int:
        """Checks the seeds, builds, audits and publishes."""
        if others := other_versions():
            raise EnvironmentFaultError(
                "other packages run than the locked ones: " + "; ".join(others) + ". Remove .venv, then build again"
            )
        raw_dir = self.order.raw_dir
        problems = bulk_files.problems(raw_dir, ROOT) if raw_dir else csv_files.problems(ROOT)
        if problems:
            return self.refused(problems, "problems in the seed files")
        onto = self.folder if self.order.is_incremental else None
        made = candidate.make(raw_dir, self.order.most_findings, onto)
        if made.increment and not made.increment.municipalities:
            print(f"Nothing was built: the release is of the rows that the folder holds; {self.folder.says()}")
            return 0
        if made.exception is not None:
            return self.could_not_run(made.exception)
        # dbt reports a full disk as an error in the data. The candidate is of no use then, and fills the disk.
        if faults := [message for message in made.errors() if remedy_for(message)]:
            candidate.clear()
            return self.failed(faults[0])
        if faults := findings.of_project(made.found):
            return self.at_fault(faults)
        if made.found:
            return self.refused(made.found, "findings in the data")
        if not CANDIDATE.exists():
            return self.at_fault(findings.of_project(made.errors()) or made.errors() or ["dbt built nothing"])
        if missing := tests_that_did_not_run(made):
            return self.refused(missing, "tests of the project that did not run")
        if made.kept_as:
            compiled.keep(TARGET, *made.kept_as)
        if not self.order.is_published:
            return 0
        changes = self.what_changes(made)
        parts = self.parts()
        bulk = Bulk(made.increment) if raw_dir else None
        manifest = publish(CANDIDATE, self.folder, made.checks, versions(), parts, bulk)
        print(summary.summarise(self.folder.database))
        print(changes)
        names = [f"{self.order.dist.name}/{name}" for name in (DATABASE, *names_of(parts))]
        print(f"Published build {manifest['build_id']}: {', '.join(names)}")
        return 0

    def interrupted(self, number: int, _frame: FrameType | None) -> None:
        """Ends at once and by the same signal, as a shell expects; tidying up is the next build's, as after a kill."""
        os.write(2, f"\nbuild: interrupted; {self.folder.says()}\n".encode())
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def guarded(self, work: Callable[[], int]) -> int:
        """Does the work with the build lock held and says of every fault what it is."""
        # Who may read a release does not hang on the umask of whoever built it.
        os.umask(os.umask(0) & 0o022)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.interrupted)
        try:
            with only_build(BUILD / "lock"):
                return work()
        except (OSError, duckdb.Error, HandleplanError) as error:
            return self.failed(str(error))
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            return self.failed(f"unexpected, please report it: {type(error).__name__} at {where}: {error}")


def build(order: Order) -> int:
    """Builds what was ordered; returns the exit status."""
    one = Build(order)
    return one.guarded(one.run)
