"""The steward's workbook: its sheets around the tables, in two languages, and the findings that it is refused with."""

import re
from dataclasses import replace

import pytest
import python_calamine
import xlsxwriter

import letters
from conftest import LETTERS, ROOT
from evidence.reading import as_text, papers
from handleplan.letters import blocks, letter, printed_tables, told, typed, typed_tables
from handleplan.letters import template as letter_template
from handleplan.letters.reading_workbook import Contents, Writer
from handleplan.reading import language, plain_text, read
from handleplan.reading.entry import Entry
from handleplan.reading.known import rows_of
from handleplan.reading.language import Words

BOTH = [Words("da"), Words("en")]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A paper of 2027 as text, which the seeds do not have."""
    root = letters.copy_seeds(tmp_path_factory.mktemp("there"))
    letters.write(root, letters.read(LETTERS / "restated_2027"))
    return as_text.below(papers.of_document("letter_2027", root))


def entry_of(text: str, root, words: Words) -> Entry:
    """What is read of a text, with what a person fills in."""
    entry = Entry(read.read(plain_text.read(text.encode(), "letter.txt", "")), root, words)
    entry.rows["raw_documents"][0]["issued_by_printed"] = "Kommunen"
    entry.rows["ref_documents"][0]["title_en"] = "Answer on action plans"
    return entry


def written(entry: Entry, path) -> None:
    """Writes its workbook."""
    Writer(path, Contents(entry.paper.tables, entry.rows, entry.known_as), words=entry.words).write()


@pytest.mark.parametrize("words", BOTH)
def test_a_workbook_in_either_language_is_entered_and_says_what_it_changes(
    compiled_project, printed, tmp_path, capsys, words
):
    root = letters.copy_seeds(tmp_path / "root")
    written(entry_of(printed, root, words), tmp_path / "letter.xlsx")
    assert letter.enter(tmp_path / "letter.xlsx", root) == 0
    said = capsys.readouterr().out
    changed = {
        "da": "Fagpersoner, 2026: flyttet, andet navn, ",
        "en": "Professionals, 2026: moved",
    }
    assert changed[words.language].split(",")[0] in said
    assert ("kr.)" in said, " -> " in said) == (True, True)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (Words("da"), "tabel_1!D2, 2026: tabel 1, række 1: rækkens total er trykt som 1.200, "),
        (Words("en"), "table_1!D2, 2026: table 1, row 1: the row's total is printed as 1.200, "),
    ],
)
def test_a_wrong_figure_is_told_by_cell_and_in_the_unit_of_the_page(
    compiled_project, printed, tmp_path, capsys, words, place
):
    root = letters.copy_seeds(tmp_path / "root")
    entry = entry_of(printed, root, words)
    cells = entry.paper.tables[0].rows[0].cells
    assert cells[0].reading.text == "600"
    cells[0] = replace(cells[0], reading=replace(cells[0].reading, text="601"))
    written(entry, tmp_path / "letter.xlsx")
    assert letter.enter(tmp_path / "letter.xlsx", root) == 1
    said = capsys.readouterr().err
    assert place in said
    assert words.of("block", "differences").split(" (")[0] in said
    assert "raw_" not in said


def test_what_is_left_empty_is_told_by_its_cell_and_heading(compiled_project, printed, tmp_path, capsys):
    root = letters.copy_seeds(tmp_path / "root")
    entry = entry_of(printed, root, Words("da"))
    entry.rows["ref_documents"][0]["title_en"] = ""
    entry.rows["ref_row_initiatives"][1]["initiative_id"] = ""
    written(entry, tmp_path / "letter.xlsx")
    assert letter.enter(tmp_path / "letter.xlsx", root) == 1
    said = capsys.readouterr().err
    assert "overblik!B4: titel på engelsk mangler" in said
    assert re.search(r"genkendt!C\d+: indsats mangler", said)


def test_each_row_of_an_initiative_wants_a_line_of_its_own(printed, tmp_path, capsys):
    root = letters.copy_seeds(tmp_path / "root")
    entry = entry_of(printed, root, Words("da"))
    rows = sum(row.kind == "initiative" for row in entry.paper.tables[0].rows)
    first = next(row for row in entry.rows["ref_row_initiatives"] if row["table_no"] == "1")
    entry.rows["ref_row_initiatives"].remove(first)
    written(entry, tmp_path / "letter.xlsx")
    assert letter.enter(tmp_path / "letter.xlsx", root) == 1
    said = capsys.readouterr().err
    assert f"genkendt: tabel 1 har {rows} rækker med indsatser, og {rows - 1} linjer siger, hvilke de er" in said


def test_a_formula_without_a_value_is_refused_by_its_cell(tmp_path):
    columns = list(letter_template.seeds_of_a_letter()["raw_documents"])
    with xlsxwriter.Workbook(str(tmp_path / "letter.xlsx")) as book:
        book.add_worksheet("raw_symbols").write_row(0, 0, letter_template.seeds_of_a_letter()["raw_symbols"])
        sheet = book.add_worksheet("raw_documents")
        sheet.write_row(0, 0, [*columns, f"{letter_template.COMPUTED}check"])
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B2", "=1+1", None, "")
        sheet.write_formula("C2", "=1+1", None, "2")
        sheet.write_formula(1, len(columns), "=1/0", None, "#DIV/0!")
    refused = letter.read(tmp_path / "letter.xlsx").refused
    assert [words.partition(":")[0] for words in refused] == ["raw_documents!A2", "raw_documents!B2"]


def test_a_heading_that_a_block_does_not_have_is_named(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "letter.xlsx")) as book:
        sheet = book.add_worksheet("omkring")
        sheet.write_row(0, 0, ["Tegnenes betydning"])
        sheet.write_row(1, 0, ["tegn", "kilde som trykt", "farve"])
    (told_of,) = letter.read(tmp_path / "letter.xlsx").refused
    assert told_of.startswith('omkring række 2: "farve" er ingen overskrift her; forventet: tegn, kilde som trykt')


@pytest.mark.parametrize("words", BOTH)
def test_the_headings_of_a_block_are_told_apart_and_those_of_its_seeds_exist(words):
    seeds = letter_template.seeds_of_a_letter()
    for block in blocks.BLOCKS:
        shown = [words.of("head", column) for column in block.columns]
        assert len(set(shown)) == len(shown), block.name
        assert [block.column_of(head) for head in shown] == block.columns
        known = {column for seed in block.seeds for column in seeds[seed]}
        assert set(block.columns) - known <= {"label", "nearness"}
        assert words.of("block", block.name)


def test_a_thing_has_words_with_the_same_values_in_both_languages():
    rows = language._told()
    for (kind, key), row in rows.items():
        assert bool(row["da"]) == bool(row["en"]) is True, (kind, key)
        assert {*re.findall(r"{(\w+)}", row["da"])} == {*re.findall(r"{(\w+)}", row["en"])}, (kind, key)
    for kind in {kind for kind, _ in rows} - {"say", "word", "head", "how"}:
        words = [row[one].casefold() for (other, _), row in rows.items() if other == kind for one in ("da", "en")]
        keys = {row[one].casefold(): key for (other, key), row in rows.items() if other == kind for one in ("da", "en")}
        same = sum(row["da"].casefold() == row["en"].casefold() for (other, _), row in rows.items() if other == kind)
        assert len(keys) == len(words) - same, kind


def test_every_phrase_of_a_finding_is_one_that_a_check_says():
    checks = [*ROOT.glob("tests/reconciliation/*.sql"), *ROOT.glob("macros/**/*.sql")]
    checks += [*ROOT.glob("scripts/handleplan/checks/*.py"), *ROOT.glob("scripts/handleplan/seeds/*.py")]
    checks += [*ROOT.glob("scripts/handleplan/letters/letter.py")]
    said = re.sub(r"['\"]\s*(?:\|\||\n)?\s*(?:\|\| )?['\"]", "", "\n".join(path.read_text("utf-8") for path in checks))
    # The kind of a total is a value, put before the word.
    kinds = letter_template.choices()["raw_printed_totals", "total_kind"].values
    said = " ".join([said.replace("''", "'"), *(f"{kind} printed" for kind in kinds)]).replace("_", " ")
    for pattern, row in told.phrases():
        plain = re.sub(r"\\.|\[.*?\]", "|", pattern.pattern)
        literals = sorted((one.strip(" ,;:'") for one in re.findall(r"[A-Za-z ,;:']{4,}", plain)), key=len)[-3:]
        found = [one.removeprefix("is not ")[:18] in said for one in literals if len(one) > 7]
        # Short ones, such as `, row 2`, are parts of many.
        assert any(found) or not found, pattern.pattern
        for words in BOTH:
            used = [int(number) for number in re.findall(r"\\(\d)", row[words.language])]
            assert max(used, default=0) <= pattern.groups


def test_no_phrase_waits_for_words_that_one_before_it_has_replaced():
    replaced = [", table (", ", row (", ", year ("]
    first, later = told.phrases()[: len(replaced)], told.phrases()[len(replaced) :]
    assert [words in pattern.pattern for words, (pattern, _) in zip(replaced, first, strict=True)] == [True] * 3
    assert [pattern.pattern for pattern, _ in later if any(words in pattern.pattern for words in replaced)] == []


PASTED = [
    ["Initiativ", "", "2027", "2028", "I alt"],
    ["", "", "", "", ""],
    ["Oplæring *", "", "600", "600¹", "1.200"],
    ["En helt ny indsats *", "", "700", "-", "700"],
    ["Udgifter i alt", "", "1.300", "600", "1.900"],
]


def typed_letter(grid: list[list[str]], words: Words) -> letter.Letter:
    """A workbook whose first table is the grid."""
    name = printed_tables.name_of(1, words)
    found = letter.Letter(words=words, grids={name: grid})
    found.pasted = [] if printed_tables.has_own_heads(grid) else [name]
    found.rows["raw_symbols"] = [("", {"symbol": "*", "source_printed": "integrationsbevilling"})]
    return found


def test_a_table_pasted_as_it_lies_is_read_without_what_is_around_it():
    below = ["indsats", "", "", "", ""]
    (table,) = typed_tables.tables_of(typed_letter([*PASTED, below], Words("da")))
    assert table.heads == ["2027", "2028", "I alt"]
    assert [(row.kind, row.label.name, row.label.symbols) for row in table.rows] == [
        ("initiative", "Oplæring", ("*",)),
        ("initiative", "En helt ny indsats", ("*",)),
    ]
    assert [str(cell.reading) for cell in table.rows[0].cells] == ["600", "600[1]", "1.200"]
    assert [cell.reading.text for cell in table.total.cells] == ["1.300", "600", "1.900"]


def test_what_a_pasted_table_leaves_open_is_not_guessed():
    grid = [list(row) for row in PASTED]
    grid[2][2] = "6?0"
    (table,) = typed_tables.tables_of(typed_letter(grid, Words("da")))
    assert table.rows[0].cells[0].how == "open"
    assert printed_tables.text_of(table.rows[0].cells[0], False) == "??"


def test_a_typed_row_without_a_kind_gets_that_of_its_label():
    grid = [
        ["row", "label", "marks", "2027", "Total", "", "computed: difference"],
        ["", "Teaching", "*", "600", "600", "", "0"],
        ["initiative", "", "", "", "", "", ""],
        ["", "I alt", "", "600", "600", "", "0"],
    ]
    (table,) = typed_tables.tables_of(typed_letter(grid, Words("en")))
    assert [(row.kind, row.label.name) for row in table.rows] == [("initiative", "Teaching")]
    assert [cell.reading.text for cell in table.total.cells] == ["600", "600"]


def filled_in(path, texts: dict[str, dict[tuple[int, int], str]]) -> None:
    """Writes a workbook again with other texts in its cells, as a person types them."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as new:
        for name, rows in sheets.items():
            sheet = new.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write_string(at, column, str(value))
            for (at, column), text in texts.get(name, {}).items():
                sheet.write_string(at, column, text)


def sheet_of(path, sheet: str) -> list[list]:
    """The rows of a sheet."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def cell_of(path, sheet: str, *texts: str) -> tuple[int, int]:
    """The first row of a sheet that begins with texts."""
    rows = sheet_of(path, sheet)
    return next(at for at, row in enumerate(rows) if [str(one) for one in row[: len(texts)]] == list(texts)), len(texts)


def test_a_paper_without_its_document_is_typed_proposed_counted_and_entered(
    compiled_project, tmp_path, monkeypatch, capsys
):
    root = letters.copy_seeds(tmp_path / "root")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "letter.xlsx"
    words = Words("da")
    assert letter.write_template(None, 1, "01-03-2027", words) == 0
    overview = {(2, 1): "Svar om en plan", (3, 1): "Answer on one plan", (4, 1): "Kommunen"}
    around = {(2, 0): "*", (2, 1): "integrationsbevilling", (2, 2): "kilde"}
    counted = {"rækker med indsatser": "2", "beløb": "3", "streger": "1", "tomme felter": "0"}
    counted["fodnotetegn ved beløb"] = "0"
    for kind, count in counted.items():
        around[cell_of(path, "omkring", "1", kind)] = count
    listed = cell_of(path, "omkring", words.of("block", "decisions"))[0] + 1
    heads = sheet_of(path, "omkring")[listed]
    before = rows_of("raw_decisions", ROOT)[0]
    link = before["url"].replace("11122023", "01022027")
    new = {"decided_on_printed": "01-02-2027", "title_printed": "Integrationshandleplan 2027", "url": link}
    for at, values in enumerate((before, new), 1):
        for column in new:
            around[listed + at, heads.index(words.of("head", column))] = values[column]
    grid = {(at, n): text.rstrip("¹") for at, row in enumerate(PASTED) for n, text in enumerate(row)}
    grid |= {(at, 0): "" for at in range(len(PASTED), 30)}
    known = {(2, 1): "Integrationshandleplan"}
    filled_in(path, {"overblik": overview, "omkring": around, "tabel_1": grid, "genkendt": known})
    assert letter.enter(path, root) == 1
    assert "letter-2.xlsx" in capsys.readouterr().err
    beside = tmp_path / "letter-2.xlsx"
    # What is filled is not asked again; what a decision's link tells is proposed.
    confirm = [str(row[1]) for row in sheet_of(beside, "overblik") if len(row) > 1]
    assert words.of("say", "title_in_english") not in confirm
    assert words.of("say", "decision_is_new", id="biu_2027_02_01_item_9") in confirm
    at = cell_of(beside, "omkring", "01-02-2027")[0]
    proposed = dict(zip(heads, sheet_of(beside, "omkring")[at], strict=False))
    assert proposed["beslutning"] == "biu_2027_02_01_item_9"
    title_at = at, heads.index(words.of("head", "title_en"))
    reached = cell_of(beside, "omkring", words.of("block", "links"))[0] + 1
    of_links = sheet_of(beside, "omkring")[reached]
    place = next(
        n for n, row in enumerate(sheet_of(beside, "omkring")) if n > reached and proposed["beslutning"] in row
    )
    said_of_link = {"rule": "vedtager planen", "reason_da": "Titlen vedtager planen", "reason_en": "Its title says so"}
    links = {(place, of_links.index(words.of("head", column))): text for column, text in said_of_link.items()}
    first = cell_of(beside, "genkendt", "tabel", "tekst")[0]
    english = {(first + number, 5): f"Name {number}" for number in (1, 2)}
    typed_around = {cell_of(beside, "omkring", "1", "beløb"): "4", title_at: "Integration action plan 2027"} | links
    filled_in(beside, {"genkendt": english, "omkring": typed_around})
    assert letter.enter(beside, root) == 1
    said = capsys.readouterr().err
    assert "tabel 1, beløb: 4 på siden er ikke det, arket har; tæl på siden igen" in said
    filled_in(beside, {"omkring": {cell_of(beside, "omkring", "1", "beløb"): "3"}})
    assert letter.enter(beside, root) == 0, capsys.readouterr().err
    said = capsys.readouterr().out
    # What changes in money comes before the rows.
    assert said.index(" -> ") < said.index("+++ seeds")


def test_a_paper_like_an_earlier_one_has_its_layout_years_later_and_no_amounts():
    paper, before = typed.like("letter_2026", "01-03-2027")
    assert paper.tables[0].heads == ["2025", "2026", "2027", "I alt"]
    assert [row.label.name for row in paper.tables[0].rows] == [
        row["label_printed"] for row in before["raw_table_rows"] if row["table_no"] == "1"
    ]
    assert not any(cell.reading.text for table in paper.tables for cell in (*table.cells, *table.totals))
    assert (paper.footnotes, paper.decisions) == ([], [])
