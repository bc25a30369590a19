"""Breaks one thing at a time in the seeds and asks whether the build refuses it at the right file and line.

Each mutant is one mistake: a digit, a symbol, an id, a year, a row lost or doubled, a file damaged. Its verdict is
`line` when a finding is at the broken line, `named` when a finding elsewhere names that line (a control names the
lines that it counts, a contradiction its other side), `elsewhere` when only other places are named, and published
otherwise. A published mutant needs a reason why nothing printed can contradict it (tests/mutation/published.csv); one
without is a defect: a check is missing.
Exit status: 0 no defect, 1 a mutant is published without a reason, 2 the mutants could not run.
"""

import argparse
import csv
import fnmatch
import itertools
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import duckdb

from evidence import copy_project
from evidence.mutation.seed_slips import Mutant, mutants_of
from handleplan import database
from handleplan.checks import compiled
from handleplan.checks.chain import Chain
from handleplan.paths import ROOT, program
from handleplan.seeds import csv_files

One = TypeVar("One")
# What the engine puts in the place of findings in tables that are built from refused rows.
FOLDED = "they are likely consequences"
VERDICTS = ("line", "named", "elsewhere", "explained", "defect")
REASONS = ROOT / "tests" / "mutation" / "published.csv"
LETTERS = ROOT / "tests" / "fixtures" / "letters"
# As many mutants break the project's own letter alone as each of these series, entered after it. Every form that a
# paper may have stands in one of them; fixtures that enter the same plan or document in two ways stand apart.
LATER = (
    (
        *("restated_2027", "new_plan_2027", "marks_of_all_kinds", "partial", "money_in_the_span", "pool_divided"),
        *("returned_money", "supplement_delta", "unknown_amount", "carried_over", "components_of_a_year"),
        *("dementia_plain", "kinds_of_appropriation", "kinds_restated", "later_years_only", "lines_of_a_change"),
        *("merged", "moved_by_one_table", "one_date_1", "one_date_2", "prices_and_responsible", "prints_of_all_kinds"),
        "rounded_totals",
    ),
    (
        *("proposed", "adopted", "outside_the_total", "subtotals_that_name_rows", "kinds_of_appropriation"),
        *("kinds_changed", "transferred", "financing_in_all", "totals_of_years"),
    ),
    ("each_year_of_a_span", "each_year_changed", "each_year_restated"),
    ("span_as_year", "span_restated", "span_cut"),
    ("change_beside_levels", "savings_without_minus"),
    ("permanent",),
    ("budget_headings",),
)


def sample(mutants: list[Mutant], count: int, seed: int) -> list[Mutant]:
    """As many of each kind, and in it of each file, column and slip in turn, so that rare slips are tried as well."""
    chance = random.Random(seed)
    groups: dict[str, dict[tuple, list[Mutant]]] = defaultdict(lambda: defaultdict(list))
    for mutant in chance.sample(mutants, len(mutants)):
        groups[mutant.kind][mutant.path, mutant.column, mutant.slip].append(mutant)
    kinds = [in_turn(list(slips.values())) for slips in groups.values()]
    drawn = in_turn(kinds)
    return sorted(drawn[:count] if count else drawn, key=lambda mutant: mutant.path)


def in_turn(queues: list[list[One]]) -> list[One]:
    """One of each queue, then the next of each, until all are empty."""
    return [one for turn in itertools.zip_longest(*queues) for one in turn if one is not None]


def verdict(mutant: Mutant, found: list[str]) -> str:
    """Whether a finding stands at the broken line (or file), names it in its words, or speaks of other places."""
    right = [f"{mutant.path}:{line}:" for line in mutant.lines] or [mutant.path]
    if any(text.startswith(place) for text in found for place in right):
        return "line"
    if not mutant.lines and any(Path(mutant.path).stem in text for text in found):
        return "named"
    name = re.escape(Path(mutant.path).name)
    for text in found:
        spans = re.findall(rf"{name},? \(?lines? (\d+)(?: to (\d+))?", text)
        if text.startswith(mutant.path):
            spans += [(line, "") for line in re.findall(r"first on line (\d+)", text)]
        if any(int(first) <= line <= int(last or first) for first, last in spans for line in mutant.lines):
            return "named"
    return "elsewhere"


def add_letter(seeds: Path, letter: Path) -> None:
    """Adds the rows of a fixture's CSV files below those of the seeds."""
    for added in letter.glob("*.csv"):
        target = seeds / ("raw" if added.stem.startswith("raw_") else "reference") / added.name
        with (
            added.open(encoding="utf-8", newline="") as source,
            target.open("r+", encoding="utf-8", newline="") as file,
        ):
            head = next(csv.reader(file))
            file.seek(0, 2)
            csv.DictWriter(file, head, restval="", lineterminator="\n").writerows(csv.DictReader(source))


def copy_seeds(folder: Path, letters: Iterable[str] = ()) -> None:
    """Copies the project's seeds into a folder and enters letters below them."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name in letters:
        add_letter(folder / "seeds", LETTERS / name)


class Trial:
    """Tries mutants on a copy of the seeds, in this process."""

    def __init__(self, folder: Path, later: tuple[str, ...] = ()):
        """Builds the chain on the copy, with the later letters added: then only their rows are broken.

        Raises ValueError or OSError when the project is not sound to begin with.
        """
        copy_seeds(folder, later)
        self.own_lines = {
            path.relative_to(ROOT).as_posix(): path.read_bytes().count(b"\n") if later else 0
            for path in ROOT.glob("seeds/*/*.csv")
        }
        self.root = folder
        self.chain = Chain(compiled.compile_project(), folder)
        self.types = {
            node["original_file_path"]: node["config"]["column_types"]
            for node in self.chain.nodes.values()
            if node["resource_type"] == "seed"
        }
        self.before = self._published()

    def mutants(self) -> list[Mutant]:
        """Every mutant of every seed; with later letters, of a row of theirs."""
        return [
            mutant
            for path in sorted(self.types)
            for mutant in mutants_of(path, (self.root / path).read_bytes(), self.types[path])
            if not (own := self.own_lines[path])
            or (mutant.kind != "file damaged" and min(mutant.lines, default=0) > own)
        ]

    def findings(self, mutant: Mutant) -> list[str]:
        """What the build would say: the check of the files comes first, as in release/build.py."""
        file = self.root / mutant.path
        sound = file.read_bytes()
        broken = mutant.content
        try:
            if broken is None:
                file.unlink()
            else:
                file.write_bytes(broken)
            refused = csv_files.problems(self.root)
            return refused or self.chain.run([self.chain.key(file.stem)])
        finally:
            file.write_bytes(sound)

    def _published(self) -> dict:
        return database.describe(self.chain.connection, self.chain.database)

    def try_one(self, mutant: Mutant) -> tuple[str, str]:
        """The verdict and, for a published mutant, its reason; for others what was found first."""
        found = self.findings(mutant)
        if found:
            return verdict(mutant, found), found[0]
        if self._published() == self.before:
            return "explained", "nothing that is published changes"
        reason = reason_in(REASONS, (Path(mutant.path).stem, mutant.column, mutant.kind, mutant.slip))
        return ("explained", reason) if reason else ("defect", "published, and no reason is written down")


def reason_in(page: Path, own: tuple[str, ...]) -> str | None:
    """The reason of the first row of patterns in a CSV that fits what a mutant is."""
    with page.open(encoding="utf-8", newline="") as file:
        for *patterns, reason in list(csv.reader(file))[1:]:
            if all(fnmatch.fnmatchcase(part, pattern) for part, pattern in zip(own, patterns, strict=True)):
                return reason
    return None


def try_truly(mutants: list[Mutant], trial: Trial, project: Path) -> list[str]:
    """Runs dbt's build on each in a copy of the project, and lists where its findings differ."""
    shutil.copytree(trial.root / "seeds", project / "seeds", dirs_exist_ok=True)
    disagreements = []
    for number, mutant in enumerate(mutants, start=1):
        print(f"mutants: real build {number} of {len(mutants)}", file=sys.stderr, flush=True)
        expected = set(trial.findings(mutant))
        is_folded = any(FOLDED in text for text in expected)
        expected = {text for text in expected if FOLDED not in text}
        file = project / mutant.path
        sound = file.read_bytes()
        file.write_bytes(mutant.content or b"")
        compiled.forget(project)
        built = subprocess.run(program("build", root=project), cwd=project, capture_output=True, text=True, check=False)
        file.write_bytes(sound)
        found = {line for line in built.stderr.splitlines() if not line.startswith(("build:", "publish:"))}
        if is_folded:
            found = {line for line in found if line.startswith("seeds/")}
        if built.returncode != (1 if expected else 0) or found != expected:
            disagreements.append(
                f"{mutant.path}: {mutant.description}: status {built.returncode}, only the build says "
                f"{sorted(found - expected)}, only the engine {sorted(expected - found)}"
            )
    return disagreements


def table(results: list[tuple[Mutant, str, str]]) -> list[str]:
    """The verdicts by kind of change, as a Markdown table."""
    counts = Counter((mutant.kind, verdict) for mutant, verdict, _ in results)
    lines = ["| broken | mutants | " + " | ".join(VERDICTS) + " |", "|---|" + "--:|" * (len(VERDICTS) + 1)]
    for kind in [*sorted({mutant.kind for mutant, _, _ in results}), None]:
        row = [sum(n for (k, s), n in counts.items() if kind in (k, None) and s == verdict) for verdict in VERDICTS]
        lines.append(f"| {kind or '**all**'} | {sum(row)} | " + " | ".join(map(str, row)) + " |")
    return lines


def share(part: int, whole: int) -> str:
    """Per cent with one decimal, rounded down: only the whole is 100."""
    return f"{1000 * part // max(whole, 1) / 10:.1f} %"


def score(results: list[tuple[Mutant, str, str]], of: int, seed: int) -> str:
    """The section for docs/mutation.md: the score and the table by kind."""
    refused = [verdict for _, verdict, _ in results if verdict in VERDICTS[:3]]
    at_line, named = refused.count("line"), refused.count("named")
    contradicted = len(refused) + sum(verdict == "defect" for _, verdict, _ in results)
    lines = [
        f"{len(results)} mutants were tried (of {of}, seed {seed}). The letter contradicts {contradicted} of them: "
        f"{len(refused)} are refused, {at_line} ({share(at_line, contradicted)}) at the broken line itself and {named} "
        f"more ({share(at_line + named, contradicted)} in all) by a finding that names it.",
        "",
        *table(results),
    ]
    return "\n".join(lines)


def reasons(results: list[tuple[Mutant, str, str]]) -> str:
    """Why mutants were published: each reason with the number of mutants, the most frequent first."""
    counts = Counter(reason for _, verdict, reason in results if verdict == "explained")
    lines = [f"- {count}: {reason}" for reason, count in counts.most_common()]
    return "\n".join(["Published, each with the reason why nothing can contradict it:", "", *lines])


def write_section(path: Path, name: str, text: str) -> None:
    """Puts a program's section between its marks in a page."""
    page = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, after = page.split(begin)[0], page.split(end)[1]
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def tried(chosen: list[Mutant], trial: Trial) -> list[tuple[Mutant, str, str]]:
    """Each mutant with its verdict and the reason or first finding."""
    started = time.monotonic()
    results = []
    for number, mutant in enumerate(chosen, start=1):
        results.append((mutant, *trial.try_one(mutant)))
        if number % 100 == 0 or number == len(chosen):
            print(f"mutants: {number} of {len(chosen)}, {time.monotonic() - started:.0f} s", file=sys.stderr)
    return results


def run(arguments: argparse.Namespace) -> int:
    """Tries the mutants and reports; returns the exit status."""
    results, disagreements, many, drawn_count = [], [], 0, 0
    series = ((), *LATER)
    for later in series:
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(Path(folder) / "copy", later)
            every = trial.mutants()
            many += len(every)
            chosen = sample(every, -(-arguments.count // len(series)), arguments.seed)
            results += tried(chosen, trial)
            whole = [one for one in chosen if one.content is not None]
            drawn = random.Random(arguments.seed).sample(whole, arguments.true if not later else 0)
            drawn_count += len(drawn)
            disagreements += try_truly(drawn, trial, copy_project(Path(folder) / "project")) if drawn else []
    for mutant, verdict, what in results:
        if verdict == "defect" or (verdict == "elsewhere" and arguments.verbose):
            at = ",".join(map(str, sorted(mutant.lines)))
            print(f"{verdict.upper()} {mutant.path}:{at}: {mutant.kind}, {mutant.slip}: {mutant.description}: {what}")
    text = score(results, many, arguments.seed)
    if drawn_count:
        agreed = drawn_count - len(disagreements)
        text += f"\n\nThe real build had the same findings for {agreed} of {drawn_count} mutants."
    print(text, "", reasons(results), *disagreements, sep="\n")
    if arguments.write:
        write_section(arguments.write, "mutants of the seeds", text)
    return 1 if disagreements or any(verdict == "defect" for _, verdict, _ in results) else 0


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=2026, help="seed of the sample (default: 2026)")
    parser.add_argument("--count", type=int, default=3000, help="how many mutants; 0 for all (default: 3000)")
    parser.add_argument("--true", type=int, default=0, help="for how many to run the real build as well (default: 0)")
    parser.add_argument("--verbose", action="store_true", help="list mutants refused elsewhere too")
    parser.add_argument("--write", type=Path, help="write the score into this page")
    try:
        return run(parser.parse_args())
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
