"""Runs all that is tested: lint, metadata, dbt tests with unit tests, pytest. The last line counts them.

Exit status: 0 all passed, 1 something failed (it was printed above).
"""

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from handleplan.paths import ROOT
from handleplan.surroundings import environment

TOOLS = Path(sys.executable).parent
COMPILED = "target/compiled/handleplan"
SQLFLUFF = ["sqlfluff", "lint", "--processes", "2", "--disable-progress-bar"]


@dataclass
class Counts:
    """How many passed and failed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Counts") -> None:
        """Adds the counts of one step."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


def run(*command: str, target_path: str | None = None) -> subprocess.CompletedProcess:
    """Runs one of the environment's tools in the project, and shows what it said only if it failed."""
    surroundings = environment(**({"DBT_TARGET_PATH": target_path} if target_path else {}))
    done = subprocess.run(
        [str(TOOLS / command[0]), *command[1:]], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        print(done.stdout, done.stderr, sep="\n")
    return done


def step(name: str, counts: Counts) -> Counts:
    """Tells how one step went."""
    print(f"{name}: {counts.passed} passed, {counts.failed} failed", flush=True)
    return counts


def lint(name: str, *command: str) -> Counts:
    """A linter counts as one test."""
    failed = run(*command, target_path="build/lint").returncode != 0
    return step(name, Counts(passed=int(not failed), failed=int(failed)))


def dbt() -> Counts:
    """Builds the development file with every data test and unit test; each test counts."""
    told = ROOT / "target" / "run_results.json"
    told.unlink(missing_ok=True)
    # Anew: dbt would fill the tables of seeds as they are, also where a column was added.
    run("dbt", "--quiet", "build", "--full-refresh")
    if not told.exists():
        return step("dbt", Counts(failed=1))
    results = json.loads(told.read_text(encoding="utf-8"))["results"]
    tests = [result["status"] for result in results if result["unique_id"].split(".")[0] in ("test", "unit_test")]
    broken = [result for result in results if result["status"] in ("error", "fail", "skipped")]
    return step("dbt", Counts(passed=tests.count("pass"), failed=len(broken)))


def pytest(arguments: list[str]) -> Counts:
    """The tests that only Python can make; each counts."""
    # A file's tests stay together: they share what they built.
    command = [sys.executable, "-m", "pytest", "-q", "--numprocesses", "auto", "--dist", "loadfile", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    print(done.stdout.rsplit("\n", 2)[0] if done.returncode == 0 else done.stdout + done.stderr)
    last = done.stdout.strip().rsplit("\n", 1)[-1]
    found = {word: int(count) for count, word in re.findall(r"(\d+) (passed|failed|skipped|error)", last)}
    failed = found.get("failed", 0) + found.get("error", 0)
    if done.returncode not in (0, 1) or (done.returncode == 1 and not failed):
        failed += 1
    return step("pytest", Counts(found.get("passed", 0), failed, found.get("skipped", 0)))


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pytest_arguments", nargs="*", help="passed on to pytest (default: all its tests)")
    arguments = parser.parse_args()
    total = Counts()
    total.add(lint("ruff", "ruff", "check", "scripts", "tests"))
    total.add(lint("ruff format", "ruff", "format", "--check", "scripts", "tests"))
    total.add(lint("sqlfluff", *SQLFLUFF, "models", "tests/reconciliation", "tests/meta"))
    total.add(dbt())
    # The dbt templater skips generic tests and macros: the SQL that they compile to is linted instead, but for what
    # dbt puts there (RF06: quoted names; LT02, LT05: macros inside macros; LT12, LT13: blank lines at the ends).
    compiled = (ROOT / COMPILED).glob("**/*.yml/*.sql")
    generic = sorted(str(path.relative_to(ROOT)) for path in compiled if "_unit_tests" not in path.parent.name)
    rules = ["--templater", "raw", "--exclude-rules", "ST06,RF06,LT02,LT05,LT12,LT13"]
    total.add(lint("sqlfluff, generic tests", *SQLFLUFF, *rules, *generic))
    total.add(lint("dbt-bouncer", "dbt-bouncer", "run", "--config-file", "dbt-bouncer.yml"))
    total.add(pytest(arguments.pytest_arguments))
    print(f"total: {total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
