"""Texts that must be refused, which a dbt unit test cannot show: the compiled staging model is run on them."""

import duckdb
import pytest

import letters
from handleplan.checks.chain import Chain

AMOUNT = ("raw_allocations", "amount_printed")
DATE = ("raw_documents", "issued_on_printed")
YEAR = ("raw_footnotes", "year_printed")
MARKS = ("raw_allocations", "footnote_marks")
MARK = ("raw_allocations", "partly_unallocated")
AGENDA_LINK = ("raw_decisions", "url")
LINKS = [("raw_documents", "question_url"), ("ref_corroborations", "source_url"), ("ref_price_index", "url")]

REFUSED = [
    *[
        (AMOUNT, text)
        for text in (
            "5.8001", "12.5001", "1.23.456", "1.2345", "5.8OO", "5 800", "5,800", "1,234,567", ".5", "5.", "5,", "--5",
            "+5", "- 5", "-5-", "(-5)", "(5", "5)", "5--", "5,--", "[5", "ca. 5", "2-3", "1e3",
            "0x10", "٣", "5.800kr", "5 kr. 3", "5 mia.", "1\u2009200.300", "12\u200934", "mio",
            "1.000.00.000", "NaN", "inf", "5·8", "½",
            "1234567890123456",
        )
    ],
    *[(DATE, text) for text in ("31-02-2026", "2026-03-02", "02-13-2026", "2. mars 2026", "marts 2026", "02-03-26")],
    *[(YEAR, text) for text in ("1999", "2100", "24", "2024-2026", "p/l 24", "2024 p", "2024 priser", "20 24")],
    *[(MARKS, text) for text in ("a", "1,2", "1  2", "1.", "*")],
    *[(MARK, text) for text in ("no", "true", "x", "ja")],
    *[
        (AGENDA_LINK, text)
        for text in (
            "javascript:alert(1)//dagsordener-og-referater/Udvalg/m%C3%B8de-01022024/referat/punkt-1",
            "https://www.kk.dk/",
            "https://www.kk.dk/dagsordener-og-referater/Udvalg/m%C3%B8de-31022024/referat/punkt-1",
            "https://www.kk.dk/dagsordener-og-referater/Udvalg/m%C3%B8de-01022024/referat/punkt-",
            "https://www.kk.dk/dagsordener-og-referater/m%C3%B8de-01022024/referat/punkt-1",
        )
    ],
    *[
        (place, text)
        for place in LINKS
        for text in (
            "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
            "ftp://www.kk.dk/", "mailto:a@kk.dk", "www.kk.dk", "//www.kk.dk", "https:/www.kk.dk", "https://", "https:///x",
            "https://www.kk.dk/a b", "https://www.kk.dk/a\u00a0b", "https://www.kk.dk/\u202eb", "https://www.kk.dk@x.example/",
            "https:\\\\www.kk.dk", "https://www.kk.dk\\@x.example/", "https://www.kk.dk/<script>", "xhttps://www.kk.dk/",
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
            return connection.execute(next(compiled.glob(f"*/stg_{seed}.sql")).read_text(encoding="utf-8")).fetchall()

    return run


@pytest.mark.parametrize(("place", "text"), REFUSED)
def test_a_text_that_cannot_be_read_is_refused_with_its_place(staging, place, text):
    seed, column = place
    with pytest.raises(duckdb.Error) as refused:
        staging(seed, column, text)
    message = str(refused.value)
    assert f"/{seed}.csv line 2, {column}: " in message
    assert f'"{text}" is not ' in message


def test_a_glued_footnote_mark_gets_a_hint(staging):
    with pytest.raises(duckdb.Error, match="footnote mark may be glued"):
        staging("raw_allocations", "amount_printed", "5.8001")


@pytest.mark.parametrize(
    ("place", "text"),
    [(AMOUNT, "5.800"), (AMOUNT, None), (DATE, "2. marts 2026"), (YEAR, None), (MARK, "yes")]
    + [(place, text) for place in LINKS for text in ("https://www.kk.dk", "http://kk.dk:80/å?b=c@d#e", None)],
)
def test_a_text_that_can_be_read_is_read(staging, place, text):
    assert len(staging(*place, text)) == 1


def findings(compiled_project, tmp_path, *changes: tuple[str, str, str]) -> list[str]:
    """What the checks find in the project's own seeds after changes of a seed's text."""
    root = letters.copy_seeds(tmp_path / "seeds")
    for seed, old, new in changes:
        path = letters.path_of(root, seed)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Chain(compiled_project, root, goes_on=True).found


def test_ligatures_blanks_and_dashes_of_any_kind_are_folded_before_names_are_compared(compiled_project, tmp_path):
    changes = [
        ("-fritidsjob", "\u2011fritidsjob"),
        ("Unges inklusion", "Unges\u00a0\u2009inklusion"),
        ("Arbejdspligt", "Arbejds\u00adpligt"),
        ("Håndholdt", "Ha\u030andholdt"),
        ("diskrimination ”En", "diskrimination\u202f ”En"),
    ]
    assert findings(compiled_project, tmp_path, *[("raw_table_rows", *change) for change in changes]) == []
    ligature = findings(
        compiled_project,
        tmp_path / "ligature",
        ("raw_table_rows", "Perspektiv", "Perspektiv ofﬁcielt"),
        ("ref_initiative_names", ",Perspektiv,", ",Perspektiv officielt,"),
    )
    assert ligature == []


def test_texts_that_look_alike_are_told_apart_by_their_characters(compiled_project, tmp_path):
    found = "\n".join(
        findings(
            compiled_project,
            tmp_path,
            ("raw_table_rows", "Støtte til Sabaah", "Støtte til S\u0430baah"),
            ("raw_table_rows", "Perspektiv", "PerspektIv"),
            ("raw_table_rows", "Arbejdspligt", "Ganske andre ord"),
        )
    )
    assert 'they differ first at character 13, "\u0430" (U+0430) and "a" (U+0061)' in found
    assert 'they differ first at character 9, "I" (U+0049) and "i" (U+0069)' in found
    (other,) = [line for line in found.splitlines() if "Ganske andre ord" in line]
    assert "they differ" not in other


def test_a_refused_total_offers_the_row_that_accepts_it(compiled_project, tmp_path):
    misprint = ("raw_printed_totals", "letter_2026,1,table_total,,4,39.200", "letter_2026,1,table_total,,4,39.201")
    (found,) = findings(compiled_project, tmp_path, misprint)
    row = "letter_2026.t1.total,1000.00,misprint,<why in Danish>,<why in English>"
    assert found.endswith(f"its row in ref_accepted_differences.csv is {row}")
    head = "control_id,difference_dkk,reason,reason_da,reason_en\n"
    accepted = ("ref_accepted_differences", head, f"{head}{row}\n")
    assert findings(compiled_project, tmp_path / "accepted", misprint, accepted) == []
