"""A change of the seeds that somebody asks for: checked as a whole, shown, asked for, and written all or nothing."""

import difflib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from handleplan.checks import check
from handleplan.checks.chain import Chain
from handleplan.files import write_all
from handleplan.reading.language import ENGLISH, Words

# The seed files that a change touches: the text before and after.
Files = dict[Path, tuple[str, str]]
PLACE = re.compile(r"(?:seeds/\w+/)?(?P<seed>\w+)\.csv(?::|,? lines? )(?P<line>\d+)(?: to (?P<last>\d+))?")


@dataclass(frozen=True)
class Order:
    """How far a change goes: a dry run only shows it, and `is_sure` has it written without asking."""

    is_dry: bool = False
    is_sure: bool = False


AS_ASKED = Order()


def findings_of(files: Files, root: Path) -> tuple[list[str], Chain]:
    """What the checks find in the seeds as they would be, and the chain that found it."""
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder)
        shutil.copytree(root / "seeds", candidate / "seeds")
        for file, (_, after) in files.items():
            (candidate / file.relative_to(root)).write_text(after, encoding="utf-8")
        return check.findings_of(candidate)


def with_places(finding: str, place_of: Callable[[str, int], str | None]) -> str:
    """A finding with other places for lines of seeds; `place_of` gives that of a seed's line, or None to leave it."""

    def place(found: re.Match) -> str:
        seed, line, last = found["seed"], int(found["line"]), int(found["last"] or found["line"])
        places = [place_of(seed, one) for one in (line, last)]
        if places[0] is None or places[1] is None:
            return found[0]
        return places[0] if line == last else f"{places[0]} to {places[1]}"

    return PLACE.sub(place, finding)


def diff_of(files: Files, root: Path) -> str:
    """What changes in the seeds, as a diff."""
    told: list[str] = []
    for path, (before, after) in files.items():
        name = str(path.relative_to(root))
        told += difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, n=0, lineterm="")
    return "\n".join(told)


def refused(found: list[str], where: str = "", words: Words = ENGLISH) -> int:
    """Says why nothing was written; returns the exit status."""
    told = f"letter: refused, {check.counted(len(found), 'finding')}{where}; nothing was written (exit status 1)"
    if words != ENGLISH:
        told = words.of("say", "refused", count=len(found))
    print(*found, told, sep="\n", file=sys.stderr)
    return 1


def finish(files: Files, order: Order, question: str, done: str, words: Words = ENGLISH) -> int:
    """Writes a change that was shown, unless it is a dry run or a person at a terminal says no; the exit status."""
    if order.is_dry:
        print(words.of("say", "dry"))
        return 0
    is_asked = not order.is_sure and sys.stdin.isatty() and sys.stdout.isatty()
    if is_asked and not click.confirm(question, default=False):
        print(words.of("say", "not_written"))
        return 1
    # Whoever is asked may answer an hour later.
    changed = [file for file, (before, _) in files.items() if file.read_text(encoding="utf-8-sig") != before]
    if changed:
        return refused([f"{file.name}: was changed since it was read; enter the letter again" for file in changed])
    write_all({file: after for file, (_, after) in files.items()})
    print(done)
    return 0
