"""What is read of a document: the figures that its printed totals prove, and those that they leave open."""

import hashlib
import itertools
import random
import shutil
import subprocess
import time
from dataclasses import replace

import pytest
import python_calamine

import letters
from conftest import LETTERS, ROOT, replace_once
from evidence.reading import as_text, papers, score
from handleplan.letters import from_document, letter
from handleplan.letters import template as letter_template
from handleplan.letters.reading_workbook import Contents, Writer
from handleplan.reading import compare, plain_text, prints, read, report, totals
from handleplan.reading.document import Word
from handleplan.reading.entry import Entry
from handleplan.reading.language import ENGLISH, Words
from handleplan.reading.paper import BY_PLACE, BY_TOTALS, OPEN, PRINTED
from handleplan.reading.totals import Search, Sum


def paper_of(text: str):
    """A text, read."""
    return read.read(plain_text.read(text.encode(), "letter.txt", ""))


def table(*rows: str, heads: str = "2024 2025 2026 I alt", notes: str = "") -> str:
    """A text with one table: each row's label and amounts stand on lines of their own."""
    lines = ["Tabel 1: Handleplan", "", f"Indsats {heads}", ""]
    for row in rows:
        label, amounts = row.split(": ")
        lines += [label, amounts, ""]
    return "\n".join([*lines, notes, ""])


def cells(text: str) -> list[list[str]]:
    """The cells of a text's first table as they were read, open ones as `?`."""
    first = paper_of(text).tables[0]
    rows = [*first.rows, *([first.total] if first.total else [])]
    return [["?" if cell.how == OPEN else str(cell.reading) for cell in row.cells] for row in rows]


@pytest.mark.parametrize("typeset", [as_text.below, as_text.beside, lambda paper: as_text.beside(paper, 20)])
def test_the_letter_is_read_as_it_is_entered(typeset):
    read_again = compare.facts_of_paper(paper_of(typeset(papers.of_document("letter_2026"))))
    result = compare.compared(compare.facts_of_rows("letter_2026"), read_again)
    for kind, count in (("cells", 75), ("printed totals", 41), ("footnote marks", 3), ("decisions", 9), ("labels", 25)):
        assert (result[kind].agree, result[kind].of, result[kind].differ) == (count, count, [])


@pytest.mark.parametrize("name", sorted(path.name for path in LETTERS.iterdir() if path.is_dir()))
def test_no_paper_of_any_kind_is_read_otherwise_than_it_is_entered(tmp_path, name):
    root = letters.copy_seeds(tmp_path)
    seeds = letters.read(LETTERS / name)
    letters.write(root, seeds)
    document_id = seeds["raw_documents"][0]["document_id"]
    paper = papers.of_document(document_id, root)
    for text in (as_text.below(paper), as_text.beside(paper)):
        read_again = compare.facts_of_paper(paper_of(text))
        result = compare.compared(compare.facts_of_rows(document_id, root), read_again)
        # Where columns are no years there is no table that could be read, and so no figure.
        if name == "columns_that_are_no_years":
            assert read_again["cells"] == {}
        else:
            assert [words for one in result.values() for words in one.differ] == []


def test_a_second_reading_is_kept_and_holds_what_is_entered(chain_of, tmp_path, capsys):
    chain = chain_of("new_plan_2027")
    text = as_text.below(papers.of_document("letter_2027_plan", chain.seeds))
    (document := tmp_path / "paper.txt").write_text(text, encoding="utf-8")

    def compared() -> int:
        return compare.compare(document, "letter_2027_plan", chain.seeds, Words("da"), is_kept=True)

    assert compared() == 0
    said = capsys.readouterr().out
    assert "celler: 8 af 8 er ens, 0 er forskellige, 0 kunne ikke læses" in said
    assert "gemte 15 tal i seeds/raw/raw_second_readings.csv" in said
    seed = letters.path_of(chain.seeds, "raw_second_readings")
    kept = seed.read_text(encoding="utf-8")
    assert kept.count(hashlib.sha256(text.encode()).hexdigest()) == 15
    assert chain.run([chain.key("raw_second_readings")]) == []
    cells = letters.path_of(chain.seeds, "raw_allocations")
    line = replace_once(cells, 'letter_2027_plan,1,1,2,"6,8"', 'letter_2027_plan,1,1,2,"6,9"')
    assert any(
        one.startswith(
            f"seeds/raw/raw_allocations.csv:{line}: letter_2027_plan.t1.r1.y2028: "
            'entered "6,9", the second reading has "6,8"; look at the page'
        )
        for one in chain.run([chain.key("raw_allocations")])
    )
    # What differs is told, and what was kept stays.
    assert compared() == 1
    told = capsys.readouterr()
    assert 'celler: tabel 1, række 1, 2028: indtastet "6,9", læst "6,8"' in told.out
    assert "intet er gemt" in told.err
    assert seed.read_text(encoding="utf-8") == kept


def test_a_heading_that_stands_twice_in_a_table_is_told_apart():
    assert compare.told_apart(["2027", "I alt", "2027"]) == ["2027", "I alt", "2027 (2)"]


def test_a_mark_that_is_glued_to_a_figure_is_told_by_the_totals():
    note = "1 Af beløbet er 3 mio. kr. fra en anden pulje."
    text = table("Kurser *: 5.8001 2001 - 6.001", "I alt: 5.800 201 - 6.001", notes=note)
    assert cells(text)[0] == ["?"] * 4
    text = table("Kurser *: 5.8001 2001 - 6.000", "I alt: 5.800 200 - 6.000", notes=note)
    assert cells(text) == [["5.800[1]", "200[1]", "-", "6.000"], ["5.800", "200", "-", "6.000"]]
    text = table("Kurser *: 5.8001 2001 - 7.801", "I alt: 5.800 2001 - 7.801", notes=note)
    assert cells(text)[0] == ["5.800[1]", "2001", "-", "7.801"]


def test_a_missing_cell_is_placed_by_the_totals():
    text = table("Kurser *: 100 200 300", "Mentorer *: 1 2 3 6", "I alt: 101 2 203 306")
    assert cells(text)[0] == ["100", "", "200", "300"]
    how = [cell.how for cell in paper_of(text).tables[0].rows[0].cells]
    assert how == [BY_TOTALS] * 4
    several = table("Kurser *: 100 100", "Mentorer *: 50 50", heads="2024 2025 I alt")
    assert cells(several) == [["?", "?", "100"], ["?", "?", "50"]]


def test_what_the_totals_settle_is_read_beside_what_they_leave_open():
    text = table(
        "Kurser *: 100 100", "Mentorer *: 100 100", "Sprog *: 70 70", "I alt: 100 170 270", heads="2024 2025 I alt"
    )
    assert cells(text)[:3] == [["?", "?", "100"], ["?", "?", "100"], ["", "70", "70"]]


def test_a_figure_split_by_a_blank_is_put_together():
    text = table("Kurser *: 5 800 200 - 6 000", "Mentorer *: 12. 100 1 - 12 .101", "I alt: 17.900 201 - 18.101")
    assert cells(text)[:2] == [["5.800", "200", "-", "6.000"], ["12.100", "1", "-", "12.101"]]


def test_a_row_that_misses_its_own_total_is_left_open_in_a_text():
    assert cells(table("Kurser *: 1 2 3 7", "I alt: 1 2 3 6"))[0] == ["?"] * 4


def test_where_columns_stand_decides_only_what_totals_leave_open():
    lines = ["Tabel 1: Handleplan", "", "Indsats         2024    2025", ""]
    lines += ["Kurser *         100     200", "", "Mentorer *               300"]
    first = paper_of("\n".join([*lines, ""])).tables[0]
    assert [(cell.reading.text, cell.how) for cell in first.rows[1].cells] == [("", BY_PLACE), ("300", BY_PLACE)]
    assert [cell.how for cell in first.rows[0].cells] == [PRINTED] * 2


def test_a_total_may_stand_beside_its_amounts_where_rows_stand_above_theirs():
    text = table("Kurser *: 1 2 3 6", "Mentorer *: 1 2 3 6").rstrip() + "\n\nI alt 2 4 6 12\n"
    assert cells(text) == [["1", "2", "3", "6"], ["1", "2", "3", "6"], ["2", "4", "6", "12"]]


def test_lines_below_the_total_are_read_and_what_follows_them_is_not():
    rows = ("Kurser *: 1 2 3 6", "Mentorer *: 1 2 3 6", "Udgifter i alt: 2 4 6 12")
    below = ("Finansieres af puljen til unge: 2 1 - 3", "Manglende finansiering: - 3 6 9")
    prose = "Uden finansiering i 2027\nkan indsatsen ikke fortsætte."
    first = paper_of(table(*rows, *below, notes=prose)).tables[0]
    assert [row.kind for row in first.rows] == ["initiative", "initiative", "financing", "shortfall"]
    assert [str(cell.reading) for cell in first.rows[3].cells] == ["-", "3", "6", "9"]
    assert (first.total.label.name, first.unmet) == ("Udgifter i alt", [])
    assert [text for _, text in paper_of(table(*rows, notes=prose)).left_over] == prose.split("\n")
    paid = ("Finansieres af puljen til unge: 2 1 - 3", "Dækkes af budget 2027: 1 - - 1", "Finansiering i alt: 3 1 - 4")
    first = paper_of(table(*rows, *paid, "Manglende finansiering: - 3 6 9")).tables[0]
    assert [row.kind for row in first.rows[2:]] == ["financing", "financing", "subtotal", "shortfall"]
    assert (first.total.label.name, first.unmet) == ("Udgifter i alt", [])
    assert paper_of(table(*rows, *paid[:2], "Finansiering i alt: 3 2 - 5")).tables[0].unmet
    for lacks in (
        "Udestående finansiering",
        "Ikke finansieret",
        "Finansieringsmangel",
        "Resterende finansieringsbehov",
    ):
        assert paper_of(table(*rows, f"{lacks}: 1 1 - 2")).tables[0].rows[-1].kind == "shortfall"
    other = "Forvaltningen har ansat: 2 4 6 12"
    assert [row.kind for row in paper_of(table(*rows, other, *below)).tables[0].rows] == ["initiative"] * 2


def test_a_line_below_the_total_has_its_whole_label():
    lines = ["Tabel 1: Handleplan", "", "Indsats".ljust(40) + "     2026     2027    I alt", ""]
    for label, rest, amounts in (
        ("Kurser *", "", (5, 6, 11)),
        ("I alt", "", (5, 6, 11)),
        ("Finansieres af puljen til forebyggelse,", "som er aftalt for 2026", (4, 6, 10)),
        ("Til orientering: afsat i budgettet", "", (1, 1, 2)),
    ):
        lines.append(label.ljust(40) + "".join(f"{amount:9}" for amount in amounts))
        lines += [rest] if rest else []
    first = paper_of("\n".join([*lines, "", "1 kr. er lidt.", ""])).tables[0]
    assert [(row.kind, row.label.name) for row in first.rows[1:]] == [
        ("financing", "Finansieres af puljen til forebyggelse, som er aftalt for 2026"),
        ("memo", "Til orientering: afsat i budgettet"),
    ]


def test_a_footnote_may_begin_with_its_amount():
    text = table(
        "Kurser *: 2001 - 200", "I alt: 200 - 200", heads="2024 2025 I alt", notes="1 0,2 mio. kr. fra en anden pulje."
    )
    (note,) = paper_of(text).footnotes
    assert (note.amount, note.unit_dkk, note.source) == ("0,2", 1_000_000, "en anden pulje")
    assert cells(text)[0] == ["200[1]", "-", "200"]


def test_a_footnote_may_have_a_raised_number_of_two_digits():
    rows = ("Kurser *: 200¹⁰ - 200", "I alt: 200 - 200")
    notes = "\n".join(f"{number} Heraf 0,2 mio. kr. fra en anden pulje." for number in (*"¹²³⁴⁵⁶⁷⁸⁹", "¹⁰"))
    paper = paper_of(table(*rows, heads="2024 2025 I alt", notes=notes))
    assert [(note.number, note.amount) for note in paper.footnotes] == [(10, "0,2")]
    assert str(paper.tables[0].rows[0].cells[0].reading) == "200[10]"


def test_two_tables_side_by_side_are_two():
    lines = ["Tabel 1: Øst                          Tabel 2: Vest", ""]
    lines += ["Indsats      2024   2025   I alt      Indsats      2024   2025   I alt"]
    lines += ["Kurser *        1      2       3      Mentorer ^      4      5       9"]
    lines += ["I alt           1      2       3      I alt           4      5       9"]
    found = paper_of("\n".join([*lines, ""])).tables
    assert [(one.number, one.title, one.rows[0].label.name) for one in found] == [
        (1, "Øst", "Kurser"),
        (2, "Vest", "Mentorer"),
    ]
    assert [cell.reading.text for cell in found[1].rows[0].cells] == ["4", "5", "9"]


def names(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The kind and name of each row of a text's first table."""
    paper = read.read(plain_text.read(text.encode(), "letter.txt", ""), known)
    return [(row.kind, row.label.name) for row in paper.tables[0].rows]


def test_a_known_name_is_no_part_of_a_longer_one():
    text = table("Fagpersoner i skolen *: 1 2 3 6", "Fagpersoner: 1 2 3 6", "I alt: 2 4 6 12")
    assert names(text, ("Fagpersoner",)) == [("initiative", "Fagpersoner i skolen"), ("initiative", "Fagpersoner")]


def test_a_heading_keeps_what_stands_behind_its_colon():
    lines = ["Tabel 1: Handleplan", "", "Indsats          2024   2025", "", "Tema 1: Job", ""]
    lines += ["Kurser *            1      2", "for unge", "", "Mentorer *          1      2", "for alle", ""]
    assert names("\n".join([*lines, "I alt               2      4", ""])) == [
        ("heading", "Tema 1: Job"),
        ("initiative", "Kurser"),
        ("initiative", "Mentorer"),
    ]


def test_every_line_is_placed_or_left_over():
    text = as_text.below(papers.of_document("letter_2026"))
    paper = paper_of(text)
    left = [words for _, words in paper.left_over]
    assert left == ["Kære medlem", "Forvaltningen svarer således.", "Kilder:", "Med venlig hilsen"]
    assert paper.figures_placed == paper.figures_found > 116


def test_a_numbered_sentence_without_a_mark_is_no_footnote_and_left_over():
    text = table("Kurser *: 1 2 3 6", "I alt: 1 2 3 6", notes="1. Forvaltningen vender tilbage.")
    paper = paper_of(text)
    assert paper.footnotes == []
    assert [words for _, words in paper.left_over] == ["1. Forvaltningen vender tilbage."]


def test_no_figure_of_made_up_papers_is_read_wrongly():
    for typeset in (as_text.below, as_text.beside):
        total = score.Score()
        for seed in range(30):
            truth = papers.MadeUp(seed).paper
            total.add(score.of_paper(truth, paper_of(typeset(truth))))
        assert total.wrong == 0, total.misread
        assert total.open < total.figures * 0.05
        assert total.figures > 2_000


def moved_rows(moved: int, gaps: int) -> tuple[Search, list[list[int]]]:
    """The search in a table of 60 rows and 12 columns, where some rows lack figures, and what it should find."""
    years, rows = 11, 60
    chance = random.Random(60)
    grid = [[chance.randint(100, 9_999) for _ in range(years)] for _ in range(rows)]
    for row in grid[:moved]:
        for at in chance.sample(range(years), gaps):
            row[at] = 0
    choices: list[list[tuple[int | None, ...]]] = [[(*row, sum(row))] for row in grid[moved:]]
    for row in reversed(grid[:moved]):
        values = [value for value in row if value]
        ways = []
        for columns in itertools.combinations(range(years), len(values)):
            by_column = dict(zip(columns, values, strict=True))
            ways.append((*(by_column.get(column) for column in range(years)), sum(values)))
        choices.insert(0, ways)
    sums = [sum(row[at] for row in grid) for at in range(years)]
    return Search([*choices, [(*sums, sum(sums))]], [Sum(rows, tuple(range(rows)))]), grid


def test_a_large_table_is_searched_soon():
    started = time.process_time()
    search, grid = moved_rows(20, 1)
    (found,) = search.solutions()
    chosen = [search.candidates[row][choice] for row, choice in enumerate(found[:-1])]
    assert [[value or 0 for value in row[:-1]] for row in chosen] == grid
    assert time.process_time() - started < 10


def test_a_reading_far_above_its_total_costs_nothing():
    (found,) = Search([[(3,), (10**15,)], [(4,), (5,)], [(7,)]], [Sum(2, (0, 1))]).solutions()
    assert found == (0, 0, 0)


def test_a_search_that_takes_too_much_work_is_given_up(monkeypatch):
    monkeypatch.setattr(totals, "MOST_WORK", 20_000)
    with pytest.raises(totals.TooMuchWorkError):
        moved_rows(60, 4)[0].solutions()


def test_a_search_that_prunes_nothing_is_given_up_too():
    started = time.process_time()
    # Each row lacks one figure of four columns, and the total two: none of its columns says anything by itself.
    rows = [[(*row[:at], None, *row[at:]) for at in range(4)] for row in ((n, 2 * n, 3 * n) for n in range(50, 64))]
    total = [tuple(5 if at in pair else None for at in range(4)) for pair in itertools.combinations(range(4), 2)]
    with pytest.raises(totals.TooMuchWorkError):
        Search([*rows, total], [Sum(14, tuple(range(14)))]).solutions()
    assert time.process_time() - started < 10


def test_a_read_letter_is_entered_as_a_typed_one(compiled_project, tmp_path, monkeypatch):
    there = letters.copy_seeds(tmp_path / "there")
    letters.write(there, letters.read(LETTERS / "restated_2027"))
    printed = as_text.below(papers.of_document("letter_2027", there))
    root = letters.copy_seeds(tmp_path / "root")
    entry = Entry(paper_of(printed), root)
    assert [words for _, words in entry.to_confirm if "is new" in words] == []
    (near,) = [words for _, words in entry.to_confirm if "is near" in words]
    assert '"Nye indsatser mod racisme og hadforbrydelser" is near' in near
    monkeypatch.chdir(tmp_path)
    tables = entry.paper.tables
    told = report.overview(entry.paper, entry)
    Writer(tmp_path / "read.xlsx", Contents(tables, entry.rows, entry.known_as, told)).write()
    assert letter.read(tmp_path / "read.xlsx").refused == []
    assert letter.enter(tmp_path / "read.xlsx", root) == 1
    (document,), (named,) = entry.rows["raw_documents"], entry.rows["ref_documents"]
    document["issued_by_printed"], named["title_en"] = "Kommunen", "Answer on action plans"
    Writer(tmp_path / "confirmed.xlsx", Contents(tables, entry.rows)).write()
    assert letter.enter(tmp_path / "confirmed.xlsx", root) == 0
    entered, typed = compare.facts_of_rows("letter_2027", root), compare.facts_of_rows("letter_2027", there)
    assert entered == typed


def written(text: str, path, words: Words = ENGLISH, has_seeds: bool = False) -> Entry:
    """Writes the workbook of a text."""
    paper = paper_of(text)
    entry = Entry(paper, words=words)
    contents = Contents(paper.tables, entry.rows, entry.known_as, report.overview(paper, entry))
    Writer(path, contents, words=words).write(has_seeds)
    return entry


def filled(rows: list[dict]) -> list[dict]:
    """The values of rows that are not empty."""
    return [{column: value for column, value in row.items() if value not in ("", None)} for row in rows]


@pytest.mark.parametrize(("language", "place"), [("en", "table_1!D2, 2024"), ("da", "tabel_1!D2, 2024")])
@pytest.mark.parametrize("has_seeds", [False, True])
def test_what_was_read_comes_back_from_the_workbook_as_it_was_written(tmp_path, language, place, has_seeds):
    text = as_text.below(papers.of_document("letter_2026"))
    entry = written(text, tmp_path / "letter.xlsx", Words(language), has_seeds)
    read_back = letter.read(tmp_path / "letter.xlsx")
    assert (read_back.refused, read_back.numbers, read_back.words) == ([], [], Words(language))
    for seed, rows in entry.rows.items():
        assert filled([row for _, row in read_back.rows.get(seed, [])]) == filled(rows), seed
    assert read_back.rows.keys() - entry.rows.keys() <= set(letter_template.seeds_of_a_letter())
    assert [seed for seed, rows in read_back.rows.items() if rows and seed not in entry.rows] == []
    assert read_back.rows["raw_allocations"][0][0] == place


@pytest.mark.parametrize("name", sorted(path.name for path in LETTERS.iterdir() if path.is_dir()))
def test_papers_of_all_kinds_come_back_from_the_workbook(tmp_path, name):
    root = letters.copy_seeds(tmp_path)
    seeds = letters.read(LETTERS / name)
    letters.write(root, seeds)
    text = as_text.beside(papers.of_document(seeds["raw_documents"][0]["document_id"], root))
    if not paper_of(text).tables:
        return
    entry = written(text, tmp_path / "letter.xlsx", Words("da"))
    read_back = letter.read(tmp_path / "letter.xlsx")
    assert read_back.refused == []
    for seed, rows in entry.rows.items():
        found, expected = filled([row for _, row in read_back.rows.get(seed, [])]), filled(rows)
        if seed == "raw_controls":
            # What a person counts stands apart from what was counted.
            found, expected = sorted(found, key=str), sorted(expected, key=str)
        assert found == expected, seed


def test_an_open_cell_is_marked_and_refused_until_somebody_fills_it(compiled_project, tmp_path, capsys):
    text = table("Kurser *: 100 100", "Mentorer *: 50 50", heads="2024 2025 I alt")
    entry = written("02-03-2027 Svar\n\n* integrationsbevilling\n\n" + text, tmp_path / "letter.xlsx")
    rows = letter.read(tmp_path / "letter.xlsx").rows
    assert [row["amount_printed"] for _, row in rows["raw_allocations"]] == ["??"] * 4
    assert ("around, table 1", "the table has open cells; count on the page what has `??`") in entry.to_confirm
    said = [words for _, words in report.overview(entry.paper, entry)["open"] if words.startswith("line")]
    assert said[0] == "line 10: 100  100; could be: 100 or empty"
    assert letter.enter(tmp_path / "letter.xlsx", letters.copy_seeds(tmp_path / "root")) == 1
    told = capsys.readouterr().err
    assert "table_1!D2, 2024: " in told
    assert '"??" is not an amount' in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_sheet_of_a_table_shows_by_how_much_a_total_is_missed(tmp_path):
    paper = paper_of(as_text.below(papers.of_document("letter_2026")))
    cells = paper.tables[3].rows[0].cells
    assert cells[0].reading.text == "2.342"
    cells[0] = replace(cells[0], reading=replace(cells[0].reading, text="2.352"))
    Writer(tmp_path / "letter.xlsx", Contents(paper.tables, Entry(paper).rows)).write()
    own_profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", own_profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "letter.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    saved_there = letter.read(tmp_path / "out" / "letter.xlsx")
    assert (saved_there.refused, saved_there.numbers) == ([], [])
    assert len(saved_there.rows["raw_allocations"]) == 75
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out" / "letter.xlsx"))
    missed = []
    for number in range(1, 5):
        rows = book.get_sheet_by_name(f"table_{number}").to_python(skip_empty_area=False)
        beside = rows[0].index("computed: difference")
        missed += [row[beside] for row in rows[1:-1]] + rows[-1][3:beside]
    assert [by for by in missed if by] == [-10, -10]
    assert missed.count(0) == 29 + 16 - 2


def test_a_document_is_read_into_the_workbook_once(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answer.txt").write_text(as_text.below(papers.of_document("letter_2026")), encoding="utf-8")
    assert from_document.write_workbook(tmp_path / "answer.txt", ROOT) == 0
    told = capsys.readouterr().out
    assert "table 1, Integrationshandleplan: 15 cells and 9 totals" in told
    assert "this looks like letter_2026, which is entered" in told
    assert len(letter.read(tmp_path / "letter.xlsx").rows["raw_allocations"]) == 75
    assert from_document.write_workbook(tmp_path / "answer.txt", ROOT) == 1
    assert "is not overwritten" in capsys.readouterr().err


def spaced(*rows: str, heads: str = "2027 2028", notes: tuple[str, ...] = ()) -> str:
    """A text with one table in columns: each row is a label, and its cells parted by `|`."""
    lines = ["Tabel 1: Handleplan (1.000 kr.)", "", f"{'Indsats':30}" + "".join(f"{one:>12}" for one in heads.split())]
    for row in rows:
        label, *amounts = row.split("|")
        lines.append((f"{label:30}" + "".join(f"{one:>12}" for one in amounts)).rstrip())
    return "\n".join([*lines, "", *notes, ""])


def hows(text: str) -> list[list[str]]:
    """How the cells of a text's first table are known."""
    return [[cell.how for cell in row.cells] for row in paper_of(text).tables[0].rows]


def test_amounts_that_stand_apart_are_never_put_together():
    text = spaced("Kurser|500|600|1.100", "Mentorer|200|300|500", "Udgifter i alt|700|900|1.600")
    assert cells(text) == [["?", "?"]] * 3
    (note,) = paper_of(text).tables[0].notes
    assert "most rows have more amounts than there are headings" in note.told(ENGLISH)
    # Where a heading was not read, a row that lacks an amount does not stand under those that were.
    text = spaced("Kurser|480|490|500", "Mentorer|190|195", "Sprog|470||300", heads="R2026 2027 2028")
    assert (paper_of(text).tables[0].heads, cells(text)) == (["2027", "2028"], [["?", "?"]] * 3)
    # One row alone with a print that stands under no heading is open, and the others are read.
    assert cells(spaced("Kurser|500|600", "Mentorer|200|300|17", "Sprog|1|2")) == [
        ["500", "600"],
        ["?", "?"],
        ["1", "2"],
    ]


def test_groups_of_digits_that_a_blank_parts_are_settled_by_totals_or_place_in_columns():
    text = spaced("Kurser|12 500|600", "Mentorer|1 200", "Sprog||2 300", "Film|700|800")
    assert cells(text) == [["12.500", "600"], ["1.200", ""], ["", "2.300"], ["700", "800"]]
    assert hows(text) == [[BY_PLACE] * 2] * 3 + [[PRINTED] * 2]
    text = spaced("Kurser|12 500|600", "Mentorer|1 200", "I alt|13 700|600")
    assert cells(text) == [["12.500", "600"], ["1.200", ""], ["13.700", "600"]]
    # A number that ends a label is none of its amounts; where no word stands apart, nothing tells without totals.
    assert cells(spaced("Kurser for klasse nummer 123 12|500|600"))[0] == ["500", "600"]
    assert cells(table("Kurser *: 1 200", "Film *: 1 20", heads="2024 2025")) == [["?", "?"], ["1", "20"]]


def test_a_sign_that_a_blank_parts_from_its_figure_is_not_lost():
    text = spaced("Kurser|- 500", "Mentorer|-|100", "Sprog|\u2212 300|200")
    assert cells(text) == [["-500", ""], ["-", "100"], ["\u2212300", "200"]]
    assert names(text) == [("initiative", "Kurser"), ("initiative", "Mentorer"), ("initiative", "Sprog")]
    text = spaced("Kurser|- 500|- 600", "Mentorer|200|- 300", "I alt|- 300|- 900")
    assert cells(text) == [["-500", "-600"], ["200", "-300"], ["-300", "-900"]]


def test_what_no_total_proves_is_open():
    # Three words under two headings may be two amounts, or three and a heading that is missing.
    rows = ("Kurser *: 12 500 9", "Mentorer *: 1 2", "Sprog *: 4 5")
    assert cells(table(*rows, heads="2024 2025")) == [["?", "?"], ["1", "2"], ["4", "5"]]
    assert cells(table(*rows, "I alt: 12.505 16", heads="2024 2025"))[0] == ["12.500", "9"]
    assert cells(table("Kurser *: 5 800 200 6.000", "Mentorer *: 1 2 3", heads="2024 2025 I alt"))[0] == [
        "5.800",
        "200",
        "6.000",
    ]


def test_a_mark_before_a_bracket_may_have_one_digit_or_two():
    notes = "\n".join(f"{number}) Note nummer {number}." for number in range(1, 12))
    rows = ("Kurser *: 2511) 100", "Mentorer *: 3002) 100(11)")
    text = table(*rows, heads="2024 2025", notes=notes)
    assert cells(text) == [["?", "100"], ["300[2]", "100[11]"]]
    assert paper_of(text).tables[0].rows[0].cells[0].possible[:2] == ("251[1]", "25[11]")
    text = table(*rows, "I alt: 551 200", heads="2024 2025", notes=notes)
    assert cells(text)[0] == ["251[1]", "100"]


def test_an_amount_with_a_sign_or_a_symbol_of_another_kind_is_no_label():
    text = spaced(
        "Kurser *|500*|600", "Mentorer ^|+500|600", "Sprog|÷ 200|÷300", "Ungeløft 2030 *|1|2", "Film 2030*|3|4"
    )
    assert cells(text) == [["?", "?"]] * 3 + [["1", "2"], ["3", "4"]]
    first = paper_of(text).tables[0]
    assert [row.label.name for row in first.rows] == ["Kurser", "Mentorer", "Sprog", "Ungeløft 2030", "Film 2030"]
    assert [row.label.symbols for row in first.rows] == [("*",), ("^",), (), ("*",), ("*",)]


def test_lines_of_a_cell_that_are_amounts_are_not_put_together():
    assert prints.readings(Word("500\n480", 0, 3), ()) == []
    assert [str(one) for one in prints.readings(Word("12.\n500", 0, 3), ())] == ["12.500"]


def test_a_heading_beside_the_line_of_years_is_one_of_them():
    rows = ("Kurser|500|600|1.100", "Mentorer|200|300|500", "Udgifter i alt|700|900|1.600")
    for above, below in (
        (f"{'Indsats':30}{'Budget':>12}{'Budget':>12}{'I alt':>12}\n", ""),
        ("", f"\n{'Indsats':30}{'1.000 kr.':>12}{'1.000 kr.':>12}{'I alt':>12}"),
    ):
        head = f"{'':30}{'2027':>12}{'2028':>12}"
        text = spaced(*rows).replace(f"{'Indsats':30}{'2027':>12}{'2028':>12}", above + head + below)
        first = paper_of(text).tables[0]
        assert (first.title, first.heads) == ("Handleplan", ["2027", "2028", "I alt"])
        assert cells(text) == [["500", "600", "1.100"], ["200", "300", "500"], ["700", "900", "1.600"]]
        assert hows(text) == [[PRINTED] * 3] * 2
    total = f"{'I alt':30}{'7':>12}{'9':>12}"
    text = spaced("Kurser|500|600").replace(f"{'Indsats':30}", f"{total}\n{'Indsats':30}")
    assert paper_of(text).tables[0].heads == ["2027", "2028"]
    # The name of a row's total below the years is no heading, and neither is one in a sentence above them.
    text = spaced("I alt|700|900", "Kurser|500|600").replace(" (1.000 kr.)", f", {'det':40} hele perioden i alt")
    assert paper_of(text).tables[0].heads == ["2027", "2028"]


def test_amounts_that_stand_left_of_all_columns_are_open():
    sentence = f"{'Der blev i perioden brugt':30}{'400':>6}{'500':>12}{'600':>12}"
    text = spaced("Kurser|500|600|700", "Mentorer|200|300|400", sentence, heads="2027 2028 2029")
    assert cells(text) == [["500", "600", "700"], ["200", "300", "400"], ["?"] * 3]


def test_a_table_that_prints_its_total_first_has_its_rows():
    text = spaced("Udgifter i alt|700|900", "Kurser|500|600", "Mentorer|200|300")
    assert cells(text) == [["500", "600"], ["200", "300"], ["700", "900"]]


def test_another_table_on_the_next_page_is_no_part_of_the_first():
    def page(title: str, *rows: str) -> str:
        return spaced(*rows).replace("Tabel 1: Handleplan (1.000 kr.)\n", title).strip()

    first = page("Handleplan mod ensomhed (1.000 kr.)\n", "Kurser|500|600", "Mentorer|200|300")
    for title in ("Handleplan mod racisme (mio. kr.)\n", "Handleplan mod racisme\n"):
        other = page(title, "Film|1,5|1,6")
        one, two = paper_of(first + "\f" + other).tables
        assert [row.label.name for row in (*one.rows, *two.rows)] == ["Kurser", "Mentorer", "Film"]
        assert (one.title, two.title) == ("Handleplan mod ensomhed", "Handleplan mod racisme")
        assert (one.rows[1].label.description, one.unit_dkk) == ("", 1_000)
    assert len(paper_of(first + "\f" + page("Handleplan i bydel 12\n", "Film|1|2")).tables) == 2
    top = "Kommunen, Økonomi\n"
    (whole,) = paper_of(top + first + "\f" + page(top, "Film|15|16")).tables
    assert len(whole.rows) == 3
    for edge in ("Kommunen        Sagsnr. 2027-12        Side 2 af 4\n", "Handleplan mod ensomhed (fortsat)\n", ""):
        paper = paper_of(first + "\n\n14\f" + page(edge, "Film|15|16"))
        assert [row.label.name for row in paper.tables[0].rows] == ["Kurser", "Mentorer", "Film"]
        assert [text for _, text in paper.left_over] == ["14", *([" ".join(edge.split())] if edge else [])]


def test_a_sentence_about_a_year_in_all_is_no_table():
    text = "Udvalget har drøftet budget 2026 i alt\nog finder, at der mangler 500\ntil unge.\n\n" + table(
        "Kurser *: 1 2 3 6"
    )
    assert [one.heads for one in paper_of(text).tables] == [["2024", "2025", "2026", "I alt"]]
    assert "Udvalget har drøftet budget 2026 i alt" in [words for _, words in paper_of(text).left_over]


def test_an_amount_in_a_text_is_no_unit():
    grant = "Der er givet tilsagn om 1.000 kr. fra staten til kurser i 2024-2026."
    text = table("Kurser *: 2001 - 200", heads="2024 2025 I alt", notes=f"1 Heraf 1.000 kr. fra puljen.\n\n{grant}")
    paper = paper_of(text)
    assert [(note.amount, note.unit_dkk) for note in paper.footnotes] == [("1.000", 1)]
    assert [(one.amount, one.unit_dkk) for one in paper.commitments] == [("1.000", 1)]
    notes = "1 Heraf 2 mia. kr. fra puljen."
    assert [
        note.amount for note in paper_of(table("Kurser *: 2001 - 200", heads="2024 2025 I alt", notes=notes)).footnotes
    ] == [""]


def test_a_footnote_below_the_last_table_belongs_to_the_table_that_bears_its_mark():
    notes = ("1 Heraf 100 t.kr. fra puljen.", "2 Forudsat godkendelse.", "3 Nedskrives.")
    last = spaced("Film|20|303", "I alt|20|30", notes=notes).replace("Tabel 1", "Tabel 2")
    paper = paper_of(spaced("Kurser|5001|600", "Mentorer|200|3002", "I alt|700|900") + last)
    assert [(note.number, note.table) for note in paper.footnotes] == [(1, 1), (2, 1), (3, 2)]
    assert [str(row.cells[at].reading) for at, row in enumerate(paper.tables[0].rows)] == ["500[1]", "300[2]"]
    # Without totals nothing tells, so the figure is open, and the footnote is still the one of the table.
    paper = paper_of(spaced("Kurser|5001|600") + spaced("Film|20|30", notes=notes[:1]).replace("Tabel 1", "Tabel 2"))
    assert [cell.possible for cell in paper.tables[0].rows[0].cells if cell.how == OPEN] == [("5001", "500[1]")]
    assert [(note.number, note.table) for note in paper.footnotes] == [(1, 1)]


def test_where_a_blank_groups_digits_of_one_row_it_may_group_those_of_others():
    rows = ("Kurser *: 12 500 9", "Mentorer *: 1 200", "Sprog *: 4 5", "Film *: 6 7")
    assert cells(table(*rows, heads="2024 2025")) == [["?", "?"], ["?", "?"], ["4", "5"], ["6", "7"]]
    # A number on a line of its own, such as that of a page, says nothing of other rows.
    text = table("Kurser *: 50 60", "Mentorer *: 20 30", heads="2024 2025").replace("50 60", "50 60\n\n2")
    assert cells(text) == [["?", "?"], ["20", "30"]]
    # A total with more amounts than headings shows that a heading is missing.
    rows = ("Kurser *: 5,5 6,5", "Mentorer *: 7,5 8,5", "I alt: 13,0 15,0 28,0")
    assert cells(table(*rows, heads="2024 2025")) == [["?", "?"]] * 3
