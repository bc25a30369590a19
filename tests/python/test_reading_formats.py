"""Documents of every format are read as the same paper, and what is no letter is refused soon, in one sentence."""

import os
import random
import re
import time
import zipfile

import pytest
import xlsxwriter
from pypdf import PdfWriter

import browser
import conftest
from conftest import refused
from evidence.reading import as_pages, papers, score
from handleplan.errors import RefusedError
from handleplan.reading import bounded, compare, controls, known, opened, read, report, web_page
from handleplan.reading.entry import Entry
from handleplan.reading.language import ENGLISH
from handleplan.reading.paper import OPEN

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_html(paper, chance, path) -> None:
    """Writes a paper as a web page."""
    path.write_text(as_pages.as_html(paper, chance), encoding="utf-8")


def write_pdf(paper, chance, path) -> None:
    """Prints a paper as PDF; its tables go on over pages of A5."""
    running = browser.browser()
    if running is None:
        pytest.skip("needs Chromium")
    page = running.new_page()
    page.set_content(as_pages.as_html(paper, chance))
    page.pdf(path=str(path), format="A5")
    page.close()


FORMATS = {"docx": as_pages.as_docx, "html": write_html, "pdf": write_pdf, "xlsx": as_pages.as_xlsx}


@pytest.mark.parametrize("ending", FORMATS)
def test_the_letter_is_read_as_it_is_entered_from_every_format(tmp_path, ending):
    path = tmp_path / f"letter.{ending}"
    FORMATS[ending](papers.of_document("letter_2026"), random.Random(1), path)
    found = compare.facts_of_paper(read.read(opened.opened(path)))
    result = compare.compared(compare.facts_of_rows("letter_2026"), found)
    for kind, count in (("cells", 75), ("printed totals", 41), ("footnote marks", 3), ("decisions", 9), ("labels", 25)):
        assert (result[kind].agree, result[kind].of, result[kind].differ) == (count, count, [])


def test_a_mark_that_libreoffice_raised_and_a_unit_behind_a_caption_are_none_of_what_they_stand_at(tmp_path):
    paper = papers.of_document("letter_2026")
    for table in paper.tables:
        table.title += " (1.000 kr.)"
    as_pages.as_docx(paper, random.Random(1), tmp_path / "word.docx")
    with zipfile.ZipFile(tmp_path / "word.docx") as word, zipfile.ZipFile(tmp_path / "letter.docx", "w") as other:
        for name in word.namelist():
            raised, above = b'<w:vertAlign w:val="superscript"/>', b'<w:position w:val="7"/><w:sz w:val="18"/>'
            other.writestr(name, word.read(name).replace(raised, above))
    found = read.read(opened.opened(tmp_path / "letter.docx"))
    assert [note.number for note in found.footnotes] == [1, 2, 3]
    assert [table.title for table in found.tables] == [
        table.title.removesuffix(" (1.000 kr.)") for table in paper.tables
    ]
    result = compare.compared(compare.facts_of_rows("letter_2026"), compare.facts_of_paper(found))
    assert (result["footnote marks"].agree, result["cells"].agree) == (3, 75)


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx"])
def test_no_figure_of_made_up_papers_is_read_wrongly_from_any_format(tmp_path, ending):
    total = score.Score()
    for seed in range(12):
        truth = papers.MadeUp(seed).paper
        path = tmp_path / f"{seed}.{ending}"
        FORMATS[ending](truth, random.Random(seed), path)
        total.add(score.of_paper(truth, read.read(opened.opened(path))))
    assert total.wrong == 0, total.misread
    assert total.open < total.figures * 0.02
    assert total.figures > 1_000


def word_file(path, xml: str) -> None:
    """Writes a Word file of one part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", xml)


def pdf_file(path, pages: int, password: str = "") -> None:
    """Writes a PDF of blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(path)


ENTITIES = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
BAD = {
    "protected.pdf": (lambda path: pdf_file(path, 1, "secret"), "is protected by a password"),
    "long.pdf": (lambda path: pdf_file(path, 2_000), "has 2,000 pages; expected at most 100"),
    "scanned.pdf": (lambda path: pdf_file(path, 3), "has no text. Is it a scan?"),
    "damaged.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40), "cannot be read as a PDF"),
    "outside.docx": (
        lambda path: word_file(path, f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:a {WORD}>&b;</w:a>'),
        "declares a document type",
    ),
    "laughs.docx": (
        lambda path: word_file(path, f'<!DOCTYPE a [<!ENTITY a0 "x">{ENTITIES}]><w:a {WORD}>&a9;</w:a>'),
        "cannot be read as a Word document",
    ),
    "bomb.docx": (lambda path: word_file(path, "<a>" + " " * 100_000_000 + "</a>"), "unpacks to too much"),
    "deep.docx": (lambda path: word_file(path, "<a>" * 9_000 + "</a>" * 9_000), "cannot be read as a Word document"),
    "many.docx": (lambda path: word_file(path, f"<a>{'<b/>' * 500_000}</a>"), "has more than 400,000 elements"),
    "empty.docx": (lambda path: word_file(path, f"<w:document {WORD}/>"), "it holds no text"),
    "no_zip.docx": (lambda path: path.write_bytes(b"PK\x03\x04" + b"0" * 1_000), "cannot be read as a Word document"),
    "old.doc": (
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 1_000),
        "protected by a password or of an old",
    ),
    "wide.html": (
        lambda path: path.write_text("<html><table>" + "<tr><td colspan=90 rowspan=900>x</td></tr>" * 900),
        "has a table of more than 200 columns",
    ),
    "deep.html": (lambda path: path.write_text("<html>" + "<div>" * 100_000 + "x"), "has no text"),
    "empty.txt": (lambda path: path.write_bytes(b""), "has no text"),
    "no_text.txt": (lambda path: path.write_bytes(bytes(range(256))), "is neither UTF-8 nor Windows-1252"),
    "lines.txt": (lambda path: path.write_text("1 2 3\n" * 20_000), "has 20,000 lines; expected at most 10,000"),
    "line.txt": (lambda path: path.write_text("x" * 10_000), "has a line of more than 5,000 characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_letter_is_refused_soon_in_one_sentence(tmp_path, name):
    make, told = BAD[name]
    make(tmp_path / name)
    started = time.monotonic()
    with pytest.raises(RefusedError, match=told) as refused:
        opened.opened(tmp_path / name)
    assert time.monotonic() - started < 10
    assert str(refused.value).startswith(f"{name}: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_file_is_not_waited_for(tmp_path, kind):
    path = tmp_path / "letter.pdf"
    os.mkfifo(path) if kind == "pipe" else path.mkdir()
    with pytest.raises(OSError, match="is not a regular file but a folder, a pipe or a device"):
        opened.opened(path)


def forever(data: bytes, name: str, sha256: str):
    """A reader that does not end."""
    while True:
        time.sleep(1)


def greedy(data: bytes, name: str, sha256: str):
    """A reader that takes what it can get."""
    held = []
    while True:
        held.append(bytes(100_000_000))


@pytest.mark.parametrize(("reader", "told"), [(forever, "more than 1 seconds"), (greedy, "too much memory")])
def test_a_reader_is_bounded_in_time_and_memory(monkeypatch, reader, told):
    if reader is forever:
        monkeypatch.setattr(bounded, "MOST_SECONDS", 1)
    with pytest.raises(RefusedError, match=told):
        bounded.read(reader, b"", "letter.pdf", "")


def page_of(*tables: str, above: str = "Tabel 1: Handleplan (1.000 kr.)"):
    """A web page of tables, read. A row is a line of cells with strokes between; `2x` before a text spans columns."""
    body = "".join(table if table.startswith("<p") else f"<table>{table}</table>" for table in tables)
    document = f'<html><meta charset="utf-8"><body><p>{above}</p>{body}</body></html>'
    return read.read(web_page.read(document.encode(), "letter.html", ""))


def rows(*lines: str) -> str:
    """Rows of a web page: cells with strokes between; `2x1:` before a text spans two columns, `1x2:` two rows."""
    spans = re.compile(r"(?:(\d)x(\d):)?(.*)")
    return "".join(
        f"<tr>{''.join(_cell(*spans.fullmatch(cell.strip()).groups()) for cell in line.split('|'))}</tr>"
        for line in lines
    )


def _cell(wide: str | None, deep: str | None, text: str) -> str:
    return f'<td colspan="{wide or 1}" rowspan="{deep or 1}">{text}</td>'


def read_as(paper, at: int = 0) -> list[str]:
    """A table as it was read: its headings, then each row with its kind; an open cell is `?`."""
    if at >= len(paper.tables):
        return []
    table = paper.tables[at]
    kinds = [f"{head}={kind}" if kind != "year" else head for head, kind in zip(table.heads, table.kinds, strict=True)]
    found = [" | ".join(kinds)]
    for row in [*table.rows, *([table.total] if table.total else [])]:
        cells = ["?" if cell.how == OPEN else str(cell.reading) for cell in row.cells]
        found.append(" | ".join([f"{row.kind} {row.label.name}", *cells]))
    return found


TWO = ("Ungeløft|500|600", "Mentor|200|300")
TWO_READ = ["2027 | 2028", "initiative Ungeløft | 500 | 600", "initiative Mentor | 200 | 300"]
HEADS = {
    "a total that reaches down": (
        rows("1x2:Indsats|2x1:Budget|1x2:I alt", "2027|2028", "Ungeløft|500|600|1.100", "Mentor|200|300|500"),
        [
            "2027 | 2028 | I alt=row_total",
            "initiative Ungeløft | 500 | 600 | 1.100",
            "initiative Mentor | 200 | 300 | 500",
        ],
    ),
    "a span of years over each of them": (
        rows("1x2:Indsats|2x1:2027-2028|1x2:I alt", "2027|2028", "Ungeløft|500|600|1.100", "Mentor|200|300|500"),
        [
            "2027 | 2028 | I alt=row_total",
            "initiative Ungeløft | 500 | 600 | 1.100",
            "initiative Mentor | 200 | 300 | 500",
        ],
    ),
    "a year over an empty column": (
        rows("Indsats|2x1:2027|2x1:2028", "Ungeløft|500||600|", "Mentor|200||300|"),
        TWO_READ,
    ),
    "a year over two columns of amounts": (
        rows("Indsats|2x1:2027|2x1:2028", "Ungeløft|500|200||", "Mentor|200|300||"),
        ["2027 | 2028", "initiative Ungeløft | ? | ", "initiative Mentor | ? | "],
    ),
    "kinds below the years": (
        rows(
            "1x2:Indsats|2x1:2027|2x1:2028", "Service|Anlæg|Service|Anlæg", "Ungeløft|500|200|600|100", "Mentor|1|2||"
        ),
        [
            "2027 Service | 2027 Anlæg | 2028 Service | 2028 Anlæg",
            "initiative Ungeløft | 500 | 200 | 600 | 100",
            "initiative Mentor | 1 | 2 |  | ",
        ],
    ),
    "other names below the years": (
        rows("1x2:Indsats|2x1:2027|2x1:2028", "Børn|Unge|Børn|Unge", "Ungeløft|500|200|600|100", "Mentor|1|2||"),
        [
            "2027 Børn=other | 2027 Unge=other | 2028 Børn=other | 2028 Unge=other",
            "initiative Ungeløft | 500 | 200 | 600 | 100",
            "initiative Mentor | 1 | 2 |  | ",
        ],
    ),
    "years and kinds in one heading": (
        rows("Indsats|Service 2027|Anlæg 2027|Service 2028|I alt", "Ungeløft|500|200|600|1.300"),
        ["Service 2027 | Anlæg 2027 | Service 2028 | I alt=row_total", "initiative Ungeløft | 500 | 200 | 600 | 1.300"],
    ),
    "a total before the years": (
        rows("Indsats|I alt|2027|2028", "Ungeløft|1.100|500|600", "Mentor|500|200|300"),
        [
            "I alt=row_total | 2027 | 2028",
            "initiative Ungeløft | 1.100 | 500 | 600",
            "initiative Mentor | 500 | 200 | 300",
        ],
    ),
    "another column before the years": (
        rows("Indsats|R2025|2027|2028", "Ungeløft|480|500|600", "Mentor||200|300"),
        ["R2025=other | 2027 | 2028", "initiative Ungeløft | 480 | 500 | 600", "initiative Mentor |  | 200 | 300"],
    ),
    "a mark behind a year": (rows("Indsats|2027<sup>1</sup>|2028", *TWO), TWO_READ),
    "units and numbers below the years": (
        rows("Indsats|2027|2028", "|1.000 kr.|1.000 kr.", "|(1)|(2)", *TWO),
        TWO_READ,
    ),
    "rows that are numbered": (rows("Nr.|Indsats|2027|2028", "1|Ungeløft|500|600", "2|Mentor|200|300"), TWO_READ),
    "rows that are numbered, but for the total": (
        rows("|Indsats|2027|2028", "1.|Ungeløft|500|600", "2.|Mentor|200|300", "Udgifter i alt||700|900"),
        [*TWO_READ, "total Udgifter i alt | 700 | 900"],
    ),
    "a column of amounts without a heading": (
        rows("Indsats||2027|2028", "Ungeløft|480|500|600", "Mentor|490|200|300"),
        ["=other | 2027 | 2028", "initiative Ungeløft | 480 | 500 | 600", "initiative Mentor | 490 | 200 | 300"],
    ),
    "amounts with units below the years": (
        rows("Indsats|2027|2028", "|0,5 mio. kr.|0,6 mio. kr.", *TWO),
        ["2027 | 2028", "initiative  | ? | ?", *TWO_READ[1:]],
    ),
    "a theme over rows, and blanks": (
        rows("Tema|Indsats|2027|2028", "1x2:Læring|Ungeløft|500|600", "Mentor|200|300", "&nbsp;|&nbsp;|&nbsp;|&nbsp;"),
        TWO_READ,
    ),
    "amounts that look like years": (rows("Indsats|A|B|C", "Ungeløft|2000|2000|4000", "Mentor|500|300|800"), []),
    "years that label rows": (rows("År|A|B", "2027|2000|500", "2028|2000|500"), []),
    "years twice": (rows("Indsats|2027|2028|2027|2028", "Ungeløft|500|600|50|60"), []),
    "an amount for two rows": (
        rows("Indsats|2027|2028", "Ungeløft|1x2:500|600", "Mentor|300"),
        ["2027 | 2028", "initiative Ungeløft | ? | 600", "initiative Mentor | ? | 300"],
    ),
    "an amount for two columns": (
        rows("Indsats|2027|2028|2029", "Ungeløft|2x1:500|600", "Mentor|200|300|400"),
        ["2027 | 2028 | 2029", "initiative Ungeløft | ? | ? | 600", "initiative Mentor | 200 | 300 | 400"],
    ),
    "two amounts in a cell": (
        rows("Indsats|2027|2028", "Ungeløft|500<br>480|600", "Mentor|200|300"),
        ["2027 | 2028", "initiative Ungeløft | ? | 600", "initiative Mentor | 200 | 300"],
    ),
    "a figure over two lines": (
        rows("Indsats|2027|2028", "Ungeløft|500|5.<br>600"),
        ["2027 | 2028", "initiative Ungeløft | 500 | 5.600"],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_grid_is_read_by_what_stands_over_each_of_its_columns(name):
    table, expected = HEADS[name]
    assert read_as(page_of(table)) == expected


SAME = rows("Indsats|2027|2028", "Forening|1,5|1,6", "Kampagne|2,0|3,0")
FIRST = rows("Indsats|2027|2028", *TWO)


@pytest.mark.parametrize("above", ["Handleplan mod ensomhed (1.000 kr.)", "Tabel 1: Handleplan (1.000 kr.)"])
@pytest.mark.parametrize("first", [FIRST, FIRST + rows("I alt|700|900")])
def test_a_table_with_a_text_above_it_is_one_of_its_own(above, first):
    paper = page_of(first, "<p>Handleplan mod racisme (mio. kr.)</p>", SAME, above=above)
    assert read_as(paper)[:3] == TWO_READ
    assert read_as(paper, 1) == ["2027 | 2028", "initiative Forening | 1,5 | 1,6", "initiative Kampagne | 2,0 | 3,0"]
    assert [table.unit_dkk for table in paper.tables] == [1_000, 1_000_000]


def test_rows_of_money_right_below_a_table_go_on_with_it():
    paper = page_of(FIRST, rows("Forening|50|60", "I alt|750|960"), rows("Andet|1|2"))
    assert read_as(paper) == [*TWO_READ, "initiative Forening | 50 | 60", "total I alt | 750 | 960"]
    assert [text for _, text in paper.left_over] == ["Andet", "1", "2"]


@pytest.mark.parametrize(
    "other",
    ["<p>Deltagere</p>" + f"<table>{rows('Nørrebro|150|160')}</table>", rows("Bydel|Kvinder|Mænd", "Amager|1|2")],
)
def test_what_is_no_part_of_a_table_is_left_over(other):
    paper = page_of(FIRST, other)
    assert read_as(paper) == TWO_READ
    assert len(paper.left_over) >= 4


@pytest.mark.parametrize("caption", ["Antal deltagere", "Udvikling i årsværk", "Elever, pct.", "Ungdomsskolen, elever"])
def test_a_table_of_persons_is_no_table_of_money(caption):
    assert len(page_of(FIRST, above="Tabel 1: Handleplan for udsatte personer og elever i skolen").tables) == 1
    assert page_of(FIRST, above=f"Tabel 1: {caption}").tables == []
    assert len(page_of(FIRST, above=f"Tabel 1: {caption} (1.000 kr.)").tables) == 1


UNREAD = ("<s>9</s>", "<del>9</del>", "<strike>9</strike>", '<span style="text-decoration: line-through">9</span>')
HIDDEN = ("<b hidden>9</b>", '<span style="display: none">9</span>', "<div hidden>9</div>")


@pytest.mark.parametrize("unread", [*UNREAD, *HIDDEN])
def test_what_a_web_page_strikes_or_hides_is_not_read(unread):
    assert read_as(page_of(rows("Indsats|2027|2028", f"Ungeløft|{unread}500|600", "Mentor|200|300"))) == TWO_READ


@pytest.mark.parametrize("hides", ["hidden", 'style="display:none"'])
def test_a_row_that_a_web_page_hides_is_not_read(hides):
    assert read_as(page_of(FIRST + f"<tr {hides}><td>Udgået</td><td>9</td><td>9</td></tr>")) == TWO_READ


def word_table(*lines: str) -> str:
    """A Word file of one table; a cell that begins with `<` is XML, others are text."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    parts = [
        "".join(
            f"<w:tc><w:p>{cell if cell.startswith('<') else run.format(cell)}</w:p></w:tc>" for cell in line.split("|")
        )
        for line in lines
    ]
    table = "".join(f"<w:tr>{part}</w:tr>" for part in parts)
    caption = run.format("Tabel 1: Handleplan (1.000 kr.)")
    return f"<w:document {WORD}><w:body><w:p>{caption}</w:p><w:tbl>{table}</w:tbl></w:body></w:document>"


@pytest.mark.parametrize(
    "unread",
    [
        *(f"<w:r><w:rPr><w:{look}/></w:rPr><w:t>9</w:t></w:r>" for look in ("strike", "dstrike", "vanish")),
        "<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom>",
        "<w:del><w:r><w:t>9</w:t></w:r></w:del>",
    ],
)
def test_what_word_strikes_hides_or_moves_away_is_not_read(tmp_path, unread):
    is_read = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>500</w:t></w:r>'
    word_file(
        tmp_path / "letter.docx", word_table("Indsats|2027|2028", f"Ungeløft|{unread}{is_read}|600", "Mentor|200|300")
    )
    assert read_as(read.read(opened.opened(tmp_path / "letter.docx"))) == TWO_READ


UNITS = {
    "Udmøntning af 0,6 mio. kr. til ensomhed (1.000 kr.)": 1_000,
    "Udmøntning af 12 mio. kr. til ensomhed i 1.000 kr.": 1_000,
    "Midler til ensomhed, mio. kr.": 1_000_000,
    "Midler til ensomhed i mio. kr.": 1_000_000,
    "De 3 millioner kr. til ensomhed (i kr.)": 1,
}


@pytest.mark.parametrize("caption", UNITS)
def test_the_unit_of_a_table_is_that_of_its_caption_and_no_amounts_own(caption):
    table = page_of(FIRST, above=caption).tables[0]
    assert (table.unit_dkk, [note.key for note in table.notes]) == (UNITS[caption], [])


def test_the_unit_in_the_corner_of_the_head_holds():
    heads = rows("Indsats (1.000 kr.)|2027|2028", *TWO)
    assert page_of(heads, above="Fordeling af 12 mio. kr.").tables[0].unit_dkk == 1_000


def test_of_two_units_none_is_taken_and_it_is_told():
    table = page_of(FIRST, above="Tabel 1: Handleplan i mio. kr. og i 1.000 kr.").tables[0]
    assert [note.key for note in table.notes] == ["units_differ", "unit_judged"]


def confirmed(paper) -> str:
    """What a person has to confirm of a paper."""
    return "\n".join(f"{where}: {what}" for where, what in Entry(paper, words=ENGLISH).to_confirm)


@pytest.mark.parametrize(
    "name",
    [
        "Samlede udgifter",
        "Samlet",
        "Samlet udgift",
        "Udgifter samlet",
        "Netto",
        "Nettoudgifter",
        "Hovedtotal",
        "Total for planen",
    ],
)
def test_the_total_has_many_names(name):
    assert read_as(page_of(FIRST + rows(f"{name}|700|900")))[-1] == f"total {name} | 700 | 900"
    assert read_as(page_of(FIRST + rows(f"{name}|701|900")))[-1].startswith("total ")


@pytest.mark.parametrize(
    "name", ["Samlet indsats for unge", "En total indsats mod mobning", "Sum af Vesterbro", "Røgfri total i botilbud"]
)
def test_a_name_that_holds_the_word_for_a_total_is_none(name):
    assert read_as(page_of(rows("Indsats|2027|2028", *TWO, f"{name}|1|2")))[-1] == f"initiative {name} | 1 | 2"


def test_a_last_row_that_is_the_sum_of_all_is_taken_for_the_total_and_that_is_confirmed():
    paper = page_of(FIRST + rows("|700|900"))
    assert read_as(paper)[-1] == "total  | 700 | 900"
    assert "known, table 1: row 3 is the sum of all rows above it and is taken for the total" in confirmed(paper)
    # One row above is no sum, and neither is a row beside one that has nothing.
    assert read_as(page_of(rows("Indsats|2027|2028", "A|5|6", "B|5|6")))[-1] == "initiative B | 5 | 6"
    assert read_as(page_of(rows("Indsats|2027|2028", "A|5|6", "B|-|-", "C|5|6")))[-1] == "initiative C | 5 | 6"


@pytest.mark.parametrize("label", ["heraf løn", "- heraf løn", "Herunder løn", "Heraf fra puljen"])
def test_what_a_row_holds_is_told_for_information(label):
    paper = page_of(rows("Indsats|2027|2028", TWO[0], f"{label}|300|300", TWO[1], "I alt|700|900"))
    assert read_as(paper)[2] == f"memo {label} | 300 | 300"
    assert paper.tables[0].unmet == []
    assert "row 2 is read as information on another row and is in no sum" in confirmed(paper)


def test_a_theme_above_its_rows_is_to_be_looked_at():
    theme = rows("Indsats|2027|2028", "Tema 1|700|900", *TWO, "Andet|1|1")
    told = "row 1 is the sum of rows below it: an initiative, or a theme?"
    assert told in confirmed(page_of(theme))
    assert told in confirmed(page_of(theme + rows("I alt|701|901")))
    assert told not in confirmed(page_of(theme + rows("I alt|1401|1801")))


def test_headings_are_read_as_the_years_that_they_are():
    paper = page_of(rows("Indsats|BO2027|BO 2028|2029 (skøn)|2030-2032 pr. år|Andel", "Ungeløft|1|2|3|4|5"))
    rows_of_columns = Entry(paper, words=ENGLISH).rows["raw_table_columns"]
    assert [
        (row["heading_printed"], row["column_kind"], row["first_year"], row["last_year"], row["spread"])
        for row in rows_of_columns
    ] == [
        ("BO2027", "year", "2027", "", ""),
        ("BO 2028", "year", "2028", "", ""),
        ("2029 (skøn)", "year", "2029", "", ""),
        ("2030-2032 pr. år", "period", "2030", "2032", "each_year"),
        ("Andel", "other", "", "", ""),
    ]
    assert 'table, table 1: the column "Andel" is read as one that is in no sum' in confirmed(paper)


def test_a_table_without_totals_has_none_that_are_counted():
    paper = page_of(FIRST)
    kinds = [kind for _, kind, _, _ in controls.of_paper(paper, [])]
    assert ("cells_amount" in kinds, "printed_totals" in kinds) == (True, False)
    with_total = page_of(FIRST + rows("I alt|700|900"))
    assert (1, "printed_totals", "", 2) in list(controls.of_paper(with_total, []))


@pytest.mark.parametrize("printed", ["2027-pl", "2027 pl", "2027 p/l", "p/l 2027", "pl-2027", "2027-PL"])
def test_a_price_level_is_entered_as_it_is_read(chain_of, printed):
    assert page_of(FIRST, above=f"Tabel 1: Handleplan (1.000 kr., {printed})").tables[0].price_level == printed
    chain = chain_of("budget_headings")
    found = refused(
        chain, "raw_tables", "I alt,1000,true,true,true,true,,", f"I alt,1000,true,true,true,true,{printed},"
    )
    assert not any(printed in one for one in found), found
    assert (2027,) in conftest.rows(chain, "select pl_year from dim_pl_year")


def test_names_that_share_only_what_all_names_have_are_not_near():
    names = [("extremism", "Handleplan mod ekstremisme"), ("lonely", "Handleplan til forebyggelse af ensomhed")]
    assert known.propose("Handleplan mod racisme", names).nearness == known.NEW
    assert known.propose("Handleplanen mod ensomhed", names).id == "lonely"
    assert known.propose("Handleplan", names).nearness == known.NEW


def workbook(path, write) -> None:
    """Writes a workbook with one sheet of a table, which `write` may change: the book, the sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Svar")
        sheet.write(0, 0, "Tabel 1: Handleplan (1.000 kr.)")
        for at, row in enumerate((("Indsats", 2027, 2028), ("Ungeløft", 500, 600), ("Mentor", 200, 300)), 2):
            sheet.write_row(at, 0, row)
        write(book, sheet)


def with_hidden_sheet(book, sheet) -> None:
    """Adds a sheet that is not shown."""
    other = book.add_worksheet("Kladde")
    other.write_row(0, 0, ("Udgået", 9, 9))
    other.hide()


def with_hidden_row(book, sheet) -> None:
    """Adds a row that is not shown."""
    sheet.write_row(5, 0, ("Udgået", 9, 9))
    sheet.set_row(5, None, None, {"hidden": True})


def with_hidden_column(book, sheet) -> None:
    """Adds a column that is not shown."""
    sheet.write_column(2, 3, (2029, 9, 9))
    sheet.set_column(3, 3, None, None, {"hidden": True})


@pytest.mark.parametrize(
    ("write", "name"),
    [(with_hidden_sheet, "Kladde"), (with_hidden_row, "Svar!6:6"), (with_hidden_column, "Svar!D:D")],
)
def test_what_a_workbook_hides_is_not_read_and_is_named(tmp_path, write, name):
    workbook(tmp_path / "letter.xlsx", write)
    paper = read.read(opened.opened(tmp_path / "letter.xlsx"))
    assert (read_as(paper), paper.hidden) == (TWO_READ, [name])
    assert f"hidden, not read: {name}" in report.lines(paper, Entry(paper, words=ENGLISH))
    assert ("hidden, not read", name) in report.overview(paper, Entry(paper, words=ENGLISH))["left_over"]


def test_a_table_ends_with_its_sheet(tmp_path):
    def write(book, sheet) -> None:
        book.add_worksheet("Andet").write_row(0, 0, ("Forening", 50, 60))

    workbook(tmp_path / "letter.xlsx", write)
    paper = read.read(opened.opened(tmp_path / "letter.xlsx"))
    assert read_as(paper) == TWO_READ
    assert [text for _, text in paper.left_over] == ["Forening", "50", "60"]


def test_merged_cells_of_a_workbook_are_one(tmp_path):
    def write(book, sheet) -> None:
        sheet.merge_range(5, 1, 5, 2, 900)
        sheet.write(5, 0, "Film")
        sheet.merge_range(6, 0, 6, 2, "Tema 2")
        sheet.write_row(7, 0, ("Andet", 1))
        sheet.merge_range(7, 2, 8, 2, 7)
        sheet.write_row(8, 0, ("Mere", 2))

    workbook(tmp_path / "letter.xlsx", write)
    assert read_as(read.read(opened.opened(tmp_path / "letter.xlsx"))) == [
        *TWO_READ,
        "initiative Film | ? | ?",
        "heading Tema 2 |  | ",
        "initiative Andet | 1 | ?",
        "initiative Mere | 2 | ?",
    ]


@pytest.mark.parametrize(
    ("code", "shown"), [("#,##0,", "1235"), ("0.0,,", "1,2"), ('#,##0, "t.kr."', "1235"), ("#,##0", "1234567")]
)
def test_a_number_that_its_format_scales_is_read_as_shown(tmp_path, code, shown):
    def write(book, sheet) -> None:
        sheet.write_row(5, 0, ("Film", 1))
        sheet.write_number(5, 2, 1_234_567, book.add_format({"num_format": code}))

    workbook(tmp_path / "letter.xlsx", write)
    assert read_as(read.read(opened.opened(tmp_path / "letter.xlsx")))[-1] == f"initiative Film | 1 | {shown}"


def test_a_table_goes_on_over_pages_below_a_running_head(tmp_path):
    running = browser.browser()
    if running is None:
        pytest.skip("needs Chromium")
    lines = [f"{number}|Indsats nummer {number}|BIF|{number}00|{number}50" for number in range(1, 41)]
    body = f"<p>Tabel 1: Handleplan (1.000 kr.)</p><table>{rows('Nr.|Indsats|Ansvarlig|2027|2028', *lines)}</table>"
    page = running.new_page()
    page.set_content(
        f"<style>table {{ border-collapse: collapse }} td {{ border: 1px solid; padding: 4px }}</style>{body}"
    )
    head = '<div style="font-size: 8pt; padding-left: 9mm">Forvaltningen, <span class="pageNumber"></span></div>'
    page.pdf(
        path=str(tmp_path / "letter.pdf"),
        format="A5",
        display_header_footer=True,
        header_template=head,
        footer_template="<i></i>",
        margin={"top": "20mm", "bottom": "15mm"},
    )
    page.close()
    paper = read.read(opened.opened(tmp_path / "letter.pdf"))
    assert read_as(paper)[1:] == [f"initiative Indsats nummer {at} | {at}00 | {at}50" for at in range(1, 41)]
    assert len(paper.tables) == 1
