"""Texts that must be refused, which a dbt unit test cannot show: the compiled staging model is run on them."""

import duckdb
import pytest

AMOUNT = ("raw_allocations", "amount_printed")
DATE = ("raw_documents", "issued_on_printed")
YEAR = ("raw_footnotes", "year_printed")
MARKS = ("raw_allocations", "footnote_marks")
MARK = ("raw_allocations", "partly_unallocated")
LINK = ("raw_decisions", "url")

REFUSED = [
    *[
        (AMOUNT, text)
        for text in (
            "5.8001", "12.5001", "1.23.456", "1.2345", "5.8OO", "5 800", "5,800", "1,234,567", ".5", "5.", "5,", "--5",
            "+5", "- 5", "5-", "(5)", "1e3", "0x10", "٣", "5.800kr", "mio", "1.000.00.000", "NaN", "inf", "5·8", "½",
            "1234567890123456",
        )
    ],
    *[(DATE, text) for text in ("31-02-2026", "2026-03-02", "02-13-2026", "2. mars 2026", "marts 2026", "02-03-26")],
    *[(YEAR, text) for text in ("1999", "2100", "24", "2024-2026", "p/l 2024", "2024 pl", "20 24")],
    *[(MARKS, text) for text in ("a", "1,2", "1  2", "1.", "*")],
    *[(MARK, text) for text in ("no", "true", "x", "ja")],
    *[
        (LINK, text)
        for text in (
            "https://www.kk.dk/",
            "https://www.kk.dk/dagsordener-og-referater/Udvalg/m%C3%B8de-31022024/referat/punkt-1",
            "https://www.kk.dk/dagsordener-og-referater/Udvalg/m%C3%B8de-01022024/referat/punkt-",
            "https://www.kk.dk/dagsordener-og-referater/m%C3%B8de-01022024/referat/punkt-1",
        )
    ],
]  # fmt: skip


@pytest.fixture(scope="module")
def staging(project):
    """Runs a staging model on one row in which one column holds the text."""
    compiled = project / "build" / "target" / "compiled" / "handleplan" / "models" / "staging"
    with duckdb.connect(str(project / "build" / "handleplan.duckdb"), read_only=True) as candidate:
        columns = candidate.execute(
            "select table_name, list(column_name order by column_index), list(data_type order by column_index) "
            "from duckdb_columns() where schema_name = 'raw' group by all"
        ).fetchall()
    types = {table: dict(zip(names, kinds, strict=True)) for table, names, kinds in columns}

    def run(seed: str, column: str, text: str | None):
        with duckdb.connect() as connection:
            connection.execute("attach ':memory:' as handleplan")
            connection.execute("create schema handleplan.raw")
            definitions = ", ".join(f"{name} {kind}" for name, kind in types[seed].items())
            connection.execute(f"create table handleplan.raw.{seed} ({definitions})")
            connection.execute(f"insert into handleplan.raw.{seed} ({column}) values (?)", [text])
            return connection.execute((compiled / f"stg_{seed}.sql").read_text(encoding="utf-8")).fetchall()

    return run


@pytest.mark.parametrize(("place", "text"), REFUSED)
def test_a_text_that_cannot_be_read_is_refused_with_its_place(staging, place, text):
    seed, column = place
    with pytest.raises(duckdb.Error) as refused:
        staging(seed, column, text)
    message = str(refused.value)
    assert f"seeds/raw/{seed}.csv line 2, {column}: " in message
    assert f'"{text}" is not ' in message


def test_a_glued_footnote_mark_gets_a_hint(staging):
    with pytest.raises(duckdb.Error, match="footnote mark may be glued"):
        staging("raw_allocations", "amount_printed", "5.8001")


@pytest.mark.parametrize(
    ("place", "text"), [(AMOUNT, "5.800"), (AMOUNT, None), (DATE, "2. marts 2026"), (YEAR, None), (MARK, "yes")]
)
def test_a_text_that_can_be_read_is_read(staging, place, text):
    assert len(staging(*place, text)) == 1
