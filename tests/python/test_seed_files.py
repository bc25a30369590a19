"""The seed files as files: what is read without a word, what `make tidy` fixes, what is refused and in which words."""

import csv
import io
import itertools
import json
import os
import random
import re
import shutil
import time
from pathlib import Path

import pytest

from conftest import ROOT, run_program
from handleplan.checks import check
from handleplan.letters import template
from handleplan.seeds import csv_files, tidy
from handleplan.seeds.values import KINDS, trim

CELLS = "seeds/raw/raw_allocations.csv"
TABLES = "seeds/raw/raw_tables.csv"
ROWS = "seeds/raw/raw_table_rows.csv"
CONTROLS = "seeds/raw/raw_controls.csv"
COMMITMENTS = "seeds/raw/raw_grant_commitments.csv"
PARTNERS = "seeds/reference/ref_partners.csv"
PLANS = "seeds/reference/ref_plans.csv"
MISREAD = "Støtte til Sabaah".encode().decode("cp1252")
CYRILLIC_E = "\u0435"
BLANKS = [" ", "\u00a0", "\t", "\u2009", "\u202f", "\u2007 ", ""]


@pytest.fixture
def seeds(tmp_path) -> Path:
    """A folder with a copy of the seeds, which may be broken."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.glob("seeds/*/*.csv"))}


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), strict=True))


def write(rows: list[list[str]], **form) -> str:
    text = io.StringIO()
    csv.writer(text, **{"lineterminator": "\n", **form}).writerows(rows)
    return text.getvalue()


def reordered(text: str) -> str:
    return write([row[2:] + row[1::-1] for row in table(text)])


def with_blanks(text: str) -> str:
    """Blanks of all kinds around every value, those of whole numbers and booleans too."""
    head, *rows = table(text)
    blanks = itertools.cycle(BLANKS)
    return write([head, *([f"{next(blanks)}{value}{next(blanks)}" for value in row] for row in rows)])


def wrapped(text: str) -> str:
    """What Danish Excel makes of a file that is opened by a double click and saved: a line with quotes is one value."""
    return "".join(f"{write([[line]])}" if '"' in line else f"{line}\n" for line in text.splitlines())


HARMLESS = {
    "a byte-order mark": lambda text: "\ufeff" + text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "reordered columns": reordered,
    "blanks and no-break spaces": with_blanks,
    "all at once": lambda text: "\ufeff" + with_blanks(reordered(text)).replace("\n", "\r\n"),
}

# Each with what must stand in the message.
FIXED = {
    "semicolons": (lambda text: write(table(text), delimiter=";"), '";" as separator; expected commas'),
    "Windows-1252": (lambda text: text.encode("cp1252"), "encoded as Windows-1252; expected UTF-8"),
    "quotes around everything": (lambda text: write(table(text), quoting=csv.QUOTE_ALL), "unnecessary quotes"),
    "quotes around lines": (wrapped, "unnecessary quotes"),
    "all that Danish Excel does": (
        lambda text: write(table(text), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").encode("cp1252"),
        '";" as separator',
    ),
    "Unicode text of Excel": (lambda text: write(table(text), delimiter="\t").encode("utf-16"), "encoded as UTF-16"),
    "blanks around names of columns": (
        lambda text: text.replace(",", " ,\u00a0", 1),
        ":1: spaces around a column name",
    ),
    "lines without values": (lambda text: f"{text}\n,,\n\n", "empty line (3 in all)"),
    "a blank line at the top": (lambda text: "\n \n" + text, ":1: empty line (2 in all)"),
    "columns without name and values": (
        lambda text: write([[*row, "", ""] for row in table(text)]),
        ":1: empty columns without a name",
    ),
}


def cells(old: str, new: str):
    """A change of the one place where a text stands."""

    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return change


# The file, what is done to it, and the message, or how it begins.
REFUSED = {
    "quotes that do not close": (TABLES, cells('forbrydelser"', "forbrydelser"), ':3: "letter_2026,2,"Handleplan'),
    "text after a quote": (TABLES, cells('forbrydelser"', 'forbrydelser"x'), ':3: "letter_2026,2,"Handleplan'),
    "a line break": (
        TABLES,
        cells("racisme, ", "racisme,\n"),
        ':3: column title_printed: "Handleplan mod racisme,\\netnisk diskrimination og hadforbrydelser" contains',
    ),
    "an extra value": (
        COMMITMENTS,
        cells('"6,8"', "6,8"),
        ':2: "letter_2026,1,rights_counsellors_2025,3,6,8,1000000,2025,2028,Styrelsen for Inte..." '
        "has 11 values; expected 10",
    ),
    "a value too few": (
        CELLS,
        cells("5.800,1,", "5.800,1"),
        ':2: "letter_2026,1,1,1,5.800,1,," has 8 values; expected',
    ),
    "a missing column": (
        PLANS,
        lambda text: write([row[:2] for row in table(text)]),
        ":1: column predecessor_plan_id is missing; expected plan_id, municipality_id, predecessor_plan_id",
    ),
    "an extra column": (
        PLANS,
        lambda text: write([[*row, "x"] for row in table(text)]),
        ':1: unknown column "x": not listed in seeds/reference/_reference.yml',
    ),
    "a renamed column": (CELLS, cells("table_no", "tabel_nr"), ':1: unknown column "tabel_nr"; expected table_no'),
    "a column in capitals": (CELLS, cells("table_no", "Table_No"), ':1: unknown column "Table_No"; expected table_no'),
    "a column twice": (
        PLANS,
        lambda text: write([[*row, row[0]] for row in table(text)]),
        ":1: duplicate column plan_id; expected it once",
    ),
    "values in a column without a name": (
        PLANS,
        lambda text: write([[*row, "x" if at else ""] for at, row in enumerate(table(text))]),
        ":1: a column with values has no name",
    ),
    "no first line": (
        PLANS,
        lambda text: text.split("\n", 1)[1],
        ':1: "integration,copenhagen," has no known column name',
    ),
    "an empty file": (PLANS, lambda text: "", ": is empty; expected a first line plan_id,municipality_id"),
    "a byte-order mark alone": (PLANS, lambda text: "\ufeff\r\n", ": is empty"),
    "quotes that do not close in the first line": (
        PLANS,
        cells("plan_id,m", 'plan_id,"m'),
        ':1: "plan_id,"municipality',
    ),
    "a NUL byte": (
        PARTNERS,
        cells("Foreningen Lige", "Foreningen\0Lige"),
        ':4: column partner_name_da: "Foreningen\\x00Lige Adgang" contains NUL (U+0000)',
    ),
    "an old Mac's letters": (ROWS, lambda text: text.encode("mac-roman"), ":2: the byte 0x8c is not valid UTF-8"),
    "a DOS file's letters": (
        ROWS,
        lambda text: text.encode("cp865", "replace"),
        ":2: the byte 0x86 is not valid UTF-8",
    ),
    "two encodings": (ROWS, lambda text: text.encode().replace("å".encode(), b"\xe5", 1), ":2: the byte 0xe5 is not"),
    "a decimal for a whole number": (
        CELLS,
        cells("1,1,1,5.800", "1,3.7,1,5.800"),
        ':2: column row_no: "3.7" is not a whole number; expected digits only',
    ),
    "a letter for a whole number": (
        CELLS,
        cells("1,1,1,5.800", "l,1,1,5.800"),
        ':2: column table_no: "l" is not a whole',
    ),
    "Danish Excel's boolean": (
        TABLES,
        cells("plan,Udgifter i alt,1000,true", "plan,Udgifter i alt,1000,SAND"),
        ':2: column has_row_totals: "SAND" is neither true nor false; expected true or false (Danish Excel',
    ),
    "Danish Excel's decimal": (
        CONTROLS,
        lambda text: text.replace("cells_amount,,10\n", 'cells_amount,,"10,5"\n', 1),
        ':4: column expected: "10,5" is not a number; expected digits, and `.` before',
    ),
    "a Cyrillic letter in an id": (
        PLANS,
        cells("\nextremism", f"\nextr{CYRILLIC_E}mism"),
        f':5: column plan_id: "extr{CYRILLIC_E}mism" contains CYRILLIC SMALL LETTER IE (U+0435); expected the',
    ),
    "a Cyrillic letter in an amount": (
        CELLS,
        cells("1,1,1,5.800", "1,1,1,5.8\u041e0"),
        ':2: column amount_printed: "5.8\u041e0" contains CYRILLIC CAPITAL LETTER O (U+041E); expected the digits',
    ),
    "a Cyrillic letter for a symbol": (
        ROWS,
        cells("Perspektiv,^", "Perspektiv,\u0445"),
        ':6: column symbols_printed: "\u0445" contains CYRILLIC SMALL LETTER HA (U+0445)',
    ),
    "a Greek letter in a printed text": (
        ROWS,
        cells("Arbejdspligt", "\u0391rbejdspligt"),
        ':4: column label_printed: "\u0391rbejdspligt" contains GREEK CAPITAL LETTER ALPHA (U+0391) in the word',
    ),
    "a letter made of two characters": (
        ROWS,
        cells("Håndholdt", "Ha\u030andholdt"),
        ':2: column label_printed: "Ha\u030andholdt beskæftigelsesindsats" contains COMBINING RING ABOVE (U+030A)',
    ),
    "a text once read in a wrong encoding": (
        ROWS,
        cells("Støtte til Sabaah", MISREAD),
        f':9: column label_printed: "{MISREAD}" was decoded with the wrong encoding; expected "Støtte til Sabaah"',
    ),
    "a lost letter": (
        ROWS,
        cells("Håndholdt", "H\ufffdndholdt"),
        ':2: column label_printed: "H\ufffdndholdt beskæftigelsesindsats" contains REPLACEMENT CHARACTER (U+FFFD)',
    ),
    "a character that nobody sees": (
        ROWS,
        cells("Arbejdspligt", "Arbejds\u200bpligt"),
        ':4: column label_printed: "Arbejds\\u200bpligt" contains ZERO WIDTH SPACE (U+200B)',
    ),
    "a blank in an id": (PLANS, cells("\nextremism", "\nextre mism"), ':5: column plan_id: "extre mism" is not a key'),
    "a word that dbt takes for nothing": (
        ROWS,
        cells("Arbejdspligt", "Null"),
        ':4: column label_printed: "Null" is read by dbt as an empty value',
    ),
}


def change(path: Path, changed) -> None:
    content = changed(path.read_text(encoding="utf-8"))
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_the_seeds_of_the_project_have_no_problems_and_are_tidy(capsys):
    assert csv_files.problems(ROOT) == []
    assert tidy.tidy(ROOT, is_check=True) == 0
    assert capsys.readouterr().out == ""


def test_every_column_of_a_seed_has_a_type_and_a_description():
    described = template.notes(ROOT)
    seeds = csv_files.schemas(ROOT)
    assert [name for columns in seeds.values() for name in columns if name not in described] == []
    types = {name for columns in seeds.values() for name in columns.values()}
    assert {name.split("(")[0] for name in types} <= {*KINDS, "varchar"}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_harmless_is_read_without_a_word(seeds, case):
    before = files(seeds)
    for name in before:
        change(seeds / name, HARMLESS[case])
    assert files(seeds) != before
    assert csv_files.problems(seeds) == []
    assert tidy.tidy(seeds, is_check=False) == 0
    assert files(seeds) == before


@pytest.mark.parametrize("case", FIXED)
def test_tidy_fixes_what_excel_does_and_shows_the_difference(seeds, case, capsys):
    changed, words = FIXED[case]
    before = files(seeds)
    for name in before:
        change(seeds / name, changed)
    damaged = files(seeds)
    told = csv_files.problems(seeds)
    assert any(words in line for line in told), told
    assert all(line.endswith(": run `make tidy`") for line in told)
    assert tidy.tidy(seeds, is_check=True) == 1
    assert files(seeds) == damaged
    assert "--- a/seeds/raw/raw_" in capsys.readouterr().out
    assert tidy.tidy(seeds, is_check=False) == 0
    assert files(seeds) == before
    assert csv_files.problems(seeds) == []


def test_a_file_without_an_end_may_be_cut_off_and_is_told(seeds, capsys):
    before = files(seeds)
    change(seeds / "seeds/raw/raw_documents.csv", lambda text: text.removesuffix("\n"))
    (told,) = csv_files.problems(seeds)
    assert "has no line break at its end; expected one (is the file cut off?): run `make tidy`" in told
    assert tidy.tidy(seeds, is_check=False) == 0
    assert "only the line ends differ" in capsys.readouterr().out
    assert files(seeds) == before


@pytest.mark.parametrize("case", REFUSED)
def test_names_file_line_column_value_and_what_was_expected(seeds, case):
    name, changed, message = REFUSED[case]
    change(seeds / name, changed)
    damaged = files(seeds)
    told = csv_files.problems(seeds)
    assert told
    assert told[0].startswith(name + message), told
    assert all("; expected " in line for line in told)
    assert all(line.startswith(name) for line in told)
    tidy.tidy(seeds, is_check=False)
    assert files(seeds) == damaged, "tidy must change no value and leave what it cannot understand"


def test_check_reports_an_extra_column_once(seeds, compiled_project):
    change(seeds / PLANS, lambda text: write([[*row, "x"] for row in table(text)]))
    found, _ = check.findings_of(seeds)
    assert found == [
        f'{PLANS}:1: unknown column "x": not listed in seeds/reference/_reference.yml; '
        "expected plan_id, municipality_id, predecessor_plan_id",
        *[one for one in found[1:] if not one.startswith(PLANS)],
    ]


def test_a_missing_file_and_one_that_no_schema_describes(seeds):
    (seeds / PLANS).rename(seeds / "seeds/reference/ref_plan.CSV")
    assert csv_files.problems(seeds) == [
        "seeds/reference/ref_plan.CSV: not described in the YAML beside it; expected no such file",
        f"{PLANS}: is missing; expected a file with the columns plan_id, municipality_id, predecessor_plan_id",
    ]


def test_a_file_of_commas_alone_is_left_alone(seeds):
    (seeds / PLANS).write_text(",,\n")
    told = csv_files.problems(seeds)
    assert any(
        line.startswith(f'{PLANS}:1: "" has no known column name; expected plan_id,municipality_id') for line in told
    )
    assert tidy.tidy(seeds, is_check=False) == 1
    assert (seeds / PLANS).read_text() == ",,\n"


def test_a_huge_file_is_refused_unread(seeds):
    with (seeds / PLANS).open("ab") as file:
        file.truncate(100_000_000)
    assert csv_files.problems(seeds) == [
        f"{PLANS}: has 100,000,000 bytes; expected at most 20,000,000. Is it another file under this name?"
    ]
    assert tidy.tidy(seeds, is_check=False) == 0
    assert (seeds / PLANS).stat().st_size == 100_000_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"plan_id\n" + b"\n" * 600_000, "has 600,001 lines; expected at most 500,000"),
        (b"plan_id," * 1_000_000 + b"\n", "has 1,000,001 columns; expected at most 100"),
        (b"\n" + b"plan_id;" * 1_000_000, "has 1,000,001 columns; expected at most 100"),
    ],
)
def test_too_many_lines_or_columns_are_refused_before_they_are_taken_apart(seeds, content, told):
    (seeds / PLANS).write_bytes(content)
    started = time.monotonic()
    assert csv_files.problems(seeds) == [f"{PLANS}: {told}. Is it another file under this name?"]
    assert time.monotonic() - started < 2
    assert tidy.tidy(seeds, is_check=False) == 1
    assert (seeds / PLANS).read_bytes() == content


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(seeds, kind):
    (seeds / PLANS).unlink()
    if kind == "pipe":
        os.mkfifo(seeds / PLANS)
    elif kind == "device":
        (seeds / PLANS).symlink_to("/dev/zero")
    else:
        (seeds / PLANS).mkdir()
    told = f"{PLANS}: is not a regular file but a folder, a pipe or a device; expected a file"
    assert csv_files.problems(seeds) == [told]
    assert tidy.tidy(seeds, is_check=False) == 0
    checked = run_program(ROOT, "check", str(seeds))
    assert checked.returncode == 1
    assert told in checked.stderr.splitlines()


def test_a_fault_does_not_spread_to_other_lines(seeds):
    change(
        seeds / TABLES, lambda text: text.replace("racisme, ", "racisme,\n").replace("3,Handleplan", '3,"Handleplan')
    )
    assert [line.split(": ")[0] for line in csv_files.problems(seeds)] == [f"{TABLES}:3", f"{TABLES}:5"]


def test_all_errors_of_a_run_at_once_the_likeliest_cause_first(seeds):
    change(seeds / CELLS, lambda text: text.replace(",1,1,1,5.800", ",x,1,1,5.800").replace(",3,5,2,", ",3,5,y,"))
    change(seeds / ROWS, lambda text: text.replace(",", ";").replace("Arbejdspligt", "Null"))
    change(seeds / PLANS, lambda text: text.replace("plan_id", "plan", 1))
    told = csv_files.problems(seeds)
    assert [re.match(r"[^:]+(:\d+)?", line)[0] for line in told] == [
        f"{ROWS}:1",
        f"{PLANS}:1",
        f"{CELLS}:2",
        f"{CELLS}:54",
        f"{ROWS}:4",
    ]
    change(seeds / CELLS, lambda text: text.replace("letter_2026", "brev 2026"))
    assert f"{CELLS}: and 57 more problems like these" in csv_files.problems(seeds)


def test_tidy_changes_no_value_of_any_text(seeds):
    """Random texts in all forms: either the values are read back as they were, or the file is left alone."""
    choose, columns = random.Random(2026), ["id", "text", "amount_printed"]
    signs = ["a", "å", "ø", ",", ";", '"', '""', "'", " ", "\u00a0", "-", "1", ".", "§", "“", "x,y"]
    for _ in range(500):
        values = ["".join(choose.choices(signs, k=choose.randrange(6))) for _ in range(12)]
        rows = [values[at : at + 3] for at in range(0, 12, 3)]
        form = {"delimiter": choose.choice(",;"), "quoting": choose.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])}
        data = write([columns, *rows], **form).encode(choose.choice(["utf-8", "utf-8-sig", "cp1252"]))
        try:
            after = tidy.tidied(data, columns)
        except tidy.NotUnderstoodError:
            continue
        wanted = [[trim(value) for value in row] for row in rows]
        assert table(after.decode()) == [columns, *(row for row in wanted if any(row))]
        assert tidy.tidied(after, columns) == after


def test_a_full_disk_leaves_the_file_as_it_was(seeds, monkeypatch):
    change(seeds / PLANS, lambda text: text.replace(",", ";"))
    before = files(seeds)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tidy.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        tidy.tidy(seeds, is_check=False)
    assert files(seeds) == before
    assert [path.name for path in seeds.glob("seeds/*/.*")] == []


def test_the_programs_end_with_the_status_they_say(seeds):
    assert run_program(ROOT, "check", "--form", str(seeds)).returncode == 0
    assert run_program(ROOT, "tidy", str(seeds)).returncode == 0
    change(seeds / PLANS, lambda text: text.replace("copenhagen", "københavn"))
    refused = run_program(ROOT, "check", "--form", str(seeds))
    assert refused.returncode == 1
    assert "LATIN SMALL LETTER O WITH STROKE (U+00F8)" in refused.stderr
    (seeds / PLANS).write_text("x")
    assert run_program(ROOT, "tidy", str(seeds)).returncode == 1
    (seeds / "seeds/raw/_raw.yml").write_text("seeds: [")
    for program in (["check", "--form"], ["tidy"]):
        refused = run_program(ROOT, *program, str(seeds))
        assert refused.returncode == 1
        assert refused.stderr.startswith("seeds/raw/_raw.yml: ")
    shutil.rmtree(seeds / "seeds")
    assert run_program(ROOT, "check", "--form", str(seeds)).stderr.startswith("seeds/: no YAML file describes a seed")


def test_harmless_variants_publish_the_same_contents(broken_project):
    manifest = broken_project / "dist" / "handleplan.manifest.json"
    before = json.loads(manifest.read_text(encoding="utf-8"))["tables"]
    for name in files(broken_project):
        change(broken_project / name, HARMLESS["all at once"])
    built = run_program(broken_project, "build", "--parts", "none")
    assert built.returncode == 0, built.stderr
    assert json.loads(manifest.read_text(encoding="utf-8"))["tables"] == before


def test_a_build_refuses_bad_files_before_dbt_runs(broken_project):
    published = (broken_project / "dist" / "handleplan.duckdb").read_bytes()
    candidate = (broken_project / "build" / "handleplan.duckdb").stat().st_mtime_ns
    change(broken_project / PLANS, lambda text: text.replace(",", ";"))
    change(broken_project / CELLS, lambda text: text.replace("letter_2026,1,1,1,5.800", "letter_2026,1,1,1,5.800,"))
    refused = run_program(broken_project, "build")
    assert refused.returncode == 1
    first, second, last = refused.stderr.splitlines()
    assert first == f'{PLANS}:1: ";" as separator; expected commas: run `make tidy`'
    assert second.startswith(f'{CELLS}:2: "letter_2026,1,1,1,5.800,,1,,," has 10 values; expected 9')
    assert last.startswith("build: refused, 2 problems in the seed files")
    assert (broken_project / "dist" / "handleplan.duckdb").read_bytes() == published
    assert (broken_project / "build" / "handleplan.duckdb").stat().st_mtime_ns == candidate, "dbt ran"
