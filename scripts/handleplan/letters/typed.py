"""A paper without its document: an empty workbook laid out like it, and what is proposed once it is typed or pasted.

A table may be typed below its headings, or pasted as it was copied. What was pasted is read as a document is: what
cannot be told is left open.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from handleplan.errors import RefusedError
from handleplan.letters import printed_tables
from handleplan.letters.filled import Letter
from handleplan.letters.reading_workbook import Contents, Writer
from handleplan.letters.template import rows_of
from handleplan.letters.typed_tables import tables_of
from handleplan.paths import ROOT
from handleplan.queries import grouped
from handleplan.reading import controls, tables
from handleplan.reading.entry import Entry
from handleplan.reading.heads import day_of
from handleplan.reading.labels import Label
from handleplan.reading.language import Words
from handleplan.reading.paper import OPEN, UNREAD, Cell, Commitment, Decision, Footnote, Paper, Row, Table
from handleplan.reading.report import choice_of
from handleplan.reading.words import YEAR

ROWS = 20
COLUMNS = 8
# What a person counts on the page in a minute; the other controls are counted on the sheets of the tables.
COUNTED = ("rows", "cells_amount", "cells_dash", "cells_empty", "footnote_marks")
OF_TABLES = ("raw_tables", "ref_table_plans", "ref_row_initiatives")
OF_IDS = {
    "ref_plans": "plan_id",
    "ref_plan_names": "plan_id",
    "ref_initiatives": "initiative_id",
    "ref_initiative_names": "initiative_id",
}


def blank(count: int, day: str) -> Paper:
    """A paper of so many tables of which nothing is known."""
    paper = Paper("", "", day)
    for number in range(1, count + 1):
        rows = [Row("initiative", Label("", (), ""), [Cell()] * COLUMNS) for _ in range(ROWS)]
        total = Row("total", Label("", (), ""), [Cell()] * COLUMNS)
        paper.tables.append(Table(number, "", [""] * COLUMNS, ["other"] * COLUMNS, rows, total, 1_000))
    return paper


def like(document_id: str, day: str, root: Path = ROOT) -> tuple[Paper, dict[str, list[dict[str, str]]]]:
    """The layout of an earlier paper without its amounts, and its rows; its years as many later as its date is."""
    before = rows_of(document_id, root)
    of_paper = before["raw_documents"][0]
    old, new = day_of(of_paper["issued_on_printed"]), day_of(day)
    later = new[0] - old[0] if old and new else 0

    def shifted(text: str) -> str:
        return YEAR.sub(lambda year: str(int(year[0]) + later), text)

    paper = Paper("", "", day, "", of_paper["issued_by_printed"], of_paper["price_level_rule"])
    paper.symbols = {row["symbol"]: row["source_printed"] for row in before["raw_symbols"]}
    columns, rows_of_table = (grouped(before[seed], "table_no") for seed in ("raw_table_columns", "raw_table_rows"))
    for row in before["raw_tables"]:
        heads = [shifted(one["heading_printed"]) for one in columns.get(row["table_no"], [])]
        cells = [Cell()] * len(heads)
        rows = [
            Row(
                one["row_kind"],
                Label(one["label_printed"], tuple(one["symbols_printed"].split()), ""),
                cells,
            )
            for one in rows_of_table.get(row["table_no"], [])
        ]
        has_total = row["total_label_printed"] or row["has_column_totals"] == "true"
        total = Row("total", Label(row["total_label_printed"], (), ""), cells) if has_total else None
        paper.tables.append(
            Table(
                int(row["table_no"]),
                row["title_printed"],
                heads,
                tables.kinds_of(heads),
                rows,
                total,
                int(row["unit_dkk"]),
                shifted(row["price_level_printed"]),
            )
        )
    return paper, before


def write_empty(path: Path, paper: Paper, before: dict[str, list[dict[str, str]]], words: Words) -> None:
    """Writes the workbook of a paper to type; of an earlier one it takes which plans and initiatives its rows are."""
    entry = Entry(paper, words=words)
    rows = dict(entry.rows)
    rows["raw_controls"] = asked(table.number for table in paper.tables)
    for seed in (*OF_IDS, *OF_TABLES[1:]):
        rows[seed] = []
    if before:
        for seed in OF_TABLES[1:]:
            rows[seed] = [row | {"label_reason": "", "is_new": ""} for row in before[seed]]
        rows["raw_tables"] = [
            row | {"price_level_printed": table.price_level, "unit_reason": "", "states_reason": ""}
            for row, table in zip(before["raw_tables"], paper.tables, strict=True)
        ]
    if not day_of(paper.issued_on):
        rows["raw_documents"][0]["document_id"] = ""
    told = {
        "confirm": [
            (words.of("sheet", "overview"), words.of("say", "type_overview")),
            (printed_tables.name_of(1, words), words.of("say", "type_tables")),
            (words.of("sheet", "around"), words.of("say", "type_around", unread=UNREAD)),
        ]
    }
    Writer(path, Contents(paper.tables, rows, {}, told, is_counted_by_hand=True), words=words).write()


def asked(numbers: Iterable[int]) -> list[dict[str, str]]:
    """What a person counts on the page of each table."""
    return [
        {"table_no": str(number), "control_kind": kind, "item": "", "expected": UNREAD}
        for number in numbers
        for kind in COUNTED
    ]


def propose(path: Path, letter: Letter, root: Path = ROOT) -> Path:
    """Writes a workbook beside one that is typed or pasted: what can be told of its tables is laid out and proposed."""
    words = letter.words
    typed = {seed: [values for _, values in rows] for seed, rows in letter.rows.items()}
    of_paper = typed.get("raw_documents", [{}])[0]
    paper = _paper_of(letter)
    # What stands around the tables has its ids already, but for decisions that were typed without one.
    unnamed = [row for row in typed.get("raw_decisions", []) if not row["decision_id"]]
    paper.symbols, paper.footnotes, paper.commitments = {}, [], []
    paper.decisions = [Decision(row["decided_on_printed"], row["title_printed"], row["url"]) for row in unnamed]
    entry = Entry(paper, root, words)
    told_of = {row.get("table_no", "") for row in typed.get("ref_row_initiatives", [])}
    plans_of = {row.get("table_no", "") for row in typed.get("ref_table_plans", []) if row["plan_id"]}
    rows = {seed: own for seed, own in typed.items() if seed not in printed_tables.SEEDS}
    rows["raw_documents"] = [_over(entry.rows["raw_documents"][0], of_paper)]
    rows["ref_documents"] = [_over(entry.rows["ref_documents"][0], typed.get("ref_documents", [{}])[0])]
    _name_decisions(unnamed, rows, entry)
    ids: set[str] = set()
    known_as: dict[str, list[str]] = {}
    for seed, block, given in (
        ("raw_tables", "", plans_of),
        ("ref_table_plans", "tables", plans_of),
        ("ref_row_initiatives", "rows", told_of),
    ):
        nearness = entry.known_as.get(block) or [""] * len(entry.rows[seed])
        proposed = list(zip(entry.rows[seed], nearness, strict=True))
        before = {row["table_no"]: row for row in typed.get(seed, [])} if seed == "raw_tables" else {}
        new = [
            (_over(row, before.get(row["table_no"], {})), near)
            for row, near in proposed
            if row["table_no"] not in given
        ]
        ids |= {row.get("initiative_id") or row.get("plan_id", "") for row, _ in new}
        both = [*((row, "") for row in typed.get(seed, []) if row["table_no"] in given), *new]
        both.sort(key=lambda one: int(one[0]["table_no"] or 0))
        rows[seed] = [row for row, _ in both]
        known_as[block] = [near for _, near in both]
    for seed, column in OF_IDS.items():
        added = [row for row in entry.rows.get(seed, []) if row[column] in ids]
        rows[seed] = [row for row in typed.get(seed, []) if row[column] and row[column] not in ids] + added
    counted = [*letter.counts, *typed.get("raw_controls", [])]
    rows["raw_controls"] = sorted(
        counted or asked(table.number for table in paper.tables), key=lambda row: int(row["table_no"] or 0)
    )
    beside = path.with_name(f"{path.stem}-2{path.suffix}")
    if beside.exists():
        raise RefusedError(words.of("say", "exists", file=beside))
    asked_in_vain = words.of("say", "title_in_english") if rows["ref_documents"][0].get("title_en") else None
    confirm = [(place, said) for place, said in entry.to_confirm if said != asked_in_vain]
    told = {"confirm": confirm, "open": list(_open(paper.tables, words))}
    contents = Contents(
        paper.tables, rows, known_as, {name: one for name, one in told.items() if one}, is_counted_by_hand=True
    )
    Writer(beside, contents, words=words).write()
    return beside


def _name_decisions(unnamed: list[dict[str, str]], rows: dict[str, list[dict[str, str]]], entry: Entry) -> None:
    """Gives decisions without an id the one that is proposed, with what their links and titles tell."""
    new = {row["decision_id"]: row for row in entry.rows.get("ref_decisions", [])}
    nameless = [row for row in rows.get("ref_decisions", []) if not row["decision_id"]]
    rows["ref_decisions"] = [row for row in rows.get("ref_decisions", []) if row["decision_id"]]
    for row, described, proposed in zip(unnamed, nameless, entry.rows.get("raw_decisions", []), strict=True):
        row["decision_id"] = proposed["decision_id"]
        if row["decision_id"] in new:
            rows["ref_decisions"].append(_over(new[row["decision_id"]], described))
    rows["ref_decision_links"] = [*rows.get("ref_decision_links", []), *entry.rows.get("ref_decision_links", [])]


def _over(proposed: dict[str, str], typed: dict[str, str]) -> dict[str, str]:
    """A row as it is proposed, with what a person typed in its place."""
    return proposed | {column: value for column, value in typed.items() if value}


def _open(found: list[Table], words: Words) -> Iterator[tuple[str, str]]:
    for table in found:
        sheet = printed_tables.name_of(table.number, words)
        yield from ((sheet, one.told(words)) for one in (*table.unmet, *table.notes))
        for row in table.all_rows:
            for head, cell in zip(table.heads, row.cells, strict=True):
                if cell.how == OPEN:
                    yield f"{sheet}, {row.label.name}, {head}", f"{cell.printed}: {choice_of(cell, words)}"


def add_controls(letter: Letter) -> list[str]:
    """Adds the controls that nobody is asked for; returns where a person counted other rows than the sheets have."""
    words = letter.words
    paper = _paper_of(letter)
    commitment_ids = [values["commitment_id"] for _, values in letter.rows.get("raw_grant_commitments", [])]
    of_paper = letter.rows["raw_documents"][0][1] if letter.rows.get("raw_documents") else {}
    document_id = of_paper.get("document_id", "")
    for table_no, kind, item, expected in controls.of_paper(paper, commitment_ids):
        table = "" if table_no is None else str(table_no)
        if kind not in COUNTED and expected is not None:
            values = {"document_id": document_id, "table_no": table, "control_kind": kind, "item": item}
            values["expected"] = str(expected)
            letter.rows.setdefault("raw_controls", []).append((words.of("sheet", "around"), values))
    counts = {row["table_no"]: row["expected"] for row in letter.counts if row["control_kind"] == "rows"}
    told = []
    for one in paper.tables:
        counted = counts.get(str(one.number))
        if counted != str(sum(row.kind == "initiative" for row in one.rows)):
            place, what = f"{words.of('head', 'table_no')} {one.number}, ", words.value("control_kind", "rows")
            page = counted or words.of("word", "nothing")
            told.append(words.of("say", "count_again", table=place, what=what, page=page))
    return told


def _paper_of(letter: Letter) -> Paper:
    """A paper as its workbook has it."""

    def rows(seed: str) -> list[dict[str, str]]:
        return [values for _, values in letter.rows.get(seed, [])]

    of_paper = next(iter(rows("raw_documents")), {})
    return Paper(
        "",
        "",
        of_paper.get("issued_on_printed", ""),
        of_paper.get("title_printed", ""),
        of_paper.get("issued_by_printed", ""),
        of_paper.get("price_level_rule", ""),
        tables=list(tables_of(letter)),
        symbols={row["symbol"]: row["source_printed"] for row in rows("raw_symbols")},
        decisions=[
            Decision(row["decided_on_printed"], row["title_printed"], row["url"]) for row in rows("raw_decisions")
        ],
        footnotes=[
            Footnote(
                _number(row["footnote_no"]),
                _number(row["table_no"]),
                "",
                row["amount_printed"],
                _number(row["unit_dkk"]),
                row["year_printed"],
                row["source_printed"],
                row["decided_on_printed"],
                row["committee_printed"],
                row["price_level_printed"],
            )
            for row in rows("raw_footnotes")
        ],
        commitments=[
            Commitment(
                _number(row["table_no"]) or None,
                row["amount_printed"],
                _number(row["unit_dkk"]),
                row["first_year_printed"],
                row["last_year_printed"],
            )
            for row in rows("raw_grant_commitments")
            if row["first_year_printed"].isdigit() and row["last_year_printed"].isdigit()
        ],
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
