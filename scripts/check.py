"""Checks the seeds as they stand, in seconds: all findings at once, and nothing is built or published.

Runs every data test of the build on what dbt compiled, in memory; dbt itself runs only after a change of the project.
Exit status: 0 nothing found, 1 findings (each names file and line), 2 a fault of the machine.
"""

import argparse
import sys
import time
from pathlib import Path

import check_seeds
import compiled
import duckdb
import summary


def findings_of(root: Path) -> tuple[list[str], compiled.Chain]:
    """All findings in the seeds of a folder, those in the form of a file first, and the chain that found them."""
    problems = check_seeds.problems(root)
    chain = compiled.Chain(compiled.compile_project(compiled.ROOT, "compile"), root, goes_on=True)
    return problems + [one for one in chain.found if one not in problems], chain


def what_holds(chain: compiled.Chain) -> str:
    """What the chain holds, in one line."""
    chain.connection.execute(f"use {chain.database}")
    letters, amounts = chain.connection.execute(
        "select (select count(*) from marts.dim_document), (select count(*) from marts.fct_allocation_statement)"
    ).fetchone()
    return f"{letters} letters, {amounts} amounts, printed totals reconciled: {summary.totals_of(chain.connection)}"


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, nargs="?", default=compiled.ROOT, help="the folder that holds seeds/")
    root = parser.parse_args().root
    started = time.monotonic()
    try:
        found, chain = findings_of(root)
    except (OSError, duckdb.Error) as error:
        print(f"check: a fault of the machine or of the project, not of the data: {error}", file=sys.stderr)
        return 2
    took = f"{time.monotonic() - started:.1f} s"
    if found:
        print(*found, f"check: {len(found)} findings in {took} (exit status 1)", sep="\n", file=sys.stderr)
        return 1
    print(f"check: nothing found in {took}: {what_holds(chain)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
