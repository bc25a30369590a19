"""Plants errors in synthetic letters and checks that a build finds all of them and nothing else.

Each level of errors is generated and built separately, because a build stops at the first level that finds anything.
Exit status: 0 if all planted errors are found and no others, 1 if not.
"""

import argparse
import csv
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from evidence.scale import synthetic_letters
from evidence.scale.planted_errors import ERRORS
from handleplan.paths import ROOT, program

# A finding names letter and table by the key of its row, in its words or in a control's id.
NAMED = re.compile(r"(?:document(?:_id)? |control (?=\S+\.t\d))(\S+?)(?:, table(?:_no)? |\.t)(\d+)\b")


def planted_in(folder: Path) -> list[dict[str, str]]:
    """The errors that were planted in synthetic letters."""
    with (folder / "errors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def findings_of(folder: Path, root: Path = ROOT) -> list[str]:
    """Builds from a folder, publishes nothing, and returns all that was found."""
    built = subprocess.run(
        program("build", "--raw-dir", folder.resolve(), "--no-publish", "--findings", "1000000", root=root),
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode == 2:
        raise OSError(built.stderr)
    return [line for line in built.stderr.splitlines() if not line.startswith("build: ")]


def compare(planted: list[dict], found: list[str]) -> list[str]:
    """What was planted and not found, and what was found and not planted."""
    places = {(error["document_id"], error["table_no"]): error for error in planted}
    found_at: Counter = Counter()
    wrong = []
    for finding in found:
        named = NAMED.search(finding)
        if named and named.groups() in places:
            found_at[named.groups()] += 1
        else:
            wrong.append(f"found and not planted: {finding}")
    missed = [error for place, error in places.items() if not found_at[place]]
    return wrong + [f"planted and not found: {error}" for error in missed]


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=int, default=20_000, help="printed cells of each level (default: 20000)")
    parser.add_argument("--errors", type=int, default=12, help="errors of each level (default: 12)")
    parser.add_argument("--seed", type=int, default=1, help="seed of letters and errors (default: 1)")
    arguments = parser.parse_args()
    wrong = []
    print("| level | kinds of error | planted | findings | missed or not planted |\n|---|---|---|---|---|")
    try:
        for level, kinds in ERRORS.items():
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch) / level
                synthetic_letters.generate(
                    folder, arguments.cells, arguments.seed, arguments.errors, level, "parquet", False
                )
                planted = planted_in(folder)
                found = findings_of(folder)
            differences = compare(planted, found)
            print(f"| {level} | {', '.join(kinds)} | {len(planted)} | {len(found)} | {len(differences)} |", flush=True)
            wrong += differences
    except (OSError, ValueError) as error:
        print(f"find_planted: {error}", file=sys.stderr)
        return 2
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
