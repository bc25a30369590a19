"""Typesets made-up papers in every format, reads them, and counts the figures read right, wrong and left open.

Exit status: 0 no figure was read wrongly, 1 some were.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evidence.reading import as_pages, as_text
from evidence.reading.papers import MadeUp, PrintedPaper
from evidence.reading.score import Score, figures_of, of_paper
from handleplan.errors import RefusedError
from handleplan.paths import DOCS, ROOT
from handleplan.reading import opened, read

PAGE = DOCS / "reading.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
Files = dict[int, Path]


@dataclass
class Format:
    """A format: its name, what makes a file of each paper, and what came of reading them."""

    name: str
    make: Callable[[dict[int, PrintedPaper], Path], Files]
    score: Score = field(default_factory=Score)
    seconds: float = 0


def texts(typeset: Callable[[PrintedPaper], str]) -> Callable[[dict[int, PrintedPaper], Path], Files]:
    """What writes each paper as text."""

    def make(papers: dict[int, PrintedPaper], folder: Path) -> Files:
        files = {seed: folder / f"{seed}.txt" for seed in papers}
        for seed, paper in papers.items():
            files[seed].write_text(typeset(paper), encoding="utf-8")
        return files

    return make


def written(
    write: Callable[[PrintedPaper, random.Random, Path], None], ending: str
) -> Callable[[dict[int, PrintedPaper], Path], Files]:
    """What writes each paper as a file of an ending."""

    def make(papers: dict[int, PrintedPaper], folder: Path) -> Files:
        files = {seed: folder / f"{seed}.{ending}" for seed in papers}
        for seed, paper in papers.items():
            write(paper, random.Random(seed), files[seed])
        return files

    return make


def by_chromium(papers: dict[int, PrintedPaper], folder: Path) -> Files:
    """Each paper's web page as PDF."""
    files = {seed: folder / f"{seed}.pdf" for seed in papers}
    pages = [(as_pages.as_html(paper, random.Random(seed)), files[seed]) for seed, paper in papers.items()]
    as_pages.chromium_pdfs(pages, random.Random(len(pages)))
    return files


def by_libreoffice(papers: dict[int, PrintedPaper], folder: Path) -> Files:
    """Each paper's Word file as PDF; LibreOffice cuts off what is longer than its text box, so there are none."""
    files = written(lambda paper, chance, path: as_pages.as_docx(paper, chance, path, False), "docx")(papers, folder)
    as_pages.libreoffice_pdfs(list(files.values()), folder)
    return {seed: path.with_suffix(".pdf") for seed, path in files.items()}


def web_page(paper: PrintedPaper, chance: random.Random, path: Path) -> None:
    """Writes a paper as HTML."""
    path.write_text(as_pages.as_html(paper, chance), encoding="utf-8")


def formats() -> list[Format]:
    """Every format that papers are typeset in."""
    return [
        Format("text, amounts below the labels", texts(as_text.below)),
        Format("text, amounts in columns", texts(as_text.beside)),
        Format("text, tables over several pages", texts(lambda paper: as_text.beside(paper, 30))),
        Format("Word (.docx)", written(as_pages.as_docx, "docx")),
        Format("Excel (.xlsx)", written(as_pages.as_xlsx, "xlsx")),
        Format("HTML", written(web_page, "html")),
        Format("PDF by Chromium", by_chromium),
        Format("PDF by LibreOffice", by_libreoffice),
    ]


def measured(one: Format, papers: dict[int, PrintedPaper]) -> None:
    """Reads every paper in a format and adds up the score."""
    with tempfile.TemporaryDirectory() as folder:
        files = one.make(papers, Path(folder))
        started = time.monotonic()
        for seed, path in files.items():
            try:
                found = of_paper(papers[seed], read.read(opened.opened(path)))
            except RefusedError as error:
                found = Score(open=figures_of(papers[seed]), misread=[str(error)])
            found.misread = [f"{one.name}, paper {seed}: {words}" for words in found.misread]
            one.score.add(found)
        one.seconds = time.monotonic() - started


def table(found: list[Format], papers: int) -> str:
    """The scores as a table of Markdown."""
    lines = [
        f"| {papers} papers as | figures | right | wrong | open | open, % | labels right, % | seconds a paper |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for one in found:
        had = one.score
        shares = f"{100 * had.open / had.figures:.2f} | {100 * had.labels_right / max(had.labels, 1):.1f}"
        lines.append(
            f"| {one.name} | {had.figures:,} | {had.right:,} | {had.wrong:,} | {had.open:,} | {shares} "
            f"| {one.seconds / papers:.2f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=100, help="how many papers (default: 100)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first paper (default: 0)")
    parser.add_argument("--format", default="", help="only formats whose name has this in it")
    parser.add_argument("--write", action="store_true", help=f"renew the scores in {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    papers = {seed: MadeUp(seed).paper for seed in range(arguments.first, arguments.first + arguments.papers)}
    found = [one for one in formats() if arguments.format in one.name]
    for one in found:
        measured(one, papers)
        print(*one.score.misread, sep="\n", file=sys.stderr)
    scores = table(found, len(papers))
    print(scores)
    if arguments.write:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text[: text.index(BEGIN)], text[text.index(END) :]
        PAGE.write_text(f"{before}{BEGIN}\n{scores}\n{after}", encoding="utf-8")
    return 1 if any(one.score.wrong for one in found) else 0
