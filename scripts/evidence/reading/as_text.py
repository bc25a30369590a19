"""Typesets a paper as text, as `pdftotext` would give it: with its columns, or with the amounts below each label."""

import textwrap

from evidence.reading.papers import PaperRow, PaperTable, Printed, PrintedPaper

LABEL, COLUMN = 46, 12


def with_mark(cell: Printed) -> str:
    """A cell's print with its marks glued to it."""
    return cell.text + "".join(cell.marks)


def label_of(row: PaperRow) -> list[str]:
    """The lines of a label: name and symbol, then what describes it."""
    lines = textwrap.wrap(f"{row.name} {row.symbols}".strip(), LABEL - 6)
    return lines + (textwrap.wrap(row.description, LABEL - 6) if row.description else [])


def opening(paper: PrintedPaper) -> list[str]:
    """What stands above the tables."""
    lines = [f"{paper.issued_on} {paper.title}", "", "Kære medlem", "", "Forvaltningen svarer således.", ""]
    for decided_on, title, _ in paper.decisions:
        first, *rest = textwrap.wrap(f"• {decided_on}: {title}", 80)
        lines += [first, *rest, ""]
    lines += ["", *(url for _, _, url in paper.decisions), "", "Kilder:"]
    return [*lines, *(f"• {symbol} {name}" for symbol, name in paper.legend.items()), ""]


def notes_of(paper: PrintedPaper, table: PaperTable) -> list[str]:
    """The footnotes below a table."""
    return [
        line
        for number, text in paper.footnotes.get(table.number, {}).items()
        for line in textwrap.wrap(f"{number} {text}", 90)
    ]


def below(paper: PrintedPaper) -> str:
    """The paper with each row's amounts on a line of their own below its label; an empty cell leaves nothing."""
    lines = opening(paper)
    for table in paper.tables:
        lines += [f"Tabel {table.number}: {table.title}", "", "Indsats  " + " ".join(table.heads), ""]
        for row in table.rows:
            lines += [*label_of(row), ""]
            if row.cells:
                lines += [" ".join(with_mark(cell) for cell in row.cells if cell.text), ""]
        lines += [*notes_of(paper, table), ""]
    return "\n".join([*lines, "Med venlig hilsen", ""])


def beside(paper: PrintedPaper, page_lines: int = 0) -> str:
    """The paper with its columns; with `page_lines`, a table goes on over pages with its headings repeated."""
    lines = opening(paper)
    for table in paper.tables:
        heads = "Indsats".ljust(LABEL) + "".join(head.rjust(COLUMN) for head in table.heads)
        lines += [f"Tabel {table.number}: {table.title}", "", heads, ""]
        since = 0
        for row in table.rows:
            block = _beside(row)
            if page_lines and since + len(block) > page_lines:
                lines[-1] = "\f" + heads
                lines.append("")
                since = 0
            lines += [*block, ""]
            since += len(block) + 1
        lines += [*notes_of(paper, table), ""]
    return "\n".join([*lines, "Med venlig hilsen", ""])


def _beside(row: PaperRow) -> list[str]:
    label = label_of(row)
    amounts = "".join(with_mark(cell).rjust(COLUMN) for cell in row.cells)
    return [f"{label[0].ljust(LABEL)}{amounts}".rstrip(), *label[1:]]
