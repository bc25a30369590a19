"""Enters a letter: writes a workbook to type it into, then turns the workbook into rows of the seeds.

Without a file it writes letter.xlsx, empty or filled with an existing letter. With a file it checks the seeds with the
workbook's rows added, shows what that changes, and writes them only when there are no findings and nobody at a terminal
says no; a document that already exists is refused.
"""

import csv
import io
import sys
from pathlib import Path

from handleplan.amounts import kroner
from handleplan.checks.chain import Chain
from handleplan.letters import change, sources, template, told, typed
from handleplan.letters.filled import Letter, read
from handleplan.paths import ROOT
from handleplan.reading import known
from handleplan.reading.language import ENGLISH, Words
from handleplan.seeds import csv_files

TEMPLATE = Path("letter.xlsx")
ACCEPTED = "ref_accepted_differences"
# How tests/reconciliation/totals_reconcile.sql offers the row that accepts a difference.
OFFERED = f"its row in {ACCEPTED}.csv"


def of_other_documents(letter: Letter, root: Path) -> list[str]:
    """Rows about a document that already exists, or that the workbook does not have."""
    there = {row["document_id"] for row in known.rows_of("raw_documents", root)}
    new = {values.get("document_id", "") for _, values in letter.rows.get("raw_documents", [])}
    if not new:
        return ["raw_documents: no letter; expected one row per letter"]
    found = [f"raw_documents: document {name} already exists; a letter is never overwritten" for name in new & there]
    for seed, rows in letter.rows.items():
        for place, values in rows:
            if seed != "raw_documents" and values.get("document_id", "") not in {"", *new}:
                found.append(f"{place}: document {values['document_id']} is not in raw_documents")
    return found


def added(letter: Letter, root: Path) -> change.Files:
    """The seed files that the letter adds rows to: the text before and after."""
    files = {}
    for path, types in csv_files.schemas(root).items():
        rows = letter.rows.get(path.stem)
        if rows:
            before = path.read_text(encoding="utf-8-sig")
            columns = next(csv.reader([before.splitlines()[0]]))
            text = io.StringIO()
            csv.DictWriter(text, columns, lineterminator="\n").writerows(
                {column: values.get(column, "") for column in columns if column in types} for _, values in rows
            )
            files[path] = before, before + ("" if before.endswith("\n") else "\n") + text.getvalue()
    return files


def in_the_workbook(finding: str, letter: Letter, files: change.Files) -> str:
    """A finding with the workbook's sheets and rows in the place of lines that no seed file has yet."""
    lines = {path.stem: before.count("\n") for path, (before, _) in files.items()}

    def place(seed: str, line: int) -> str | None:
        is_new = seed in lines and line > lines[seed]
        return letter.rows[seed][line - lines[seed] - 1][0] if is_new else None

    placed = change.with_places(finding, place)
    return placed.replace(OFFERED, f"its row on the sheet `{ACCEPTED}`")


def restated(chain: Chain, documents: list[str], letter: Letter) -> str:
    """What the letter changes of the letters before it, one line each; to a steward by name, in the page's unit."""
    words = letter.words
    is_steward = bool(letter.cells)
    named = f"initiative_name_{words.language}_after" if is_steward else "initiative_id"
    unit_dkk = min(told.units(letter).values(), default=1) if is_steward else 1
    rows = chain.connection.execute(
        f"""
        select {named}, year, change_kind, is_renamed, change_dkk, coalesce(before_dkk, 0), coalesce(after_dkk, 0)
        from {chain.database}.marts.rpt_restatement
        where list_contains($documents, to_document_id) and change_kind <> 'unchanged'
        order by year, initiative_id
        """,
        {"documents": documents},
    ).fetchall()
    lines = []
    for name, year, kind, is_renamed, change_dkk, before, after in rows:
        kinds = [kind, *(["renamed"] if is_renamed and kind != "renamed" else [])]
        shown = ", ".join(words.value("change_kind", one) for one in kinds)
        before, after = (kroner(one / unit_dkk) for one in (before, after))
        unit = words.value("unit_dkk", str(unit_dkk))
        key = "changed_by" if change_dkk else "changed"
        lines.append(words.of("say", key, name=name, year=year, how=shown, before=before, after=after, unit=unit))
    return "\n".join(lines) or words.of("say", "changes_nothing")


def enter(path: Path, root: Path = ROOT, order: change.Order = change.AS_ASKED) -> int:
    """Turns a workbook into rows of the seeds; returns the exit status."""
    letter = read(path, root)
    words = letter.words
    is_typed = bool(letter.grids) and letter.read_from is None and bool(letter.cells)
    if is_typed and letter.unfinished and not letter.refused and not order.is_dry:
        beside = typed.propose(path, letter, root)
        print(words.of("say", "proposed", file=beside, sheet=words.of("sheet", "overview")), file=sys.stderr)
        return 1
    letter.refused += letter.unfinished
    if is_typed and letter.counts and not letter.refused:
        letter.refused += typed.add_controls(letter)
    refused = letter.refused or of_other_documents(letter, root)
    files = {} if refused else added(letter, root)
    chain = None
    if not refused:
        found, chain = change.findings_of(files, root)
        refused = [told.told(in_the_workbook(one, letter, files), letter) for one in found]
    # Without a chain it was refused before the seeds were looked at.
    is_fit = not refused and chain is not None
    documents = [row.get("document_id", "") for _, row in letter.rows.get("raw_documents", [])]
    if is_fit and chain is not None:
        print(restated(chain, documents, letter), "", change.diff_of(files, root), sep="\n")
    # Last, right above the question.
    if letter.numbers:
        print(words.of("say", "not_texts", count=len(letter.numbers)), *letter.numbers, sep="\n  ")
    if not is_fit:
        return change.refused(refused, words=words)
    done = words.of("say", "entered", rows=sum(map(len, letter.rows.values())), files=len(files))
    status = change.finish(files, order, words.of("say", "ask"), done, words)
    if letter.read_from and status == 0 and not order.is_dry:
        name, sha256 = letter.read_from
        for document_id in documents:
            sources.record(document_id, name, sha256, root)
            kept = f"{sources.FOLDER}/{document_id}{Path(name).suffix}"
            print(words.of("say", "keep", name=name, kept=kept))
    return status


def write_template(
    like: str | None, count: int | None, day: str, words: Words = ENGLISH, has_seeds: bool = False
) -> int:
    """Writes letter.xlsx into the folder that the command is run in, never over another; returns the exit status.

    It is laid out like a paper of so many tables, or like an earlier one; or it has a sheet per seed.
    """
    if TEMPLATE.exists():
        print(words.of("say", "exists", file=TEMPLATE), file=sys.stderr)
        return 1
    if has_seeds:
        template.write(TEMPLATE, like=like)
        print(f"letter: wrote {TEMPLATE}. Type the letter into it (sheet `guide`), then: make letter FILE={TEMPLATE}")
        return 0
    paper, before = typed.like(like, day) if like else (typed.blank(count or 1, day), {})
    typed.write_empty(TEMPLATE, paper, before, words)
    print(words.of("say", "wrote_empty", file=TEMPLATE, sheet=words.of("sheet", "overview")))
    return 0
