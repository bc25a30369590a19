"""Reads a letter's document into the workbook that enters it: what was read is filled in, what is open is marked."""

import sys
from pathlib import Path

from handleplan.letters.letter import TEMPLATE
from handleplan.letters.reading_workbook import Contents, Writer
from handleplan.paths import ROOT
from handleplan.reading import known, opened, read, report
from handleplan.reading.entry import Entry
from handleplan.reading.language import ENGLISH, Words


def write_workbook(path: Path, root: Path = ROOT, words: Words = ENGLISH, has_seeds: bool = False) -> int:
    """Writes letter.xlsx as read from a document, never over another; returns the exit status."""
    if TEMPLATE.exists():
        print(words.of("say", "exists", file=TEMPLATE), file=sys.stderr)
        return 1
    names = [row["initiative_name_da"] for row in known.rows_of("ref_initiative_names", root)]
    paper = read.read(opened.opened(path), names)
    if not paper.tables:
        print(words.of("say", "no_tables", file=path), file=sys.stderr)
        return 1
    entry = Entry(paper, root, words)
    contents = Contents(paper.tables, entry.rows, entry.known_as, report.overview(paper, entry))
    Writer(TEMPLATE, contents, root, words).write(has_seeds)
    print(*report.lines(paper, entry), sep="\n")
    print(words.of("say", "wrote", file=TEMPLATE, sheet=words.of("sheet", "overview")))
    return 0
