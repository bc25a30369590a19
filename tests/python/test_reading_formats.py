"""Documents of every format are read as the same paper, and what is no letter is refused soon, in one sentence."""

import os
import random
import time
import zipfile

import pytest
from pypdf import PdfWriter

import browser
from evidence.reading import as_pages, papers, score
from handleplan.errors import RefusedError
from handleplan.reading import bounded, compare, opened, read

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
