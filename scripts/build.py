"""Builds a candidate warehouse, runs every data test on it and, only when all hold, publishes it as a release.

What was published before stays as it is, byte for byte, whenever the build does not end well.
Exit status: 0 published, 1 the data are refused (each finding names file and line), 2 a fault of the machine; the last
line says which. Ctrl-C ends it at once: a build may be killed at any moment, and the next one clears what it left.
"""

import argparse
import contextlib
import errno
import gc
import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

# dbt makes millions of small objects while it is imported, and frees few: collecting garbage then is a second lost.
gc.disable()
# Until guarded() takes over, Ctrl-C ends the process without a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)

try:
    import fcntl
except ImportError:
    print(
        "build: a fault of the machine, not of the data (exit status 2): Windows has no file locks and links as this "
        "needs them. Build in WSL, on Linux or on macOS; the published file itself opens on Windows",
        file=sys.stderr,
    )
    raise SystemExit(2) from None

import check_bulk
import check_seeds
import diff
import duckdb
import findings
import publish
import summary

ROOT = publish.ROOT
BUILD = ROOT / "build"
CANDIDATE = BUILD / publish.DATABASE

# What a machine at fault says, and what to do about it.
REMEDIES = {
    os.strerror(errno.ENOSPC): "the disk is full: free some space (about 50 MB), then build again",
    os.strerror(errno.EDQUOT): "the disk quota is used up: free some space (about 50 MB), then build again",
    os.strerror(errno.EFBIG): "files may not grow so large here: raise the limit (ulimit -f), then build again",
    os.strerror(errno.EACCES): "this user may not do that: give it the right (chown, chmod) or build as another",
    os.strerror(errno.EPERM): "this user may not do that: give it the right (chown, chmod) or build as another",
    os.strerror(errno.EROFS): "the file system is read-only: make it writable, then build again",
    os.strerror(errno.EIO): "the disk cannot be read or written: see the system's log before you build again",
    "Out of Memory Error": "memory is used up: end other programs, then build again",
    "IO Error": "look at the file that is named, then build again",
}


@contextlib.contextmanager
def only_build() -> Iterator[None]:
    """Holds the build lock. The kernel frees it when the process ends in any way, so none is ever left behind."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            print(f"build: waiting for another build ({lock.read().strip() or 'just started'})", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
        lock.truncate(0)


def clear_candidate() -> None:
    """Removes the last candidate with what a killed build left beside it: a log, a folder for spilled data."""
    for left in BUILD.glob(f"{publish.DATABASE}*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def build_candidate(raw_dir: Path | None):
    """Runs `dbt build` on a fresh candidate file, in this process; returns dbt's result."""
    clear_candidate()
    # dbt's helper process outlives a build that is ended, and would add a warning of its own below the last line.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    result = dbtRunner().invoke(
        [
            "--quiet", "--no-use-colors", "--log-level-file", "none", "--log-level", "none",
            "build",
            "--project-dir", str(ROOT), "--profiles-dir", str(ROOT),
            "--target", "bulk" if raw_dir else "candidate", "--target-path", str(BUILD / "target"),
            # Unit tests look at no data: they belong to `make test`.
            "--exclude-resource-type", "unit_test",
            *(["--vars", json.dumps({"raw_dir": str(raw_dir)})] if raw_dir else []),
        ]
    )  # fmt: skip
    DuckDBConnectionManager.close_all_connections()
    return result


def versions() -> dict[str, str]:
    """The versions that made the file."""
    from importlib.metadata import version

    return {"duckdb": duckdb.__version__, "dbt-core": version("dbt-core"), "dbt-duckdb": version("dbt-duckdb")}


def refused(found: list[str], what: str) -> int:
    """Tells what is wrong with the data; returns the exit status."""
    sys.stdout.flush()
    told = f"build: refused, {len(found)} {what}; nothing was published (exit status 1); {publish.standing()}"
    print(*found, told, sep="\n", file=sys.stderr)
    return 1


def remedy_for(told: str) -> str | None:
    """What to do about an error when it is the machine's; None when it is not."""
    return next((remedy for sign, remedy in REMEDIES.items() if sign in told), None)


def fault(told: str) -> int:
    """Tells what is wrong with the machine and what to do about it; returns the exit status."""
    sys.stdout.flush()
    remedy = remedy_for(told)
    print(f"build: {told}", *([f"build: {remedy}"] if remedy else []), sep="\n", file=sys.stderr)
    print(f"build: a fault of the machine, not of the data (exit status 2); {publish.standing()}", file=sys.stderr)
    return 2


def could_not_run(error: BaseException) -> int:
    """Tells why dbt ended before it ran anything; returns the exit status."""
    from dbt_common.exceptions import DbtBaseException

    told = f"dbt could not run: {' '.join(str(error).split()) or type(error).__name__}"
    if isinstance(error, DbtBaseException) and remedy_for(told) is None:
        return refused([told], "findings in the project")
    return fault(told)


def what_changes() -> str:
    """What the candidate changes in the published figures, in one line."""
    published = publish.DIST / publish.DATABASE
    try:
        if not published.exists():
            return "There was no release before."
        return diff.one_line(diff.changes(CANDIDATE, published))
    except (OSError, duckdb.Error) as error:
        return f"The release before cannot be compared with this one: {error}"


def run(arguments: argparse.Namespace) -> int:
    """Checks the seeds, builds, audits and publishes; returns the exit status."""
    problems = check_bulk.problems(arguments.raw_dir, ROOT) if arguments.raw_dir else check_seeds.problems(ROOT)
    if problems:
        return refused(problems, "problems in the seed files")
    result = build_candidate(arguments.raw_dir)
    if result.exception is not None:
        return could_not_run(result.exception)
    errors = [" ".join((one.message or "").split()) for one in result.result.results if one.status == "error"]
    # dbt tells of a full disk as of an error in the data. The candidate is of no use then, and fills the disk.
    if faults := [told for told in errors if remedy_for(told)]:
        clear_candidate()
        return fault(faults[0])
    with duckdb.connect(str(CANDIDATE), read_only=True) as candidate:
        found = findings.of_results(result.result.results, candidate, arguments.findings)
        checks = findings.checks_that_ran(result.result.results, candidate)
    if found:
        return refused(found, "findings in the data")
    if arguments.no_publish:
        return 0
    changes = what_changes()
    manifest = publish.publish(CANDIDATE, checks, versions(), arguments.parts)
    print(summary.of_file(publish.DIST / publish.DATABASE))
    print(changes)
    names = [publish.DATABASE, *[name for part in arguments.parts for name in publish.PARTS[part]]]
    print(f"Published build {manifest['build_id']}: {', '.join(f'{publish.DIST.name}/{name}' for name in names)}")
    return 0


def interrupted(number: int, _frame) -> None:
    """Ends at once and by the same signal, as a shell expects; tidying up is the next build's, as after any kill."""
    os.write(2, f"\nbuild: interrupted; {publish.standing()}\n".encode())
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def guarded(work: Callable[[], int]) -> int:
    """Does the work with the build lock held and tells of every fault in words; returns the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupted)
    try:
        with only_build():
            return work()
    except (OSError, duckdb.Error, publish.PublishError) as error:
        return fault(str(error))
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return fault(f"unexpected, please report it: {type(error).__name__} at {where}: {error}")


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-publish", action="store_true", help="leave the candidate in build/, for `make diff`")
    parser.add_argument(
        "--with",
        dest="parts",
        action="append",
        choices=list(publish.PARTS),
        default=[],
        help="what the release has besides the file and its manifest (may be given again)",
    )
    parser.add_argument("--raw-dir", type=Path, help="a folder of Parquet or CSV files to build from, not seeds/")
    parser.add_argument("--dist", type=Path, help="where to publish (default: dist; --raw-dir has none)")
    parser.add_argument(
        "--findings",
        type=int,
        default=findings.MOST_ROWS,
        help="rows told of each check that fails (default: %(default)s)",
    )
    arguments = parser.parse_args()
    if arguments.raw_dir and not (arguments.dist or arguments.no_publish):
        parser.error("--raw-dir wants --dist, so that it does not take the place of what is published of the letters")
    if arguments.dist:
        publish.DIST = arguments.dist.resolve()
    if arguments.raw_dir:
        arguments.raw_dir = arguments.raw_dir.resolve()
    return guarded(lambda: run(arguments))


if __name__ == "__main__":
    sys.exit(main())
