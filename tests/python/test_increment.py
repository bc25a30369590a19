"""Bulk releases built onto the one before: after any series of papers they are what a build of everything gives."""

import tempfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import series
from handleplan.database import contents, describe, sql_text, tables
from handleplan.release import increment
from test_laws import Laws

MUNICIPALITIES = ("m0", "m1", "m2")


@pytest.fixture(scope="module")
def laws(compiled_project):
    with tempfile.TemporaryDirectory() as folder:
        yield Laws(compiled_project, Path(folder) / "root")


@st.composite
def several(draw) -> list[series.Series]:
    """The series of three municipalities, each with a letter at least, whose symbols stand for the same sources."""
    made = [series.series(one, number * 10 + 1) for number, one in enumerate(MUNICIPALITIES)]
    drawn = [draw(one.filter(lambda found: found.letters)) for one in made]
    for letter in (letter for one in drawn for letter in one.letters):
        letter.symbols = dict(zip("*^#", series.SOURCES, strict=True))
    return drawn


def first_letters(one: series.Series, count: int) -> series.Series:
    """A series that has not gone on yet."""
    later = {letter.id for letter in one.letters[count:]}
    named = {
        seed: [row for row in rows if row.get("document_id") not in later] if count else []
        for seed, rows in one.named.items()
    }
    return replace(one, letters=one.letters[:count], named=named)


def write(laws: Laws, many: list[series.Series], file: Path) -> Path:
    """Builds letters, and writes all their tables."""
    laws.build(series.seeds_of(many), with_tests=False)
    laws.chain.connection.execute(f"attach {sql_text(file)} as written")
    laws.chain.connection.execute(f"copy from database {laws.chain.database} to written")
    laws.chain.connection.execute("detach written")
    return file


def differing(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables that are not those of a build of everything; where a row was entered alone may differ."""
    values = "select columns(name -> name not like '%seed_%') from {}.{}"
    found = []
    for table in tables(connection, "expected"):
        one, other = (values.format(database, table) for database in ("dst", "expected"))
        query = f"select count(*) from (({one} except all {other}) union all ({other} except all {one}))"
        if connection.execute(query).fetchall() != [(0,)]:
            found.append(table)
    return found


# A failing example says what fails; to find a smaller one would take minutes.
@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(many=several(), data=st.data())
def test_a_paper_built_onto_the_others_gives_what_a_build_of_all_gives(laws, many, data):
    counts = [data.draw(st.integers(0, len(one.letters)), label=f"letters of {at}") for at, one in enumerate(many)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = [first_letters(one, count) for one, count in zip(many, counts, strict=True)]
        base = write(laws, before, folder / "base")
        for at, one in enumerate(many):
            if counts[at] == len(one.letters):
                continue
            before[at] = one
            alone = write(laws, [one], folder / f"alone{at}")
            expected = write(laws, before, folder / f"expected{at}")
            with duckdb.connect() as connection:
                for file, database in ((base, "dst"), (alone, "handleplan"), (expected, "expected")):
                    connection.execute(f"attach {sql_text(file)} as {database}")
                municipality = f"'{MUNICIPALITIES[at]}'"
                increment.refuse_what_crosses(connection, municipality)
                known = describe(connection, "dst")
                told = increment.merge(connection, municipality, known)
                assert differing(connection) == []
                # Put in as another municipality's, each key would stand twice.
                with pytest.raises(increment.NotAloneError, match="stands in another municipality too"):
                    increment.refuse_what_crosses(connection, "'another'")
                assert told == {table: contents(connection, f"dst.{table}") for table in tables(connection, "dst")}
