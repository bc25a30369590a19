"""Proposes which plan a table is and which initiative a row is, by the names that the seeds have."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

EXACT, NEAR, NEW = "exact", "near", "new"
# Two names of one thing differ by a word or its ending; names of two things by more.
NEAR_RATIO = 0.75
# So much alike must what is left be without words that names of different things share.
OWN_RATIO = 0.65
MARGIN = 0.05
GENERIC = {
    "handleplan", "handleplanen", "handleplaner", "plan", "planen", "indsats", "indsatsen", "indsatser",
    "mod", "for", "til", "og", "i", "på", "af", "om", "med", "det", "den", "de", "en", "et",
}  # fmt: skip
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "u"})


@dataclass(frozen=True)
class Proposal:
    """The id proposed for a printed name, how near a known name is, and that name."""

    id: str
    nearness: str
    known_as: str = ""


def rows_of(seed: str, root: Path) -> list[dict[str, str]]:
    """The rows of a seed."""
    with next(root.glob(f"seeds/*/{seed}.csv")).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def folded(name: str) -> str:
    """A name as it is compared: without case, signs, special blanks and soft hyphens."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("til forebyggelse af", "mod")
    return " ".join(re.sub(r"[\W_]+", " ", text.replace("\u00ad", "")).split())


def _own(name: str) -> str:
    """A folded name without the words that others have too; all of it where no other word is in it."""
    return " ".join(word for word in name.split() if word not in GENERIC) or name


def _alike(name: str, other: str) -> float:
    """How alike two folded names are; those that share little but generic words are as alike as what is left."""
    whole, own = (
        difflib.SequenceMatcher(None, one, two, autojunk=False).ratio()
        for one, two in ((name, other), (_own(name), _own(other)))
    )
    return whole if own >= OWN_RATIO else own


def propose(name: str, names: Iterable[tuple[str, str]], taken: Collection[str] = ()) -> Proposal:
    """A proposal for a printed name; `names` has known ids with their names, `taken` ids that are not free any more."""
    wanted = folded(name)
    ratios: dict[str, tuple[float, str]] = {}
    for known_id, known in names:
        if folded(known) == wanted:
            return Proposal(known_id, EXACT, known)
        ratio = _alike(wanted, folded(known))
        ratios[known_id] = max(ratios.get(known_id, (0.0, "")), (ratio, known))
    best = sorted(((ratio, known_id, known) for known_id, (ratio, known) in ratios.items()), reverse=True)
    if best and best[0][0] >= NEAR_RATIO and (len(best) == 1 or best[0][0] - best[1][0] >= MARGIN):
        return Proposal(best[0][1], NEAR, best[0][2])
    return Proposal(new_id(name, {*taken, *ratios}), NEW)


def new_id(name: str, taken: Collection[str]) -> str:
    """A short readable id from a name, that is not taken."""
    words = folded(name).translate(LETTERS)
    ascii_words = re.sub(r"[^a-z0-9 ]", "", words).split()
    stem = "_".join([word for word in ascii_words if len(word) > 2][:4] or ascii_words[:4] or ["new"])
    number = 2
    found = stem
    while found in taken:
        found = f"{stem}_{number}"
        number += 1
    return found
