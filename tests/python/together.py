"""Many ways to fill the seeds, tried by one run of the chain: each holds the papers of a municipality of its own.

A run takes its time to plan SQL, hardly more for many rows than for few: one for each would take as long as for all.
"""

import csv
import re
from collections import defaultdict
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import pytest

import letters
from handleplan.checks.chain import Chain
from series import KEPT

IDS = {
    "commitment_id", "control_id", "corroboration_id", "decision_id", "document_id", "from_plan_id", "initiative_id",
    "municipality_id", "other_initiative_id", "partner_id", "plan_id", "predecessor_plan_id", "to_plan_id",
}  # fmt: skip
# A finding that begins with a column is the engine's, of a text that the column cannot take.
UNREAD = re.compile(r"seeds/\w+/\w+\.csv:\d+: \w+: ")
PLACE = re.compile(r"seeds/\w+/(?P<seed>\w+)\.csv:(?P<line>\d+): (?P<words>.*)", re.DOTALL)


@dataclass(frozen=True)
class Break:
    """A text replaced where it stands once in a seed, in a letter of tests/fixtures/letters, and what is said of it."""

    name: str
    seed: str
    old: str
    new: str
    said: str

    def enter(self, root: Path) -> Path:
        """Writes the letter below the project's own into a folder, with the break in it."""
        letters.copy_seeds(root)
        letters.write(root, letters.read(letters.LETTERS / self.name))
        letters.replace_once(letters.path_of(root, self.seed), self.old, self.new)
        return root


def breaks(name: str, *each: tuple[str, str, str, str]) -> pytest.MarkDecorator:
    """Hands a test one break after the other as `broken`; all of a file are entered together, as `refusals`."""
    broken = [Break(name, *one) for one in each]
    return pytest.mark.parametrize("broken", broken, ids=["-".join(astuple(one)[1:]) for one in broken])


class WithoutContracts(Chain):
    """A chain whose tables take any rows: no key that one folder breaks keeps another's table from being built."""

    def _build(self, node: dict, code: str) -> None:
        super()._build(node | {"contract": {"enforced": False}}, code)


class Together:
    """The seeds of folders, each under a key, as one chain; what they share stands once."""

    def __init__(self, target: Path, folder: Path, roots: dict[Any, Path], kind: type[Chain] = WithoutContracts):
        """Builds the seeds of all folders, written into a new one with ids of their own."""
        self.target, self.roots, self.kind = target, roots, kind
        self.numbers = {key: number for number, key in enumerate(roots)}
        self.found: dict[Any, list[str]] = {key: [] for key in roots}
        left = list(roots)
        while left:
            found = self._build(left, folder)
            self.found |= found
            # A text that cannot be read keeps a table from being built: the others are tried again without it.
            unread = [key for key, said in found.items() if any(UNREAD.match(one) for one in said)]
            left = [key for key in left if key not in unread] if unread and not self._is_whole() else []

    def own(self, key: Any, name: str) -> str:
        """What an id of a folder is called among all."""
        return f"m{self.numbers[key]:03}_{name}"

    def told(self, key: Any, said: str) -> list[str]:
        """What is found of a folder; of the folder alone, where what is said is not found among all."""
        found = self.found[key]
        if any(said in one for one in found):
            return found
        return Chain(self.target, self.roots[key], goes_on=True).found

    def assert_told(self, broken: Break) -> None:
        """That a break is refused, and that a finding says why."""
        found = self.told(broken, broken.said)
        assert any(broken.said in one for one in found), found

    def _build(self, keys: list[Any], folder: Path) -> dict[Any, list[str]]:
        """Builds the seeds of some folders; returns what is found at the rows of each, as the folder has them."""
        seeds: dict[str, list[list[str]]] = defaultdict(list)
        # Of each seed, whose row stands on which line, and on which line of its own folder.
        places: dict[str, list[tuple[Any, int]]] = defaultdict(list)
        for key in keys:
            for path in sorted(self.roots[key].glob("seeds/*/*.csv")):
                rows = self._rows(key, path)
                if path.stem in KEPT:
                    seeds[path.stem] += [row for _, row in rows if row not in seeds[path.stem]]
                else:
                    places[path.stem] += [(key, line) for line, _ in rows]
                    seeds[path.stem] += [row for _, row in rows]
        root = letters.copy_seeds(folder)
        for seed, rows in seeds.items():
            with letters.path_of(root, seed).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([letters.head_of(seed), *rows])
        self.chain = self.kind(self.target, root, goes_on=True, most=10_000)
        found: dict[Any, list[str]] = defaultdict(list)
        for one in self.chain.found:
            if (place := PLACE.fullmatch(one)) and place["seed"] in places:
                key, line = places[place["seed"]][int(place["line"]) - 2]
                words = place["words"].replace(self.own(key, ""), "")
                found[key].append(f"{letters.path_of(Path(), place['seed'])}:{line}: {words}")
        return found

    def _rows(self, key: Any, path: Path) -> list[tuple[int, list[str]]]:
        """The rows of a seed with their lines, and with ids that no other folder has."""
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            head = next(reader)
            found = [(reader.line_num, dict(zip(head, row, strict=True))) for row in reader]
        for _, row in found if path.stem not in KEPT else []:
            names = IDS | {"item"} if row.get("control_kind", "").startswith("commitment_") else IDS
            row |= {column: self.own(key, value) for column, value in row.items() if value and column in names}
            # Papers of one date follow each other by number, whosesoever they are.
            if row.get("document_no", "").isdigit():
                row["document_no"] = str(int(row["document_no"]) + 1000 * self.numbers[key])
        return [(line, list(row.values())) for line, row in found]

    def _is_whole(self) -> bool:
        """Whether every model was built."""
        built = self.chain.connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        models = {
            f"{node['schema']}.{node['name']}" for node in self.chain.nodes.values() if node["resource_type"] == "model"
        }
        return models <= {name for (name,) in built}
