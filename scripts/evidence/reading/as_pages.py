"""Typesets a paper as a web page, a Word file, a workbook, and as the PDF files that Chromium and LibreOffice make."""

import html
import random
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from pypdf import PdfReader, PdfWriter

from evidence.reading.papers import PaperRow, PaperTable, Printed, PrintedPaper

STYLES = {
    "ruled": "table { border-collapse: collapse } td, th { border: 1px solid #444; padding: 3px 6px }",
    "plain": "table { border-collapse: collapse } td, th { padding: 3px 8px } tr { break-inside: avoid }",
    "lines": "table { border-collapse: collapse } td, th { border-bottom: 1px solid #999; padding: 2px 8px }",
}
PAGE = (
    "body { font: 10pt sans-serif } td.n, th.n { text-align: right; vertical-align: %s } td, th { vertical-align: top }"
)


def as_html(paper: PrintedPaper, chance: random.Random) -> str:
    """A web page; by chance ruled or not, with captions in the table, or with two tables side by side."""
    look = STYLES[chance.choice(list(STYLES))]
    align = chance.choice(("top", "top", "middle", "bottom")) if look == STYLES["ruled"] else "top"
    parts = [f"<p>{paper.issued_on} {html.escape(paper.title)}</p><p>Kære medlem</p><ul>"]
    parts += [
        f'<li>{day}: <a href="{html.escape(url)}">{html.escape(title)}</a></li>' for day, title, url in paper.decisions
    ]
    parts += ["</ul><ul>", *(f"<li>{symbol} {name}</li>" for symbol, name in paper.legend.items()), "</ul>"]
    tables = [_html_table(paper, table, chance) for table in paper.tables]
    narrow = all(len(table.heads) <= 4 for table in paper.tables[:2])
    if len(tables) > 1 and narrow and not paper.footnotes and chance.random() < 0.5:
        both = "".join(f"<td>{table}</td>" for table in tables[:2])
        tables[:2] = [f'<table class="layout"><tr>{both}</tr></table>']
    style = f"{PAGE % align} {look} table.layout > tbody > tr > td {{ border: 0 }}"
    return (
        f'<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><style>{style}</style></head>'
        f"<body>{''.join(parts)}{''.join(tables)}<p>Med venlig hilsen</p></body></html>"
    )


def _html_table(paper: PrintedPaper, table: PaperTable, chance: random.Random) -> str:
    title = f"Tabel {table.number}: {html.escape(table.title)}"
    is_inside = chance.random() < 0.3
    heads = "".join(f'<th class="n">{head}</th>' for head in table.heads)
    rows = []
    for row in table.rows:
        name = f"{html.escape(row.name)} {row.symbols}".strip()
        label = f"<b>{name}</b>" + (f"<br>{html.escape(row.description)}" if row.description else "")
        if row.cells:
            rows.append(f"<tr><td>{label}</td>{''.join(map(_html_cell, row.cells))}</tr>")
        else:
            rows.append(f'<tr><td colspan="{len(table.heads) + 1}">{label}</td></tr>')
    notes = "".join(
        f"<p><sup>{number}</sup> {html.escape(text)}</p>"
        for number, text in paper.footnotes.get(table.number, {}).items()
    )
    above = f"<caption>{title}</caption>" if is_inside else ""
    before = "" if is_inside else f"<p>{title}</p>"
    head = f"<thead><tr><th>Indsats</th>{heads}</tr></thead>"
    return f"{before}<table>{above}{head}<tbody>{''.join(rows)}</tbody></table>{notes}"


def _html_cell(cell: Printed) -> str:
    marks = f"<sup>{','.join(cell.marks)}</sup>" if cell.marks else ""
    return f'<td class="n">{cell.text}{marks}</td>'


def as_docx(paper: PrintedPaper, chance: random.Random, path: Path, has_boxes: bool = True) -> None:
    """A Word file; by chance ruled or not, with heads repeated on each page, a row cut short, or in a text box."""
    word = docx.Document()
    word.styles["Normal"].font.size = Pt(9)
    word.sections[0].left_margin = word.sections[0].right_margin = Cm(2)
    word.add_paragraph(f"{paper.issued_on} {paper.title}")
    word.add_paragraph("Kære medlem")
    for day, title, url in paper.decisions:
        word.add_paragraph(f"{day}: {title}", style="List Bullet")
        word.add_paragraph(url)
    for symbol, name in paper.legend.items():
        word.add_paragraph(f"{symbol} {name}", style="List Bullet")
    style = chance.choice(("Table Grid", "Normal Table"))
    for table in paper.tables:
        word.add_paragraph(f"Tabel {table.number}: {table.title}")
        grid = word.add_table(rows=0, cols=len(table.heads) + 1, style=style)
        _word_table(grid, table, chance)
        if has_boxes and len(table.rows) < 8 and chance.random() < 0.5:
            _into_a_box(word, grid)
        for number, text in paper.footnotes.get(table.number, {}).items():
            note = word.add_paragraph()
            note.add_run(str(number)).font.superscript = True
            note.add_run(f" {text}")
        word.add_paragraph()
    word.add_paragraph("Med venlig hilsen")
    word.save(str(path))


def _word_table(grid: WordTable, table: PaperTable, chance: random.Random) -> None:
    heads = grid.add_row()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    heads._tr.get_or_add_trPr().append(repeated)
    for cell, head in zip(heads.cells, ["Indsats", *table.heads], strict=True):
        cell.text = head
    for row in table.rows:
        _word_row(grid, row)
        last = grid.rows[-1]
        # Word drops the last cells of a row that somebody cut short.
        if row.kind == "initiative" and len(row.cells) > 2 and not row.cells[0].text and chance.random() < 0.5:
            last._tr.remove(last._tr.tc_lst[1])
    widths = [Cm(17 - 1.7 * len(table.heads)), *[Cm(1.7)] * len(table.heads)]
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for drawn in grid.rows:
        for cell, width in zip(drawn.cells, widths, strict=False):
            cell.width = width


def _word_row(grid: WordTable, row: PaperRow) -> None:
    cells = grid.add_row().cells
    label = cells[0].paragraphs[0]
    label.add_run(f"{row.name} {row.symbols}".strip()).bold = True
    if row.description:
        cells[0].add_paragraph(row.description)
    for cell, printed in zip(cells[1:], row.cells or [Printed()] * (len(cells) - 1), strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(printed.text)
        if printed.marks:
            paragraph.add_run(",".join(printed.marks)).font.superscript = True
    if not row.cells:
        cells[0].merge(cells[-1])


def _into_a_box(word: "docx.document.Document", grid: WordTable) -> None:
    """Moves a table into a text box."""
    paragraph = word.add_paragraph()
    run = paragraph.add_run()
    picture = OxmlElement("w:pict")
    shape = picture.makeelement("{urn:schemas-microsoft-com:vml}shape", {"style": "width:480pt;height:400pt"})
    box = picture.makeelement("{urn:schemas-microsoft-com:vml}textbox", {})
    content = OxmlElement("w:txbxContent")
    content.append(grid._tbl)
    content.append(OxmlElement("w:p"))
    box.append(content)
    shape.append(box)
    picture.append(shape)
    run._r.append(picture)


def as_xlsx(paper: PrintedPaper, chance: random.Random, path: Path) -> None:
    """A workbook with one sheet per table; by chance amounts are numbers, and marks are glued as rich text reads."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        first = book.add_worksheet("Svar")
        first.write_column(0, 0, [f"{paper.issued_on} {paper.title}", *(f"{a} {b}" for a, b in paper.legend.items())])
        first.write_column(10, 0, [f"{day}: {title}" for day, title, _ in paper.decisions])
        first.write_column(40, 0, [url for _, _, url in paper.decisions])
        for table in paper.tables:
            sheet = book.add_worksheet(f"Tabel {table.number}")
            sheet.write(0, 0, f"Tabel {table.number}: {table.title}")
            sheet.write_row(1, 0, ["Indsats", *table.heads])
            for at, row in enumerate(table.rows, 2):
                sheet.write_string(at, 0, f"{row.name} {row.symbols}\n{row.description}".strip())
                for column, cell in enumerate(row.cells, 1):
                    sheet.write_string(at, column, cell.text + ",".join(cell.marks))
            notes = paper.footnotes.get(table.number, {})
            sheet.write_column(len(table.rows) + 3, 0, [f"{number} {text}" for number, text in notes.items()])


def chromium_pdfs(pages: Iterable[tuple[str, Path]], chance: random.Random) -> None:
    """Prints web pages, by chance on pages so small that tables go on over several, lying, or turned."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for text, path in pages:
            page.set_content(text)
            page.pdf(path=str(path), format=chance.choice(("A4", "A4", "A5")), landscape=chance.random() < 0.3)
            if chance.random() < 0.1:
                _turn(path)
        browser.close()


def _turn(path: Path) -> None:
    turned = PdfWriter()
    for page in PdfReader(path).pages:
        turned.add_page(page).rotate(90)
    turned.write(path)


def libreoffice_pdfs(paths: list[Path], folder: Path) -> None:
    """Turns Word files into PDF."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=1_800
        )
