"""Reads a letter's document into the workbook that enters it: what was read is filled in, what is open is marked."""

import sys
from pathlib import Path

from handleplan.letters import reading_workbook
from handleplan.letters.letter import TEMPLATE
from handleplan.paths import ROOT
from handleplan.reading import known, opened, read, report
from handleplan.reading.entry import Entry
from handleplan.reading.paper import Paper


def paper_of(path: Path, root: Path = ROOT) -> Paper:
    """What is read of a document, with the names of initiatives that the seeds have."""
    names = [row["initiative_name_da"] for row in known.rows_of("ref_initiative_names", root)]
    return read.read(opened.opened(path), names)


def write_workbook(path: Path, root: Path = ROOT) -> int:
    """Writes letter.xlsx as read from a document, never over another; returns the exit status."""
    if TEMPLATE.exists():
        print(f"letter: {TEMPLATE} already exists and is not overwritten; move it away first", file=sys.stderr)
        return 1
    paper = paper_of(path, root)
    if not paper.tables:
        print(f"letter: {path}: no table of years was found; nothing was written (exit status 1)", file=sys.stderr)
        return 1
    entry = Entry(paper, root)
    reading_workbook.write(TEMPLATE, paper.tables, entry.rows, report.overview(paper, entry), root)
    print(*report.lines(paper, entry), sep="\n")
    print(f"letter: wrote {TEMPLATE}. Look through the sheet `overview`, then: make letter FILE={TEMPLATE}")
    return 0
