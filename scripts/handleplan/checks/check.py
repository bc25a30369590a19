"""Checks the seeds as they stand, in seconds: all findings at once, and nothing is built or published.

Runs every data test of the build on what dbt compiled, in memory; dbt itself runs only after a change of the project.
Exit status: 0 nothing found, 1 findings (each names file and line), 2 a fault of the machine.
"""

import sys
import time
from pathlib import Path

from handleplan.checks import compiled
from handleplan.paths import ROOT
from handleplan.seeds import csv_files


def findings_of(root: Path) -> tuple[list[str], compiled.Chain]:
    """All findings in the seeds of a folder, those in the form of a file first, and the chain that found them."""
    problems = csv_files.problems(root)
    chain = compiled.Chain(compiled.compile_project(ROOT, "compile"), root, goes_on=True)
    # What the engine says of a file as a whole is no news where its form is refused already.
    refused = {one.split(":")[0] for one in problems}
    return problems + [
        one for one in chain.found if one not in problems and one.partition(": ")[0] not in refused
    ], chain


def what_holds(chain: compiled.Chain) -> str:
    """What the chain holds, in one line."""
    letters, amounts, met = chain.connection.execute(
        f"""
        select
            (select count(*) from {chain.database}.marts.dim_document),
            (select count(*) from {chain.database}.marts.fct_allocation_statement),
            (select count(*) from {chain.database}.audit.audit_reconciliation where is_reconciled)
        """
    ).fetchone()
    return f"{letters} letters, {amounts} amounts, {met} totals reconciled"


def check_form(root: Path) -> int:
    """Checks whether the seed files of a folder can be read as they are meant; returns the exit status."""
    problems = csv_files.problems(root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    print("check: the form of all seed files is OK")
    return 0


def check(root: Path) -> int:
    """Checks the seeds of a folder and says what was found; returns the exit status."""
    started = time.monotonic()
    found, chain = findings_of(root)
    took = f"{time.monotonic() - started:.1f} s"
    if found:
        print(*found, f"check: {len(found)} findings in {took} (exit status 1)", sep="\n", file=sys.stderr)
        return 1
    print(f"check: OK in {took} ({what_holds(chain)})")
    return 0
