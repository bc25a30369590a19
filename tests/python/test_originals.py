"""The documents beside the proof: where each figure stands, and what is shown where that cannot be said."""

import random
import re

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter

import browser
import letters
from conftest import LETTERS
from evidence.reading import as_text, papers
from handleplan.letters import letter, reading_workbook, removal, sources
from handleplan.pages import originals, proof
from handleplan.reading import opened, pictures, places, plain_text, read, report
from handleplan.reading.entry import Entry
from test_proof import Answers
from test_reading_formats import FORMATS

FOOTNOTED = "letter_2026.t1.r1.y2024"


def digits(text: str) -> str:
    """The digits of a print."""
    return re.sub(r"\D", "", text)


def typeset(folder, ending: str, name: str = "letter_2026"):
    """The project's letter as a document of a format, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.{ending}"
    paper = papers.of_document("letter_2026")
    if ending == "txt":
        path.write_text(as_text.below(paper), encoding="utf-8")
    else:
        FORMATS[ending](paper, random.Random(1), path)
    return path


def places_of(path):
    """A document and where the figures that were read in it stand."""
    document = opened.opened(path)
    return document, places.of_paper(document, read.read(document))


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The letter as PDF, and where its figures stand."""
    path = typeset(tmp_path_factory.mktemp("printed"), "pdf")
    return path, places_of(path)[1]


def page_of(published, root):
    """The proof beside the documents of a folder."""
    page = root / "proof.html"
    proof.write(published, page, root)
    return page


@pytest.mark.parametrize("ending", ["docx", "html", "txt", "xlsx"])
def test_every_figure_is_found_in_its_line(tmp_path, ending):
    _, found = places_of(typeset(tmp_path, ending))
    assert len(found) == 116
    for key, figure in found.items():
        assert figure.text is not None
        # Glued marks stand behind the figure.
        assert figure.place.figure.startswith(figure.text), key
        assert len(digits(figure.place.figure)) <= len(digits(figure.text)) + 1, key
    first = found[1, 1, "2024"]
    assert "Håndholdt beskæftigelsesindsats" in first.place.before
    assert "12.100" in first.place.after


def test_every_figure_on_a_page_is_boxed_and_nothing_else(printed):
    path, found = printed
    boxed = {key: figure for key, figure in found.items() if figure.text}
    assert len(boxed) == 115
    with pdfplumber.open(path) as file:
        for key, figure in boxed.items():
            left, top, right, bottom = figure.place.box
            inside = file.pages[figure.place.page - 1].crop((left - 0.5, top - 0.5, right + 0.5, bottom + 0.5))
            # The mark stands before or behind what it is raised above.
            assert digits(figure.text) in digits(inside.extract_text()), key
            assert len(digits(inside.extract_text())) <= len(digits(figure.text)) + 1, key
            band = figure.place.band
            assert (min(band[0], left), min(band[1], top)) == band[:2]
            assert (max(band[2], right), max(band[3], bottom)) == band[2:]


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_turned_page_is_shown_upright_with_its_boxes(printed, tmp_path, degrees):
    path, upright = printed
    turned = PdfWriter()
    for page in PdfReader(path).pages:
        turned.add_page(page).rotate(degrees)
    turned.write(tmp_path / "turned.pdf")
    document, found = places_of(tmp_path / "turned.pdf")
    assert set(document.turned.values()) == {-90 if degrees == 90 else 90}
    for key, figure in upright.items():
        assert found[key].place.page == figure.place.page
        if figure.place.box:
            assert found[key].place.box == pytest.approx(figure.place.box, abs=3)
    pages = [
        pictures.drawer(dict.fromkeys(document.turned, 0), 10**7)(path.read_bytes(), "", ""),
        pictures.drawer(document.turned, 10**7)((tmp_path / "turned.pdf").read_bytes(), "", ""),
    ]
    for number in document.turned:
        assert pages[1][number].view == pytest.approx(pages[0][number].view)
        images = [pictures.PIL.Image.open(pictures.io.BytesIO(one[number].png)).convert("L") for one in pages]
        # As large and as dark in every part.
        small = [list(image.resize((12, 16)).tobytes()) for image in images]
        assert max(abs(one - other) for one, other in zip(*small, strict=True)) < 20


def test_pages_get_less_sharp_and_then_fewer_where_there_is_no_room(printed):
    path, _ = printed
    with pdfplumber.open(path) as file:
        numbers = {page.page_number: 0 for page in file.pages}
    assert len(numbers) > 2

    def drawn(most: int):
        return pictures.drawer(numbers, most)(path.read_bytes(), "", "")

    sharp = drawn(10**7)
    size = sum(len(page.png) for page in sharp.values())
    less = drawn(size - 1)
    assert set(less) == set(sharp)
    assert sum(len(page.png) for page in less.values()) < size
    one = len(drawn(10**5)[1].png)
    fewer = drawn(max(one, len(less[1].png) // 2))
    assert 1 in fewer
    assert len(fewer) < len(numbers)
    assert drawn(10) == {}


def test_the_page_stands_beside_each_figure(published, tmp_path, capsys):
    typeset(tmp_path / "sources", "pdf")
    page = page_of(published, tmp_path)
    told = capsys.readouterr().out
    assert "proof: letter_2026: 116 of 116 figures found in letter_2026.pdf; " in told
    assert re.search(r"proof: the page has \d\.\d\d MB", told)
    assert page.stat().st_size < 7_000_000
    with browser.opened(page, f"#{FOOTNOTED}", viewport={"width": 800, "height": 900}) as seen:
        road = seen.page.locator(f'[id="{FOOTNOTED}"]')
        strip, whole = road.locator(".original svg").first, road.locator(".original details svg")
        assert strip.is_visible()
        assert not whole.is_visible()
        around, mark = strip.bounding_box(), strip.locator(".here").bounding_box()
        for begin, size in (("x", "width"), ("y", "height")):
            assert around[begin] <= mark[begin]
            assert mark[begin] + mark[size] <= around[begin] + around[size]
        assert seen.page.evaluate(
            "async () => { const image = new Image();"
            " image.src = document.querySelector('.pictures image').getAttribute('href');"
            " await image.decode(); return image.naturalWidth; }"
        )
        road.locator(".original details summary").click()
        assert whole.is_visible()
        assert seen.violations() == []
        assert (seen.errors, seen.requests) == ([], [])


def test_every_sql_still_stands_below_its_figures(published, tmp_path):
    typeset(tmp_path / "sources", "txt")
    shown = Answers(page_of(published, tmp_path).read_text(encoding="utf-8"))
    bare = Answers(page_of(published, tmp_path / "none").read_text(encoding="utf-8"))
    assert [answer["sql"] for answer in shown.found] == [answer["sql"] for answer in bare.found]
    assert len(shown.ids) == len(set(shown.ids))


def test_without_documents_the_page_is_the_same(project, published, tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "another.pdf").touch()
    page = page_of(published, tmp_path)
    assert page.read_bytes() == (project / "dist" / "docs" / "proof.html").read_bytes()


def test_a_figure_that_is_read_otherwise_is_named_and_has_no_strip(published, tmp_path):
    path = typeset(tmp_path / "sources", "txt")
    path.write_text(path.read_text(encoding="utf-8").replace("2.342", "2.352"), encoding="utf-8")
    sources.record("letter_2026", "answer <1>.pdf", "0" * 64, tmp_path)
    html = page_of(published, tmp_path).read_text(encoding="utf-8")
    trail = html.split('id="letter_2026.t4.r1.y2024"', 1)[1].split("</details>", 1)[0]
    assert "The figure was not read in the document as it is entered." in trail
    assert "<mark>" not in trail
    section = html.split('id="originals"', 1)[1]
    assert '<a href="#letter_2026.t4.r1.y2024">' in section
    assert "<strong>112 " in section
    assert "answer &lt;1&gt;.pdf" in section
    assert "another file" in section


@pytest.mark.parametrize("kind", ["known", "broken", "two"])
def test_a_document_that_cannot_be_shown_is_told_of(published, tmp_path, capsys, kind):
    sources.record("letter_2026", "answer.pdf", "1" * 64, tmp_path)
    if kind == "broken":
        (tmp_path / "sources" / "letter_2026.pdf").write_bytes(b"%PDF-1.7 broken")
    elif kind == "two":
        typeset(tmp_path / "sources", "txt")
        typeset(tmp_path / "sources", "html")
    html = page_of(published, tmp_path).read_text(encoding="utf-8")
    trail = html.split(f'id="{FOOTNOTED}"', 1)[1].split("</details>", 1)[0]
    told = capsys.readouterr().out
    if kind == "known":
        assert "answer.pdf" in trail
        assert "1" * 64 in trail
        assert told == ""
    else:
        assert "The document cannot be shown." in trail
        assert "proof: letter_2026: its page is not shown: letter_2026." in told


def test_room_is_shared_by_the_documents(published, tmp_path, monkeypatch):
    typeset(tmp_path / "sources", "pdf")
    monkeypatch.setattr(originals, "MOST_BYTES", 60_000)
    html = page_of(published, tmp_path).read_text(encoding="utf-8")
    assert 0 < html.count('href="data:image/png') < 4
    assert sum(len(data) for data in re.findall(r'base64,([^"]+)', html)) <= 80_004


def test_the_file_that_was_read_is_written_down_and_forgotten_with_the_paper(compiled_project, tmp_path, capsys):
    there = letters.copy_seeds(tmp_path / "there")
    letters.write(there, letters.read(LETTERS / "restated_2027"))
    printed = as_text.below(papers.of_document("letter_2027", there))
    root = letters.copy_seeds(tmp_path / "root")
    paper = read.read(plain_text.read(printed.encode(), "answer.txt", "2" * 64))
    entry = Entry(paper, root)
    entry.rows["raw_documents"][0]["issued_by_printed"] = "Kommunen"
    entry.rows["ref_documents"][0]["title_en"] = "Answer on action plans"
    workbook = tmp_path / "letter.xlsx"
    told = report.overview(paper, entry)
    reading_workbook.Writer(workbook, reading_workbook.Contents(paper.tables, entry.rows, told=told)).write()
    assert letter.enter(workbook, root) == 0
    assert "keep answer.txt as sources/letter_2027.txt" in capsys.readouterr().out
    kept = sources.of_document("letter_2027", root)
    assert (kept.files, kept.name, kept.sha256) == ((), "answer.txt", "2" * 64)
    assert removal.remove("letter_2027", root) == 0
    assert sources.of_document("letter_2027", root) == sources.Source()


def test_an_id_is_no_path(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "letter.pdf").touch()
    assert sources.of_document("../letter", tmp_path) == sources.Source()
    sources.record("../letter", "a.pdf", "3" * 64, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.pdf", "sources"]
