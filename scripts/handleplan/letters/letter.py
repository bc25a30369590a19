"""Enters a letter: writes a workbook to type it into, then turns the workbook into rows of the seeds.

Without a file it writes letter.xlsx, empty or filled with an existing letter. With a file it checks the seeds with the
workbook's rows added, shows what that changes, and writes them only when there are no findings and nobody at a terminal
says no; a document that already exists is refused.
"""

import csv
import datetime
import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine

from handleplan.checks import compiled
from handleplan.letters import change, package, printed_tables, sources, template
from handleplan.paths import ROOT
from handleplan.seeds import csv_files
from handleplan.seeds.values import strange, trim, visible

TEMPLATE = Path("letter.xlsx")
ACCEPTED = "ref_accepted_differences"
# How tests/reconciliation/totals_reconcile.sql offers the row that accepts a difference.
OFFERED = f"its row in {ACCEPTED}.csv"


@dataclass
class Letter:
    """What a workbook holds: rows by seed with the places they come from, cells that are not text, refusals.

    `read_from` is the name and SHA-256 of the document that it was read from.
    """

    rows: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    read_from: tuple[str, str] | None = None
    refused: list[str] = field(default_factory=list)


def text_of(value: object, kind: str) -> tuple[str, bool]:
    """A cell's value as a seed has it, and whether it should have been text and was not."""
    if isinstance(value, bool):
        return str(value).lower(), kind != "boolean"
    if isinstance(value, int | float):
        # A comma: three decimals after a point would be read as thousands.
        return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ","), kind == "varchar"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d-%m-%Y"), True
    return trim(str(value)), False


def read(path: Path) -> Letter:
    """Reads a workbook. Raises RefusedError when it is larger than a letter, OSError when it is none."""
    letter = Letter()
    book = package.opened(path)
    seeds = template.seeds_of_a_letter(ROOT)
    tables = {}
    for name in book.sheet_names:
        if name in ("guide", "lists"):
            continue
        is_table = printed_tables.SHEET.fullmatch(name) is not None
        if name not in seeds and not is_table and name != "overview":
            letter.refused.append(f"sheet {name}: unknown{strange(name)}; expected only the sheets of the template")
            continue
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise OSError(f"{path} cannot be read as a workbook (.xlsx): sheet {name}: {error}") from error
        if name == "overview":
            letter.read_from = _document_of(rows)
        elif is_table:
            tables[name] = rows
        else:
            _read_sheet(name, rows, seeds[name], letter)
    for name, rows in tables.items():
        _read_table(name, rows, letter)
    return letter


def _document_of(rows: list[list]) -> tuple[str, str] | None:
    """The name and SHA-256 of the document, as reading/report.py puts them into the overview."""
    for what, name, says in (row[:3] for row in rows if len(row) >= 3):
        found = re.fullmatch(r"SHA-256 ([0-9a-f]{64})", str(says))
        if what == "document" and found:
            return visible(trim(str(name))), found[1]
    return None


def _read_table(name: str, rows: list[list], letter: Letter) -> None:
    """Reads a sheet that is laid out as the paper; its rows are of the one document of the workbook."""
    documents = [values.get("document_id", "") for _, values in letter.rows.get("raw_documents", [])]
    if len(documents) != 1:
        letter.refused.append(f"{name}: of which document? Expected one row in raw_documents")
        return
    texts: list[list[str]] = []
    for number, row in enumerate(rows, 1):
        texts.append([])
        for head, value in zip(rows[0], row, strict=False):
            text, is_other = text_of(value, "varchar")
            texts[-1].append(text)
            if is_other and number > 1 and not str(head).startswith(template.COMPUTED):
                letter.numbers.append(f"{name} row {number}, {head}: not text; read as {text}")
    for one in printed_tables.rows_of(name, texts, documents[0], letter.refused):
        letter.rows.setdefault(one.seed, []).append((one.place, one.values))


def _read_sheet(name: str, rows: list[list], types: dict[str, str], letter: Letter) -> None:
    heads = [str(head).strip() for head in rows[0]] if rows else []
    unknown = [head for head in heads if head and head not in types and not head.startswith(template.COMPUTED)]
    missing = [column for column in types if column not in heads]
    letter.refused += [
        f"{name}: unknown column {visible(head)}{strange(head)}; expected {', '.join(types)}" for head in unknown
    ]
    letter.refused += [f"{name}: column {column} is missing" for column in missing]
    letter.rows[name] = []
    for number, row in enumerate(rows[1:], 2):
        values = {}
        for head, value in zip(heads, row, strict=False):
            if head not in types:
                continue
            values[head], is_other = text_of(value, types[head])
            if is_other:
                letter.numbers.append(f"{name} row {number}, {head}: not text; read as {values[head]}")
        if any(values.values()):
            letter.rows[name].append((f"{name} row {number}", values))


def of_other_documents(letter: Letter, root: Path) -> list[str]:
    """Rows about a document that already exists, or that the workbook does not have."""
    with (root / "seeds" / "raw" / "raw_documents.csv").open(encoding="utf-8", newline="") as file:
        there = {row["document_id"] for row in csv.DictReader(file)}
    new = {values.get("document_id", "") for _, values in letter.rows.get("raw_documents", [])}
    if not new:
        return ["raw_documents: no letter; expected one row per letter"]
    told = [f"raw_documents: document {name} already exists; a letter is never overwritten" for name in new & there]
    for seed, rows in letter.rows.items():
        for place, values in rows:
            if seed != "raw_documents" and values.get("document_id", "") not in {"", *new}:
                told.append(f"{place}: document {values['document_id']} is not in raw_documents")
    return told


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

    told = change.with_places(finding, place)
    return told.replace(OFFERED, f"its row on the sheet `{ACCEPTED}`")


def restated(chain: compiled.Chain, documents: list[str]) -> str:
    """What the letter changes of the letters before it, one line each."""
    rows = chain.connection.execute(
        f"""
        select initiative_id || ', ' || year || ': ' || change_kind || if(is_renamed, ', renamed', '')
            || if(change_dkk = 0, '', ', ' || coalesce(before_dkk, 0) || ' kr. -> ' || coalesce(after_dkk, 0) || ' kr.')
        from {chain.database}.marts.rpt_restatement
        where list_contains($documents, to_document_id) and change_kind <> 'unchanged'
        order by year, initiative_id
        """,
        {"documents": documents},
    ).fetchall()
    return "\n".join(row for (row,) in rows) or "The letter changes nothing that was stated before."


def enter(path: Path, root: Path = ROOT, order: change.Order = change.AS_ASKED) -> int:
    """Turns a workbook into rows of the seeds; returns the exit status."""
    letter = read(path)
    refused = letter.refused or of_other_documents(letter, root)
    files = {} if refused else added(letter, root)
    chain = None
    if not refused:
        found, chain = change.findings_of(files, root)
        refused = [in_the_workbook(one, letter, files) for one in found]
    # Without a chain it was refused before the seeds were looked at.
    is_fit = not refused and chain is not None
    documents = [row.get("document_id", "") for _, row in letter.rows.get("raw_documents", [])]
    if is_fit and chain is not None:
        print(change.diff_of(files, root), "", restated(chain, documents), sep="\n")
    # Last, right above the question.
    if letter.numbers:
        print(f"{len(letter.numbers)} cells are not text; compare them with the page:", *letter.numbers, sep="\n  ")
    if not is_fit:
        return change.refused(refused)
    count = sum(map(len, letter.rows.values()))
    done = f"letter: {count} rows written to {len(files)} files; `git diff` shows them, `make build` publishes them"
    status = change.finish(files, order, "Enter it?", done)
    if letter.read_from and status == 0 and not order.is_dry:
        name, sha256 = letter.read_from
        for document_id in documents:
            sources.record(document_id, name, sha256, root)
            kept = f"{sources.FOLDER}/{document_id}{Path(name).suffix}"
            print(f"letter: keep {name} as {kept}; the proof then shows where each figure stands")
    return status


def write_template(like: str | None) -> int:
    """Writes letter.xlsx into the folder that the command is run in, never over another; returns the exit status."""
    if TEMPLATE.exists():
        print(f"letter: {TEMPLATE} already exists and is not overwritten; move it away first", file=sys.stderr)
        return 1
    template.write(TEMPLATE, like=like)
    print(f"letter: wrote {TEMPLATE}. Type the letter into it (sheet `guide`), then: make letter FILE={TEMPLATE}")
    return 0
