"""Bad data: the build names file and line, exits with 1, and what was published stays byte for byte.

Several things are broken at once, and all of them are told at once: one copy of the seeds for each layer, since what
is downstream of a refusal is not looked at. What a build says is asked of the compiled chain, which takes a second
where a build takes twenty; true builds bear witness that both say the same.
"""

import contextlib
import csv
import hashlib
import io
import re
import shutil
from pathlib import Path

import pytest

import letters
from conftest import LETTERS, replace_once, run_program
from evidence.mutation import seed_slips as slips
from handleplan.checks.chain import Chain
from handleplan.release.build import Build, Order
from together import Together

RAW = "seeds/raw"
REFERENCE = "seeds/reference"

# layer -> what is broken -> file, old text, new text, words that the finding on that very line must hold
BROKEN = {
    "texts that cannot be read": {
        "a footnote mark glued to its figure": (
            f"{RAW}/raw_allocations.csv",
            "letter_2026,1,1,1,5.800,1,",
            "letter_2026,1,1,1,5.8001,,",
            ['"5.8001" is not an amount', "footnote mark may be glued"],
        ),
        "a letter O for a zero": (
            f"{RAW}/raw_allocations.csv",
            "letter_2026,4,1,1,2.342,,",
            "letter_2026,4,1,1,2.34O,,",
            ['"2.34O" is not an amount'],
        ),
        "a date that is none": (
            f"{RAW}/raw_decisions.csv",
            "17. juni 2024",
            "31. juni 2024",
            ['"31. juni 2024" is not a date'],
        ),
    },
    "rows that contradict each other": {
        "a symbol that is not in the legend": (
            f"{RAW}/raw_table_rows.csv",
            "Perspektiv,^",
            "Perspektiv,¤",
            ['symbol "¤" is not in the legend'],
        ),
        "a decision's date": (
            f"{RAW}/raw_decisions.csv",
            "17. juni 2024",
            "18. juni 2024",
            ["printed date 2024-06-18, its link says 2024-06-17"],
        ),
        "an id that nothing defines": (
            f"{REFERENCE}/ref_row_initiatives.csv",
            "letter_2026,1,5,perspektiv",
            "letter_2026,1,5,perspective",
            ["initiative_id perspective is not found in ref_initiatives"],
        ),
        "a row twice": (
            f"{RAW}/raw_allocations.csv",
            "letter_2026,3,5,2,2000,,,,\n",
            "letter_2026,3,5,2,2000,,,,\nletter_2026,3,5,2,2000,,,,\n",
            ["table_no 3, row_no 5, column_no 2 stands here again, first on line 54"],
        ),
        "a row lost": (
            f"{RAW}/raw_printed_totals.csv",
            "letter_2026,4,table_total,,4,16.671",
            "letter_2026,4,table_total,,4,",
            ["amount_printed is empty"],
        ),
    },
    "figures that printed totals and counts contradict": {
        "an amount": (
            f"{RAW}/raw_allocations.csv",
            "letter_2026,2,3,2,700,,",
            "letter_2026,2,3,2,800,,",
            ["table 2, row 3", "printed 2100000.00 kr., computed 2200000.00 kr., difference -100000.00"],
        ),
        "a printed total": (
            f"{RAW}/raw_printed_totals.csv",
            "letter_2026,3,column_total,,2,6.200",
            "letter_2026,3,column_total,,2,6.300",
            ["table 3, year 2025", "printed 6300000.00 kr., computed 6200000.00 kr."],
        ),
        "a symbol": (
            f"{RAW}/raw_table_rows.csv",
            "lærepladsindsats,*",
            "lærepladsindsats,^",
            ["control letter_2026.t1.rows_by_symbol.^", "counted on the page 1, the rows hold 2", "lines 3 to 6"],
        ),
        "a footnote's amount": (
            f"{RAW}/raw_footnotes.csv",
            "letter_2026,1,1,3,1000000",
            "letter_2026,1,1,2,1000000",
            ["control letter_2026.t1.footnotes_sum_dkk", "raw_footnotes.csv lines 2 to 4"],
        ),
    },
}


def digest(project) -> str:
    return hashlib.sha256((project / "dist" / "handleplan.duckdb").read_bytes()).hexdigest()


def break_layer(root: Path, layer: str) -> dict[str, int]:
    """Makes a layer's breaks in the seeds of a folder; returns the line of each."""
    return {name: replace_once(root / path, old, new) for name, (path, old, new, _) in BROKEN[layer].items()}


@pytest.fixture(scope="module")
def sound(compiled_project, tmp_path_factory):
    """The chain on a copy of the seeds, which goes no further than a build would."""
    return Chain(compiled_project, letters.copy_seeds(tmp_path_factory.mktemp("sound")))


@pytest.fixture(scope="module", params=BROKEN)
def refused(request, sound):
    """A layer's breaks, all made in one copy and refused by one run: (what a build says of it, break -> its line)."""
    seeds = {path: path.read_bytes() for path in sound.seeds.glob("seeds/*/*.csv")}
    lines = break_layer(sound.seeds, request.param)
    found = sound.run([sound.key(path.stem) for path in seeds])
    for path, content in seeds.items():
        path.write_bytes(content)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        assert Build(Order()).refused(found, "findings in the data") == 1
    return request.param, said.getvalue(), lines


# The breaks of this layer end a build soonest; of others tests/python/test_mutants.py asks the same.
@pytest.mark.parametrize("refused", ["texts that cannot be read"], indirect=True)
def test_a_true_build_says_the_same_and_leaves_what_is_published(refused, broken_project):
    layer, told, _ = refused
    before = digest(broken_project)
    break_layer(broken_project, layer)
    build = run_program(broken_project, "build")
    assert build.returncode == 1, build.stderr
    assert digest(broken_project) == before, "a refused build must leave the published file as it was"
    *findings, last = build.stderr.splitlines()
    *expected, last_expected = told.splitlines()
    assert sorted(findings) == sorted(expected)
    assert last.split(";")[:2] == last_expected.split(";")[:2]


def test_each_break_is_told_with_its_line(refused):
    layer, told, lines = refused
    for name, (path, _, new, words) in BROKEN[layer].items():
        line = lines[name] + new.rstrip("\n").count("\n")
        on_this_line = [finding for finding in told.splitlines() if finding.startswith(f"{path}:{line}: ")]
        assert any(all(word in finding for word in words) for finding in on_this_line), (name, line, told)


def test_a_refusal_is_readable(refused):
    _, told, _ = refused
    assert "Traceback" not in told
    assert "nothing was published" in told.splitlines()[-1]
    assert all(line.startswith(("seeds/", "build: ")) for line in told.splitlines()), told


INTERNAL = re.compile(r"\b(?:stg|int)_\w+|\bis_(?:given|one_of|unique_by|found_in|readable)|\bNone\b|'finding'")


def half_typed(root: Path, folder: Path) -> dict[tuple[str, str], Path]:
    """Copies of seeds with one cell left empty: of each column of what a document prints, the first that is not."""
    found = {}
    for path in sorted((root / "seeds" / "raw").glob("*.csv")):
        head, *body = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        for place, column in enumerate(head):
            line = next((number for number, row in enumerate(body) if row[place]), None)
            if line is None:
                continue
            half = [[*row[:place], "", *row[place + 1 :]] if number == line else row for number, row in enumerate(body)]
            copy = shutil.copytree(root, folder / f"{path.stem} {column}")
            (copy / path.relative_to(root)).write_bytes(slips.written([head, *half]))
            found[path.stem, column] = copy
    return found


def test_a_half_typed_row_is_told_in_words_at_its_line(compiled_project, tmp_path):
    root = letters.copy_seeds(tmp_path / "sound")
    letters.write(root, letters.read(LETTERS / "restated_2027"))
    together = Together(compiled_project, tmp_path / "together", half_typed(root, tmp_path))
    assert len(together.found) > 60
    assert [one for one in together.chain.found if INTERNAL.search(one)] == []
    untold = {key: found for key, found in together.found.items() if any(map(INTERNAL.search, found))}
    # Among all, what follows from a cause is told too, which is counted alone, and no broken key of a table is told.
    alone = Chain(compiled_project, root, goes_on=True)
    assert alone.found == []
    for key in [key for key, found in together.found.items() if not 0 < len(found) <= 12]:
        seed, broken = letters.path_of(root, key[0]), letters.path_of(together.roots[key], key[0])
        sound = seed.read_bytes()
        seed.write_bytes(broken.read_bytes())
        found = alone.run([alone.key(key[0])])
        seed.write_bytes(sound)
        if len(found) > 12 or any(map(INTERNAL.search, found)):
            untold[key] = found
    assert untold == {}


def test_what_follows_from_a_cause_is_counted_after_it(chain_of):
    chain = chain_of()
    replace_once(chain.seeds / RAW / "raw_documents.csv", "letter_2026,1,", ",1,")
    first, *_, last = chain.run([chain.key("raw_documents")])
    assert first.startswith("seeds/raw/raw_documents.csv:2: ")
    assert re.search(r": and \d+ findings in tables built from the rows above; they are likely consequences$", last)
