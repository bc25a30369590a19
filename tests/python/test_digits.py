"""A law of columns that are no plain year, and of lines that pay: whichever digit is changed, the paper is refused."""

import random
import re
import shutil

import letters
from conftest import LETTERS
from handleplan.checks.chain import Chain
from together import Together

FORMS = ("each_year_of_a_span", "money_in_the_span", "kinds_of_appropriation", "dementia_plain")
PRINTED = ("raw_allocations", "raw_printed_totals")
DRAWN = 10


def digits(rows: letters.Seeds) -> list[tuple[str, int, int]]:
    """Every printed digit of a letter: the seed, the row and where it stands in its amount."""
    return [
        (seed, at, digit.start())
        for seed in PRINTED
        for at, row in enumerate(rows[seed])
        for digit in re.finditer(r"\d", row["amount_printed"])
    ]


def test_any_other_digit_is_refused(compiled_project, tmp_path):
    drawn = random.Random(2026)
    sound = letters.copy_seeds(tmp_path / "sound")
    roots = {}
    for name in FORMS:
        rows = letters.read(LETTERS / name)
        roots[name] = shutil.copytree(sound, tmp_path / name)
        letters.write(roots[name], rows)
        for seed, at, start in drawn.sample(digits(rows), DRAWN):
            cell = rows[seed][at]
            amount = cell["amount_printed"]
            changed = amount[:start] + str((int(amount[start]) + drawn.randint(1, 9)) % 10) + amount[start + 1 :]
            entered = [row | ({"amount_printed": changed} if row is cell else {}) for row in rows[seed]]
            key = f"{name}, {', '.join(cell.values())} entered as {changed}"
            roots[key] = shutil.copytree(sound, tmp_path / str(len(roots)))
            letters.write(roots[key], {**rows, seed: entered})
    together = Together(compiled_project, tmp_path / "together", roots)
    assert [together.found[name] for name in FORMS] == [[]] * len(FORMS)
    wrong = roots.keys() - {*FORMS}
    assert len(wrong) == DRAWN * len(FORMS)
    unrefused = [key for key in wrong if not together.found[key]]
    assert [key for key in unrefused if not Chain(compiled_project, roots[key], goes_on=True).found] == []
