"""Checks the seeds in seconds: all findings at once; nothing is built or published.

Runs every data test of the build on what dbt compiled, in memory; dbt itself runs only after a change of the project.
"""

import sys
import time
from pathlib import Path

from handleplan.checks import compiled, findings
from handleplan.checks.chain import Chain
from handleplan.database import one_row
from handleplan.errors import ProjectError
from handleplan.paths import ROOT
from handleplan.seeds import csv_files
from handleplan.terminal import summary


def findings_of(root: Path) -> tuple[list[str], Chain]:
    """All findings in the seeds of a folder, those about the form of a file first, and the chain that found them.

    Raises ProjectError when the project's own code is at fault.
    """
    problems = csv_files.problems(root)
    chain = Chain(compiled.compile_project(ROOT, "compile"), root, goes_on=True)
    if not problems and (faults := findings.of_project(chain.found)):
        raise ProjectError("the project's own code is at fault, the data are fine:\n" + "\n".join(faults))
    # A file of the wrong form is not loaded either; the engine's words for that say nothing new.
    damaged = tuple(f"{one.split(':')[0]}: " for one in problems)
    return problems + [one for one in chain.found if one not in problems and not one.startswith(damaged)], chain


def counted(count: int, noun: str) -> str:
    """A number with its noun, such as `1 letter`, `2 letters`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def contents(chain: Chain) -> str:
    """What was checked, in one line."""
    chain.connection.execute(f"use {chain.database}")
    letters, amounts = one_row(
        chain.connection,
        "select (select count(*) from marts.dim_document), (select count(*) from marts.fct_allocation_statement)",
    )
    totals = summary.totals_of(chain.connection)
    return f"{counted(letters, 'letter')}, {counted(amounts, 'amount')}, printed totals reconciled: {totals}"


def check_form(root: Path) -> int:
    """Checks whether the seed files of a folder can be read as they are meant; returns the exit status."""
    problems = csv_files.problems(root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    print("check: OK, all seed files are well-formed")
    return 0


def check(root: Path) -> int:
    """Checks the seeds of a folder and says what was found; returns the exit status."""
    started = time.monotonic()
    found, chain = findings_of(root)
    took = f"{time.monotonic() - started:.1f} s"
    if found:
        print(*found, f"check: {counted(len(found), 'finding')} in {took} (exit status 1)", sep="\n", file=sys.stderr)
        return 1
    print(f"check: OK in {took} ({contents(chain)})")
    return 0
