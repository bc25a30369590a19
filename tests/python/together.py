"""Many ways to fill the seeds, tried by one run of the chain: each holds the papers of a municipality of its own.

A run takes its time to plan SQL, hardly more for many rows than for few: one for each would take as long as for all.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

import letters
from handleplan.checks.chain import Chain
from series import KEPT

IDS = (
    "commitment_id", "control_id", "corroboration_id", "decision_id", "document_id", "from_plan_id", "initiative_id",
    "municipality_id", "other_initiative_id", "partner_id", "plan_id", "predecessor_plan_id", "to_plan_id",
)  # fmt: skip
PLACE = re.compile(r"seeds/\w+/(?P<seed>\w+)\.csv:(?P<line>\d+): (?P<words>.*)", re.DOTALL)


class Together:
    """The seeds of folders, each under a key, as one chain; what they share stands once."""

    def __init__(self, target: Path, folder: Path, roots: dict[str, Path]):
        """Writes the seeds of all folders into a new one, with ids of their own, and builds it."""
        self.target, self.roots = target, roots
        self.numbers = {key: number for number, key in enumerate(roots)}
        # Of each seed, whose rows stand on its lines, and on which line of their own folder.
        self.places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        seeds: dict[str, list[list[str]]] = defaultdict(list)
        for key, root in roots.items():
            for path in sorted(root.glob("seeds/*/*.csv")):
                self._add(seeds[path.stem], key, path)
        root = letters.copy_seeds(folder)
        for seed, rows in seeds.items():
            with letters.path_of(root, seed).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([letters.head_of(seed), *rows])
        self.chain = Chain(target, root, goes_on=True, most=10_000)
        self.found: dict[str, list[str]] = {key: [] for key in roots}
        for one in self.chain.found:
            if (place := PLACE.fullmatch(one)) and place["seed"] in self.places:
                key, line = self.places[place["seed"]][int(place["line"]) - 2]
                words = place["words"].replace(self.own(key, ""), "")
                self.found[key].append(f"{letters.path_of(Path(), place['seed'])}:{line}: {words}")

    def own(self, key: str, name: str) -> str:
        """What an id of a folder is called among all."""
        return f"m{self.numbers[key]:03}_{name}"

    def _add(self, rows: list[list[str]], key: str, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            head = next(reader)
            for row in reader:
                line = reader.line_num
                if path.stem in KEPT:
                    if row not in rows:
                        rows.append(row)
                    continue
                self.places[path.stem].append((key, line))
                rows.append([self._apart(key, *cell, row) for cell in zip(head, row, strict=True)])

    def _apart(self, key: str, column: str, value: str, row: list[str]) -> str:
        names = column in IDS or (column == "item" and row[2].startswith("commitment_"))
        if names and value:
            return self.own(key, value)
        # Papers of one date follow each other by number, whosesoever they are.
        return str(int(value) + 1000 * self.numbers[key]) if column == "document_no" and value.isdigit() else value

    def told(self, key: str, said: str) -> list[str]:
        """What is found of a folder, alone where nothing that is said is found among all.

        Among all, the rows of one may keep a table from being built, on which another would be refused.
        """
        found = self.found[key]
        if any(said in one for one in found):
            return found
        return Chain(self.target, self.roots[key], goes_on=True).found
