"""The second reading: reads a document on its own and holds it against what is entered of it, figure by figure."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from handleplan.errors import RefusedError
from handleplan.paths import ROOT
from handleplan.reading import known, opened, read
from handleplan.reading.paper import OF_AMOUNTS, OPEN, Cell, Paper, Table
from handleplan.reading.prints import plain

Key = tuple[str, ...]
# What was printed at a place; None where it could not be read.
Facts = dict[str, dict[Key, str | None]]
MOST_SHOWN = 50


@dataclass
class Compared:
    """How much of one kind agrees, and what does not."""

    agree: int = 0
    of: int = 0
    differ: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def facts_of_rows(document_id: str, root: Path = ROOT) -> Facts:
    """What is entered of a document. Raises RefusedError when it is not there."""

    def rows(seed: str) -> list[dict[str, str]]:
        return [row for row in known.rows_of(seed, root) if row["document_id"] == document_id]

    if not rows("raw_documents"):
        raise RefusedError(f"document {document_id} is not in raw_documents.csv (exit status 1)")
    heads = {(row["table_no"], row["column_no"]): row["heading_printed"] for row in rows("raw_table_columns")}
    facts: Facts = {
        kind: {} for kind in ("cells", "printed totals", "footnote marks", "labels", "row symbols", "footnotes")
    }
    for row in rows("raw_allocations"):
        key = (f"table {row['table_no']}", f"row {row['row_no']}", heads.get((row["table_no"], row["column_no"]), ""))
        facts["cells"][key] = row["amount_printed"]
        if row["footnote_marks"]:
            facts["footnote marks"][key] = row["footnote_marks"]
    for row in rows("raw_printed_totals"):
        where = f"row {row['row_no']}" if row["row_no"] else "total"
        key = (f"table {row['table_no']}", where, heads.get((row["table_no"], row["column_no"]), ""))
        facts["printed totals"][key] = row["amount_printed"]
    for row in rows("raw_table_rows"):
        place = (f"table {row['table_no']}", f"row {row['row_no']}")
        facts["labels"][place] = row["label_printed"]
        facts["row symbols"][place] = row["symbols_printed"]
    for row in rows("raw_footnotes"):
        parts = (row[column] for column in ("amount_printed", "unit_dkk", "year_printed", "source_printed"))
        more = (row[column] for column in ("decided_on_printed", "committee_printed", "price_level_printed"))
        facts["footnotes"][f"table {row['table_no']}", f"footnote {row['footnote_no']}"] = _joined(*parts, *more)
    facts["decisions"] = {
        (f"decision {row['decision_no']}",): _joined(row["decided_on_printed"], row["title_printed"], row["url"])
        for row in rows("raw_decisions")
    }
    facts["symbols"] = {(row["symbol"],): row["source_printed"] for row in rows("raw_symbols")}
    facts["promised grants"] = {
        (f"grant {row['commitment_no']}",): _joined(
            row["amount_printed"], row["unit_dkk"], row["first_year_printed"], row["last_year_printed"]
        )
        for row in rows("raw_grant_commitments")
    }
    return facts


def _joined(*parts: object) -> str:
    return " | ".join(str(part) for part in parts if part)


def facts_of_paper(paper: Paper) -> Facts:
    """What is read of a document, under the same keys."""
    facts: Facts = {
        kind: {} for kind in ("cells", "printed totals", "footnote marks", "labels", "row symbols", "footnotes")
    }
    for table in paper.tables:
        _add_table(table, facts)
    for note in paper.footnotes:
        parts = (note.amount, note.unit_dkk, note.year, note.source, note.decided_on, note.committee, note.price_level)
        facts["footnotes"][f"table {note.table}", f"footnote {note.number}"] = _joined(*parts)
    facts["decisions"] = {
        (f"decision {number}",): _joined(one.decided_on, one.title, one.url)
        for number, one in enumerate(paper.decisions, 1)
    }
    facts["symbols"] = {(symbol,): source for symbol, source in paper.symbols.items()}
    facts["promised grants"] = {
        (f"grant {number}",): _joined(one.amount, one.unit_dkk, one.first_year, one.last_year)
        for number, one in enumerate(paper.commitments, 1)
    }
    return facts


def _add_table(table: Table, facts: Facts) -> None:
    name = f"table {table.number}"
    rows = [(f"row {number}", row) for number, row in enumerate(table.rows, 1)]
    rows += [("total", table.total)] if table.total else []
    for place, row in rows:
        if place != "total":
            facts["labels"][name, place] = row.label.name
            facts["row symbols"][name, place] = " ".join(row.label.symbols)
        for head, kind, cell in zip(table.heads, table.kinds, row.cells, strict=True):
            if kind == "other" or row.kind == "heading":
                continue
            key = (name, place, head)
            if kind == "year" and row.kind in OF_AMOUNTS:
                facts["cells"][key] = _text(cell)
                if cell.reading.marks:
                    facts["footnote marks"][key] = " ".join(cell.reading.marks)
            elif cell.reading.text or cell.how == OPEN:
                facts["printed totals"][key] = _text(cell)


def _text(cell: Cell) -> str | None:
    return None if cell.how == OPEN else cell.reading.text


def compared(entered: Facts, found: Facts) -> dict[str, Compared]:
    """Both held against each other. Texts are compared without case and signs, figures as printed."""
    result = {}
    cells = [*found["cells"], *found["printed totals"]]
    read: set[tuple[str, ...]] = {(table, head) for table, _, head in cells}
    read |= {(table,) for table, *_ in [*found["labels"], *cells]}
    read |= {key[:2] for kind in found for key in found[kind]}
    for kind, facts in entered.items():
        one = result[kind] = Compared()
        for key in dict.fromkeys([*facts, *found[kind]]):
            place = ", ".join(key)
            is_open = key in found[kind] and found[kind][key] is None
            # A table, a column or a row of which nothing was read is one that the machine could not read.
            is_open = is_open or (key[0].startswith("table ") and not {(key[0], *key[2:]), key[:2]} <= read)
            # A mark is open where its cell is.
            if kind == "footnote marks" and key not in found[kind] and found["cells"].get(key, "") is None:
                is_open = True
            one.of += 1
            mine, other = facts.get(key), found[kind].get(key)
            if is_open:
                one.unread.append(f"{place}: entered {_shown(mine)}")
            elif mine is not None and other is not None and is_same(mine, other):
                one.agree += 1
            else:
                one.differ.append(f"{place}: entered {_shown(mine)}, read {_shown(other)}")
    return result


def is_same(mine: str, other: str) -> bool:
    """Whether two prints are one: figures as printed, texts without case and signs."""
    return plain(mine) == plain(other) or (any(map(str.isalpha, mine)) and known.folded(mine) == known.folded(other))


def _shown(value: str | None) -> str:
    return "nothing" if value is None else f'"{value}"' if value else "an empty cell"


def compare(path: Path, document_id: str, root: Path = ROOT) -> int:
    """Prints what agrees, what differs and what could not be read; exit status 0 when all that was read agrees."""
    paper = read.read(opened.opened(path))
    result = compared(facts_of_rows(document_id, root), facts_of_paper(paper))
    print(f"{path.name} (SHA-256 {paper.sha256}), read on its own, and {document_id} as entered:")
    for kind, one in result.items():
        print(f"{kind}: {one.agree} of {one.of} agree, {len(one.differ)} differ, {len(one.unread)} could not be read")
    differ = [f"{kind}: {words}" for kind, one in result.items() for words in one.differ]
    unread = [f"{kind}: {words}, could not be read" for kind, one in result.items() for words in one.unread]
    for words in (differ[:MOST_SHOWN], unread[:MOST_SHOWN]):
        if words:
            print("", *words, sep="\n")
    if differ:
        print(f"compare: {len(differ)} differ (exit status 1)", file=sys.stderr)
    return 1 if differ else 0
