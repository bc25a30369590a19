"""Builds a candidate warehouse, runs every data test on it and, only when all hold, publishes it as a release.

What was published before stays as it is, byte for byte, whenever the build does not end well.
Exit status: 0 published, 1 the data are refused (each finding names file and line), 2 a fault of the machine.
"""

import argparse
import contextlib
import fcntl
import gc
import os
import sys
import time
from collections.abc import Iterator

# dbt makes millions of small objects while it is imported, and frees few: collecting garbage then is a second lost.
gc.disable()

import check_seeds
import duckdb
import findings
import publish
import summary

ROOT = publish.ROOT
BUILD = ROOT / "build"
CANDIDATE = BUILD / publish.DATABASE


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


def build_candidate():
    """Runs `dbt build` on a fresh candidate file, in this process; returns dbt's result."""
    for left in BUILD.glob(f"{publish.DATABASE}*"):
        left.unlink()
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    result = dbtRunner().invoke(
        [
            "--quiet", "--log-level-file", "none", "--log-level", "none",
            "build",
            "--project-dir", str(ROOT), "--profiles-dir", str(ROOT),
            "--target", "candidate", "--target-path", str(BUILD / "target"),
            # Unit tests look at no data: they belong to `make test`.
            "--exclude-resource-type", "unit_test",
        ]
    )  # fmt: skip
    DuckDBConnectionManager.close_all_connections()
    return result


def versions() -> dict[str, str]:
    """The versions that made the file."""
    from importlib.metadata import version

    return {"duckdb": duckdb.__version__, "dbt-core": version("dbt-core"), "dbt-duckdb": version("dbt-duckdb")}


def run() -> int:
    """Checks the seeds, builds, audits and publishes; returns the exit status."""
    problems = check_seeds.problems(ROOT)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        print(f"build: refused, {len(problems)} problems in the seed files; nothing was published", file=sys.stderr)
        return 1
    result = build_candidate()
    if result.exception is not None:
        print(f"build: dbt could not run: {result.exception}", file=sys.stderr)
        return 2
    with duckdb.connect(str(CANDIDATE), read_only=True) as candidate:
        found = findings.of_results(result.result.results, candidate)
        checks = findings.checks_that_ran(result.result.results, candidate)
    if found:
        print("\n".join(found), file=sys.stderr)
        print(f"build: refused, {len(found)} findings in the data; nothing was published", file=sys.stderr)
        return 1
    manifest = publish.publish(CANDIDATE, checks, versions())
    print(summary.of_file(publish.DIST / publish.DATABASE))
    print(f"Published build {manifest['build_id']}: dist/{publish.DATABASE}")
    return 0


def main() -> int:
    """The command line; returns the exit status."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    try:
        with only_build():
            return run()
    except (OSError, duckdb.Error, publish.PublishError) as error:
        print(
            f"build: {error}\nbuild: a fault of the machine, not of the data; what was published before is untouched. "
            "Look for a full disk or for dist/ or build/ that this user may not write to",
            file=sys.stderr,
        )
        return 2


if __name__ == "__main__":
    sys.exit(main())
