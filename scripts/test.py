"""Runs all that is tested: lint, types, metadata, dbt tests with unit tests, pytest. The last line counts them.

With --fast, what a change at the desk asks for, in less than 90 seconds: lint of Python and of the SQL that differs
from the last commit, types, dbt's tests with unit tests, one build with its figures.
Exit status: 0 all passed, 1 something failed (it was printed above).
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from handleplan.checks import compiled
from handleplan.dbt import tell_what_changed
from handleplan.errors import HandleplanError
from handleplan.paths import ROOT
from handleplan.surroundings import environment

TOOLS = Path(sys.executable).parent
LINT = ROOT / "build" / "lint"
LINTED = ("models", "tests/reconciliation", "tests/meta")
# A linter makes many objects that live long: Python's search for cycles among them would take a third of its time.
SQLFLUFF = (
    sys.executable, "-I", "-c",
    "import gc, sys; gc.set_threshold(100_000); from sqlfluff.cli.commands import cli; sys.exit(cli())",
    "lint", "--disable-progress-bar",
)  # fmt: skip
# The dbt templater skips generic tests and macros: the SQL that they compile to is linted instead, but for what
# dbt puts there (RF06: quoted names; LT02, LT05: macros inside macros; LT12, LT13: blank lines at the ends).
RAW_RULES = ("--templater", "raw", "--exclude-rules", "ST06,RF06,LT02,LT05,LT12,LT13")
# What one build says: the figures of the letter, the summary and answers in the README, texts that are refused.
FIGURES = ("test_letter_of_2026.py", "test_readme.py", "test_parsing.py")
# What two compiled generic tests may differ in and be alike for a linter: their texts, and names of several words.
NAMES = re.compile(r"'[^']*'|\"\w+\"|\b[a-z]+(?:_[a-z0-9]+)+\b")
LAST_LINES = re.compile(r"(\d+) (passed|failed|skipped|error)")


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


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs one of the environment's tools in the project; its output is kept."""
    # sqlfluff has dbt compile too: in a folder of its own, where it disturbs no other step.
    surroundings = environment(DBT_TARGET_PATH=str(LINT))
    return subprocess.run(
        [str(TOOLS / command[0]), *map(str, command[1:])],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def step(name: str, counts: Counts, said: str = "") -> Counts:
    """Tells how one step went, in one piece since steps run side by side; what it said comes first."""
    lines = [*([said.rstrip("\n")] if said.strip() else []), f"{name}: {counts.passed} passed, {counts.failed} failed"]
    print("\n".join(lines), flush=True)
    return counts


def lint(name: str, *command: str | Path) -> Counts:
    """A linter counts as one test, and says something only if it failed."""
    done = run(*command)
    failed = done.returncode != 0
    return step(name, Counts(passed=int(not failed), failed=int(failed)), done.stdout + done.stderr if failed else "")


def dbt() -> Counts:
    """Builds the project in memory with every data test and unit test, always anew; each test counts."""
    target = compiled.TARGETS["build"]
    shutil.rmtree(target, ignore_errors=True)
    said = ""
    try:
        compiled.compile_project()
    except HandleplanError as error:
        said = str(error)
    try:
        results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    except (OSError, ValueError):
        return step("dbt", Counts(failed=1), said)
    tests = [result["status"] for result in results if result["unique_id"].split(".")[0] in ("test", "unit_test")]
    broken = [result for result in results if result["status"] in ("error", "fail", "skipped")]
    return step("dbt", Counts(passed=tests.count("pass"), failed=len(broken) or int(bool(said))), said)


def pytest(*arguments: str | Path) -> Counts:
    """The tests that only Python can make; each counts."""
    command = [sys.executable, "-m", "pytest", "-q", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    said = done.stdout.rsplit("\n", 2)[0] if done.returncode == 0 else done.stdout + done.stderr
    found = {word: int(count) for count, word in LAST_LINES.findall(done.stdout.strip().rsplit("\n", 1)[-1])}
    failed = found.get("failed", 0) + found.get("error", 0)
    if done.returncode not in (0, 1) or (done.returncode == 1 and not failed):
        failed += 1
    return step("pytest", Counts(found.get("passed", 0), failed, found.get("skipped", 0)), said)


def changed_sql() -> list[Path]:
    """The linted SQL that differs from the last commit or is new; all of it where git cannot say."""
    asked = ["git", "ls-files", "--modified", "--others", "--exclude-standard", "--", *LINTED]
    asked_staged = ["git", "diff", "--cached", "--name-only", "--", *LINTED]
    names: set[str] = set()
    for command in (asked, asked_staged):
        done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return [Path(folder) for folder in LINTED]
        names.update(done.stdout.splitlines())
    return sorted(Path(name) for name in names if name.endswith(".sql") and (ROOT / name).is_file())


def python_lint() -> list[Counts]:
    """Form and types of the Python."""
    return [
        lint("ruff", "ruff", "check", "scripts", "tests"),
        lint("ruff format", "ruff", "format", "--check", "scripts", "tests"),
        lint("mypy", "mypy"),
    ]


def lint_of_models() -> Counts:
    """Form of the SQL of models and tests, on what the linter's dbt compiles."""
    # By now dbt has parsed the project for its build in memory, and the linter's need not.
    if (parsed := compiled.TARGETS["build"] / "partial_parse.msgpack").exists():
        shutil.copy(parsed, LINT)
    return lint("sqlfluff", *SQLFLUFF, *LINTED)


def lint_of_queries() -> Counts:
    """Form of the SQL that pages, downloads and terminal run."""
    return lint("sqlfluff, queries", *SQLFLUFF, "--templater", "placeholder", "scripts/handleplan/queries")


def generic_tests() -> list[Path]:
    """What dbt compiled of generic tests, each shape once: hundreds come from a dozen macros."""
    found = (compiled.TARGETS["build"] / "compiled" / "handleplan").glob("**/*.yml/*.sql")
    paths = sorted((path for path in found if "_unit_tests" not in path.parent.name), reverse=True)
    shapes = {NAMES.sub("x", path.read_text(encoding="utf-8")): path.relative_to(ROOT) for path in paths}
    return sorted(shapes.values())


def lint_of_what_was_compiled() -> list[Counts]:
    """What is linted in dbt's output; call it after dbt()."""
    return [
        lint("sqlfluff, generic tests", *SQLFLUFF, *RAW_RULES, *generic_tests()),
        lint("dbt-bouncer", "dbt-bouncer", "run", "--config-file", "dbt-bouncer.yml"),
    ]


def all_tests(start: Callable[..., Future], arguments: list[str]) -> list[Future]:
    """Starts everything: lint beside dbt, since dbt mostly waits for one thread; then pytest on all processors."""
    linted = start(lambda: [*python_lint(), lint_of_queries(), lint_of_models()])
    built = start(lambda: [dbt()])
    built.result()
    after = start(lint_of_what_was_compiled)
    # A file's tests stay together, since they share what they built; the files that take longest come first.
    shares = ("--numprocesses", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--with-environment")
    return [linted, built, after, start(lambda: [pytest(*shares, *arguments)])]


def fast_tests(start: Callable[..., Future]) -> list[Future]:
    """Starts what a change at the desk asks for: lint after dbt, and one build beside both."""

    def checked() -> list[Counts]:
        changed = changed_sql()
        linted = [lint("sqlfluff, changed", *SQLFLUFF, *changed)] if changed else []
        return [dbt(), *python_lint(), *linted, lint_of_queries()]

    figures = [ROOT / "tests" / "python" / name for name in FIGURES]
    return [start(checked), start(lambda: [pytest("--without-parts", *figures)])]


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="what a change at the desk asks for")
    parser.add_argument("pytest_arguments", nargs="*", help="passed on to pytest (default: all its tests)")
    arguments = parser.parse_args()
    tell_what_changed(LINT)
    total = Counts()
    with ThreadPoolExecutor() as steps:
        started = fast_tests(steps.submit) if arguments.fast else all_tests(steps.submit, arguments.pytest_arguments)
    for done in started:
        for counts in done.result():
            total.add(counts)
    print(f"total: {total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
