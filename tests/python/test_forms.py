"""docs/forms.md: how a thing looks on paper and the row that it becomes, written from the fixtures.

Run this file by itself (`.venv/bin/python tests/python/test_forms.py`) to write the page anew.
"""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ROOT / "tests" / "fixtures" / "letters"
SERIES = ROOT / "tests" / "fixtures" / "series"
PAGE = ROOT / "docs" / "forms.md"
HEAD = """# Forms of papers, and the rows they become

Each line is a row of a paper in `tests/fixtures/letters/` or `series/` that a test enters, builds and checks. This page
is written from those files. What the columns mean and what comes of them: [new-letter.md](new-letter.md).

| on paper | in the seeds | complete paper |
|---|---|---|
"""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page() -> str:
    """The page as it should be."""
    lines = []
    for form in rows(LETTERS / "forms.csv"):
        folder = next(one / form["fixture"] for one in (LETTERS, SERIES) if (one / form["fixture"]).is_dir())
        row = rows(folder / f"{form['seed']}.csv")[int(form["line"]) - 2]
        told = ", ".join(f"{column} `{row[column]}`" for column in form["columns"].split())
        lines.append(f"| {form['on_paper']} | `{form['seed']}`: {told} | `{form['fixture']}` |")
    return HEAD + "\n".join(lines) + "\n"


def test_the_page_of_forms_is_what_the_fixtures_hold():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_no_form_shows_an_empty_column():
    assert [line for line in page().splitlines() if "``" in line] == []


def test_every_fixture_shows_a_form_or_is_named_here():
    # They break a paper of another fixture, or show how letters follow one another.
    others = {
        "kinds_changed",
        "kinds_restated",
        "later_years_only",
        "new_plan_2027",
        "one_date_1",
        "one_date_2",
        "restated_2027",
        "span_as_year",
    }
    others |= {"each_year_changed", "each_year_restated", "span_cut", "span_restated", "columns_that_are_no_years"}
    shown = {form["fixture"] for form in rows(LETTERS / "forms.csv") if (LETTERS / form["fixture"]).is_dir()}
    assert {path.name for path in LETTERS.iterdir() if path.is_dir()} == shown | others


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
