"""Breaks one thing at a time in the SQL of the models and asks whether a unit test or a data test notices.

Each mutant is one changed node of a compiled model's syntax tree: a comparison reversed, a condition or a CASE branch
dropped, another join, a constant off by one, another aggregate. The model's unit tests run on it as dbt wrote them,
then the data tests over the real seeds, and over those with later letters of every form. What a macro generates for
many columns is one mutant, killed when it is killed in one place. A mutant that is not valid SQL is not counted.
Exit status: 0 every survivor has a reason, 1 one has none, 2 the mutants could not run.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path

import duckdb
import sqlglot

from evidence.mutation.seed_mutants import LATER, copy_seeds, in_turn, reason_in, share, write_section
from evidence.mutation.seed_slips import mutants_of as mutants_of_seed
from evidence.mutation.sql_slips import Mutant, mutants_of
from handleplan.checks import compiled
from handleplan.checks.chain import Chain
from handleplan.paths import ROOT

REASONS = ROOT / "tests" / "mutation" / "survivors.csv"
MOST_PLACES = 3  # of a macro, that are tried on the seeds
MOST_SERIES = 3  # of later letters: those of most forms
MOST_BROKEN = 20  # broken seeds that a staging model is shown
NO_REASON = "no reason is written down"
INVALID = (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException, duckdb.NotImplementedException)


class Mutable(Chain):
    """The compiled chain with its unit tests, in which no query runs on for ever."""

    def unit_tests(self) -> list[tuple[str, str, str]]:
        """Each unit test as the key of its model, its name and the SQL that dbt ran for it.

        One that sets a variable is left out: dbt compiled its model anew for it, so nothing can be put in its place.
        """
        found = []
        for test in self.manifest["unit_tests"].values():
            if (test["overrides"] or {}).get("vars"):
                continue
            # Its own folder: one of that name may be left where the test stood before.
            (file,) = self.target.glob(f"run/*/{test['original_file_path']}/**/{test['name']}.sql")
            found.append((test["depends_on"]["nodes"][0], test["name"], file.read_text(encoding="utf-8")))
        return found

    def unit_test_passes(self, sql: str, node: dict, code: str) -> bool:
        """Runs a unit test's SQL with other code in the place of the model's; compares as dbt does, rows in any order.

        Raises ValueError when the model's own code is not found in it.
        """
        own, other = (self._on_fixtures(text) for text in (node["compiled_code"], code))
        if sql.count(own) != 1:
            raise ValueError(f"{node['name']}: a unit test's SQL does not hold the model's SQL as compiled")
        try:
            rows = self._rows(sql.replace(own, other))
        except duckdb.Error:
            return False
        sides: dict[str, Counter[tuple[str, ...]]] = {"actual": Counter(), "expected": Counter()}
        for *values, side in rows:
            sides[side][tuple(map(str, values))] += 1
        return sides["actual"] == sides["expected"]

    @staticmethod
    def _on_fixtures(code: str) -> str:
        """A model's SQL as it stands in its unit tests: on the fixtures' CTEs, after their WITH."""
        ctes = re.sub(r"^\s*with( recursive)?\b", "", code, flags=re.IGNORECASE)
        return re.sub(r'"\w+"\."\w+"\."(\w+)"', r"__dbt__cte__\1", ctes).strip()

    def _rows(self, sql: str) -> list[tuple]:
        """What a query gives. Raises duckdb.Error also when it takes long: a mutant may have turned endless."""
        self.is_watched = True
        return super()._rows(sql)


class Trial:
    """Runs the unit tests and data tests on mutated SQL, in this process."""

    def __init__(self, target: Path, seeds: Path):
        """Reads what dbt compiled."""
        copy_seeds(seeds)
        self.chain = Mutable(target, seeds)
        nodes = self.chain.nodes
        self.models = {key: node for key, node in nodes.items() if node["resource_type"] == "model"}
        self.seeds = seeds
        self.broken: dict[str, list] = {}
        self.unit_tests = defaultdict(list)
        for model, name, sql in self.chain.unit_tests():
            self.unit_tests[model].append((name, sql))

    @cached_property
    def later(self) -> list["Mutable"]:
        """The project with later letters in its seeds, series by series: they ask what the first letter does not."""
        chains = []
        for number, series in enumerate(LATER[:MOST_SERIES]):
            seeds = self.seeds / f"later_{number}"
            copy_seeds(seeds, series)
            chains.append(Mutable(self.chain.target, seeds))
        return chains

    def failed_data_test(self, key: str, code: str) -> str | None:
        """What the data tests find first with other SQL in a model's place, without and with later letters."""
        if found := self.chain.run([key], {key: code}):
            return found[0]
        return next((found[0] for chain in self.later if (found := chain.run([key], {key: code}))), None)

    def try_sound(self, keys: set[str]) -> None:
        """Raises OSError when SQLGlot's own rendering of a model does not pass its tests: its mutants show nothing."""
        for key in sorted(keys):
            sound = sqlglot.parse_one(self.models[key]["compiled_code"], read="duckdb").sql("duckdb")
            if killer := self.failed_unit_test(key, sound) or next(iter(self.chain.run([key], {key: sound})), None):
                raise OSError(f"{key}: SQLGlot's rendering of the sound model fails: {killer}")

    def is_valid(self, code: str) -> bool:
        """Whether the SQL can be run at all."""
        try:
            self.chain.connection.execute(f"describe {code}")
        except INVALID:
            return False
        return True

    def failed_unit_test(self, key: str, code: str) -> str | None:
        """The first unit test of a model that notices other SQL in its place."""
        for name, sql in self.unit_tests[key]:
            if not self.chain.unit_test_passes(sql, self.models[key], code):
                return name
        return None

    def misread_seed(self, key: str, code: str) -> str | None:
        """The first broken seed of a staging model in which its own tests then point at other lines than they do now.

        What must be refused can be shown to a data test only by seeds that are broken.
        """
        if self.models[key]["schema"] != "staging":
            return None
        (seed,) = self.chain.parents[key]
        file = self.seeds / self.chain.nodes[seed]["original_file_path"]
        sound = file.read_bytes()
        own = {seed, key} | {test for test in self.chain.order if self.chain.parents[test] == {key}}

        def places(content: bytes, sql: dict[str, str] | None = None) -> set[str]:
            file.write_bytes(content)
            found = self.chain.run([seed, key], sql, only=own)
            return {re.sub(r"(:\d+|\.csv\S*): .*", r"\1", text, flags=re.DOTALL) for text in found}

        try:
            if key not in self.broken:
                types = self.chain.nodes[seed]["config"]["column_types"]
                mutants = mutants_of_seed(self.chain.nodes[seed]["original_file_path"], sound, types)
                texts = [mutant for mutant in mutants if types.get(mutant.column) == "varchar" or mutant.slip == "next"]
                drawn = in_turn(
                    [
                        [m for m in texts if (m.column, m.slip) == kind]
                        for kind in dict.fromkeys((m.column, m.slip) for m in texts)
                    ]
                )[:MOST_BROKEN]
                self.broken[key] = [(mutant, places(mutant.content or b"")) for mutant in drawn]
            for mutant, expected in self.broken[key]:
                if places(mutant.content or b"", {key: code}) != expected:
                    return f"{mutant.path}: {mutant.description}"
        finally:
            file.write_bytes(sound)
        return None


def sample(models: dict[str, dict], count: int, seed: int) -> list[Mutant]:
    """Mutants of each model in turn; for a small count of a few models only, since making them takes longest.

    A small count leaves staging out: what a macro makes in many models is judged in all of them.
    """
    chance = random.Random(seed)
    if count:
        models = {key: node for key, node in models.items() if node["schema"] != "staging"}
        models = {key: models[key] for key in chance.sample(sorted(models), min(len(models), max(count // 8, 1)))}
    queues: dict[str, list[Mutant]] = defaultdict(list)
    mutants = mutants_of(models)
    for mutant in chance.sample(mutants, len(mutants)):
        queues[mutant.places[0][0]].append(mutant)
    drawn = in_turn(list(queues.values()))
    return sorted(drawn[:count] if count else drawn, key=lambda mutant: mutant.places[0][0])


def try_one(trial: Trial, mutant: Mutant) -> tuple[str, str]:
    """What became of a mutant, and what killed it or why it lives."""
    places = [(key, code) for key, code in mutant.places if trial.is_valid(code)]
    if not places:
        return "invalid", ""
    for key, code in places:
        if name := trial.failed_unit_test(key, code):
            return "unit test", name
    for key, code in places[:MOST_PLACES]:
        if found := trial.failed_data_test(key, code):
            return "data test", found
    for key, code in places[:1]:
        if seed := trial.misread_seed(key, code):
            return "broken seed", seed
    reason = reason_in(REASONS, (mutant.places[0][0].split(".")[-1], mutant.slip, mutant.description))
    if reason is None:
        return "survived", NO_REASON
    return ("equivalent" if reason.startswith("equivalent") else "survived"), reason


def score(results: list[tuple[Mutant, str, str]]) -> str:
    """The section for docs/mutation.md: how many mutants were killed, and by what."""
    counts = Counter(verdict for _, verdict, _ in results)
    killed = counts["unit test"] + counts["data test"] + counts["broken seed"]
    counted = killed + counts["survived"]
    same = counts["equivalent"]
    return (
        f"Of {counted + same} mutants, {same} do the same as the original model. Of the "
        f"other {counted}, {killed} ({share(killed, counted)}) are killed: {counts['unit test']} by a unit test, "
        f"{counts['data test']} by a data test, a contract or an error over the real seeds and later letters, and "
        f"{counts['broken seed']} by the data tests over broken seeds.\n\n"
        "Every mutant that survives or changes nothing has its reason in `tests/mutation/survivors.csv`."
    )


def details(results: list[tuple[Mutant, str, str]]) -> str:
    """The score by slip, the survivors with their reasons, and why the others change nothing."""
    verdicts = ("unit test", "data test", "broken seed", "survived", "equivalent")
    lines = [
        "| slip | " + " | ".join(verdicts) + " |",
        "|---|" + "--:|" * len(verdicts),
    ]
    by_slip = Counter((mutant.slip, verdict) for mutant, verdict, _ in results)
    for slip in [*sorted({mutant.slip for mutant, _, _ in results}), None]:
        row = [
            sum(n for (own, s), n in by_slip.items() if slip in (own, None) and s == verdict) for verdict in verdicts
        ]
        lines.append(f"| {slip or '**all**'} | " + " | ".join(map(str, row)) + " |")
    lines += ["", "Survivors, each with its reason:", ""]
    for mutant, verdict, reason in results:
        if verdict == "survived":
            lines.append(f"- `{mutant.places[0][0].split('.')[-1]}`, {mutant.slip}: `{mutant.description}`: {reason}")
    lines += ["", "Those that do the same as the original model, by reason:", ""]
    same = Counter(reason.removeprefix("equivalent: ") for _, verdict, reason in results if verdict == "equivalent")
    lines += [f"- {count}: {reason}" for reason, count in same.most_common()]
    return "\n".join(lines)


def run(arguments: argparse.Namespace) -> int:
    """Tries the mutants and reports; returns the exit status."""
    started = time.monotonic()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(compiled.compile_project(), Path(folder))
        chosen = sample(trial.models, arguments.count, arguments.seed)
        trial.try_sound({key for mutant in chosen for key, _ in mutant.places})
        for number, mutant in enumerate(chosen, start=1):
            results.append((mutant, *try_one(trial, mutant)))
            if results[-1][1:] == ("survived", NO_REASON):
                print(
                    f"sql_mutants: SURVIVED {mutant.places[0][0]}, {mutant.slip}: {mutant.description}", file=sys.stderr
                )
            if number % 100 == 0 or number == len(chosen):
                print(f"sql_mutants: {number} of {len(chosen)}, {time.monotonic() - started:.0f} s", file=sys.stderr)
    text = score(results)
    print(text, "", details(results), sep="\n")
    if arguments.write:
        write_section(arguments.write, "mutants of the SQL", text)
    return 1 if any(reason == NO_REASON for _, _, reason in results) else 0


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=2026, help="seed of the sample (default: 2026)")
    parser.add_argument("--count", type=int, default=0, help="how many mutants; 0 for all (default: 0)")
    parser.add_argument("--write", type=Path, help="write the score into this page")
    try:
        return run(parser.parse_args())
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"sql_mutants: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
