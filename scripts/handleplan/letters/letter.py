"""Enters a letter: writes a workbook to type it into, then turns the workbook into rows of the seeds.

Without a file it writes letter.xlsx, empty or filled with an existing letter. With a file it checks the seeds with the
workbook's rows added, writes them only when there are no findings, and shows what changed; a document that already
exists is refused.
"""

import csv
import datetime
import difflib
import io
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine

from handleplan.checks import check, compiled
from handleplan.letters import package, printed_tables, template
from handleplan.paths import ROOT
from handleplan.seeds import csv_files
from handleplan.seeds.values import strange, trim, visible

TEMPLATE = Path("letter.xlsx")


@dataclass
class Letter:
    """What a workbook holds: rows by seed with the places they come from, cells that are not text, refusals."""

    rows: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
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
        if name in ("overview", "guide", "lists"):
            continue
        is_table = printed_tables.SHEET.fullmatch(name) is not None
        if name not in seeds and not is_table:
            letter.refused.append(f"sheet {name}: unknown{strange(name)}; expected only the sheets of the template")
            continue
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise OSError(f"{path} cannot be read as a workbook (.xlsx): sheet {name}: {error}") from error
        if is_table:
            tables[name] = rows
        else:
            _read_sheet(name, rows, seeds[name], letter)
    for name, rows in tables.items():
        _read_table(name, rows, letter)
    return letter


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


def added(letter: Letter, root: Path) -> dict[Path, tuple[str, str]]:
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


def in_the_workbook(finding: str, letter: Letter, files: dict[Path, tuple[str, str]]) -> str:
    """A finding with the workbook's sheets and rows in the place of lines that no seed file has yet."""
    lines = {path.stem: before.count("\n") for path, (before, _) in files.items()}

    def place(found: re.Match) -> str:
        seed, line, last = found["seed"], int(found["line"]), int(found["last"] or found["line"])
        if seed not in lines or line <= lines[seed]:
            return found[0]
        places = [letter.rows[seed][one - lines[seed] - 1][0] for one in (line, last)]
        return places[0] if line == last else f"{places[0]} to {places[1]}"

    pattern = r"(?:seeds/\w+/)?(?P<seed>\w+)\.csv(?::| lines? )(?P<line>\d+)(?: to (?P<last>\d+))?"
    return re.sub(pattern, place, finding)


def diff_of(files: dict[Path, tuple[str, str]], root: Path) -> str:
    """What is added to the seeds, as a diff."""
    told: list[str] = []
    for path, (before, after) in files.items():
        name = str(path.relative_to(root))
        told += difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, n=0, lineterm="")
    return "\n".join(told)


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


def enter(path: Path, root: Path = ROOT) -> int:
    """Turns a workbook into rows of the seeds; returns the exit status."""
    letter = read(path)
    refused = letter.refused or of_other_documents(letter, root)
    files = {} if refused else added(letter, root)
    chain = None
    if not refused:
        with tempfile.TemporaryDirectory() as folder:
            candidate = Path(folder)
            shutil.copytree(root / "seeds", candidate / "seeds")
            for file, (_, after) in files.items():
                (candidate / file.relative_to(root)).write_text(after, encoding="utf-8")
            found, chain = check.findings_of(candidate)
        refused = [in_the_workbook(one, letter, files) for one in found]
    if letter.numbers:
        print(f"{len(letter.numbers)} cells are not text; compare them with the page:", *letter.numbers, sep="\n  ")
    # Without a chain it was refused before the seeds were looked at.
    if refused or chain is None:
        told = f"letter: refused, {check.counted(len(refused), 'finding')}; nothing was written (exit status 1)"
        print(*refused, told, sep="\n", file=sys.stderr)
        return 1
    print(
        diff_of(files, root),
        "",
        restated(chain, [row["document_id"] for _, row in letter.rows["raw_documents"]]),
        sep="\n",
    )
    for file, (_, after) in files.items():
        file.with_suffix(".new").write_text(after, encoding="utf-8")
    for file in files:
        file.with_suffix(".new").replace(file)
    count = sum(map(len, letter.rows.values()))
    print(f"letter: {count} rows written to {len(files)} files; `git diff` shows them, `make build` publishes them")
    return 0


def write_template(like: str | None) -> int:
    """Writes letter.xlsx into the folder that the command is run in, never over another; returns the exit status."""
    if TEMPLATE.exists():
        print(f"letter: {TEMPLATE} already exists and is not overwritten; move it away first", file=sys.stderr)
        return 1
    template.write(TEMPLATE, like=like)
    print(f"letter: wrote {TEMPLATE}. Type the letter into it (sheet `guide`), then: make letter FILE={TEMPLATE}")
    return 0
