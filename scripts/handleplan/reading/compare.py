"""The second reading: reads a document on its own and holds it against what is entered of it, figure by figure."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handleplan.errors import RefusedError
from handleplan.paths import ROOT
from handleplan.reading import known, opened, read, second_readings
from handleplan.reading.language import ENGLISH, Words
from handleplan.reading.paper import OF_AMOUNTS, OPEN, Cell, Paper, Table
from handleplan.reading.prints import plain

Key = tuple[str, ...]
Row = dict[str, str]
# What was printed at a place; None where it could not be read.
Facts = dict[str, dict[Key, str | None]]
FIGURES = ("cells", "printed totals")
OF_TABLES = (*FIGURES, "footnote marks", "labels", "row symbols", "footnotes")
MOST_SHOWN = 50


@dataclass
class Compared:
    """How much of one kind agrees, and what does not."""

    agree: int = 0
    of: int = 0
    differ: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def told_apart(heads: Iterable[str]) -> list[str]:
    """The headings of a table; one that stands there again gets its number behind it."""
    seen: Counter[str] = Counter()
    names = []
    for head in heads:
        seen[head] += 1
        names.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
    return names


def _rows(seed: str, document_id: str, root: Path) -> list[Row]:
    return [row for row in known.rows_of(seed, root) if row["document_id"] == document_id]


def figures_of_rows(document_id: str, root: Path = ROOT) -> Iterator[tuple[str, Key, Row]]:
    """The cells and totals that are entered of a document: kind, key and row."""
    columns: dict[str, dict[str, str]] = {}
    for row in sorted(_rows("raw_table_columns", document_id, root), key=lambda row: int(row["column_no"])):
        columns.setdefault(row["table_no"], {})[row["column_no"]] = row["heading_printed"]
    heads = {
        (table, number): name
        for table, named in columns.items()
        for number, name in zip(named, told_apart(named.values()), strict=True)
    }
    for kind, seed in zip(FIGURES, ("raw_allocations", "raw_printed_totals"), strict=True):
        for row in _rows(seed, document_id, root):
            where = f"row {row['row_no']}" if row["row_no"] else "total"
            yield kind, (f"table {row['table_no']}", where, heads.get((row["table_no"], row["column_no"]), "")), row


def facts_of_rows(document_id: str, root: Path = ROOT, words: Words = ENGLISH) -> Facts:
    """What is entered of a document. Raises RefusedError when it is not there."""

    def rows(seed: str) -> list[Row]:
        return _rows(seed, document_id, root)

    if not rows("raw_documents"):
        there = ", ".join(row["document_id"] for row in known.rows_of("raw_documents", root))
        raise RefusedError(words.of("say", "no_document", document=document_id, there=there))
    facts: Facts = {kind: {} for kind in OF_TABLES}
    for kind, key, row in figures_of_rows(document_id, root):
        facts[kind][key] = row["amount_printed"]
        if row.get("footnote_marks"):
            facts["footnote marks"][key] = row["footnote_marks"]
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
    facts: Facts = {kind: {} for kind in OF_TABLES}
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
    for number, row in enumerate(table.all_rows, 1):
        place = "total" if row is table.total else f"row {number}"
        if place != "total":
            facts["labels"][name, place] = row.label.name
            facts["row symbols"][name, place] = " ".join(row.label.symbols)
        for head, kind, cell in zip(told_apart(table.heads), table.kinds, row.cells, strict=True):
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


def compared(entered: Facts, found: Facts, words: Words = ENGLISH) -> dict[str, Compared]:
    """Both held against each other. Texts are compared without case and signs, figures as printed."""
    result = {}
    cells = [*found["cells"], *found["printed totals"]]
    read: set[tuple[str, ...]] = {(table, head) for table, _, head in cells}
    read |= {(table,) for table, *_ in [*found["labels"], *cells]}
    read |= {key[:2] for kind in found for key in found[kind]}
    for kind, facts in entered.items():
        one = result[kind] = Compared()
        for key in dict.fromkeys([*facts, *found[kind]]):
            is_open = key in found[kind] and found[kind][key] is None
            # A table, a column or a row of which nothing was read is one that the machine could not read.
            is_open = is_open or (key[0].startswith("table ") and not {(key[0], *key[2:]), key[:2]} <= read)
            # A mark is open where its cell is.
            if kind == "footnote marks" and key not in found[kind] and found["cells"].get(key, "") is None:
                is_open = True
            one.of += 1
            mine, other = facts.get(key), found[kind].get(key)
            at = {"place": place_of(key, words), "entered": _shown(mine, words)}
            if is_open:
                one.unread.append(words.of("say", "unread", **at))
            elif mine is not None and other is not None and is_same(mine, other):
                one.agree += 1
            else:
                one.differ.append(words.of("say", "differs", **at, read=_shown(other, words)))
    return result


def is_same(mine: str, other: str) -> bool:
    """Whether two prints are one: figures as printed, texts without case and signs."""
    return plain(mine) == plain(other) or (any(map(str.isalpha, mine)) and known.folded(mine) == known.folded(other))


def place_of(key: Key, words: Words) -> str:
    """A place in words: `table 1, row 2, 2026`."""

    def in_words(found: re.Match[str]) -> str:
        return words.of("place", found[0])

    named = [re.sub(r"^[a-z]+", in_words, part) for part in key[:2]]
    return ", ".join([*(named if key[0][-1:].isdigit() else key[:1]), *key[2:]])


def _shown(value: str | None, words: Words) -> str:
    return words.of("word", "nothing") if value is None else f'"{value}"' if value else words.of("word", "empty_cell")


def compare(path: Path, document_id: str, root: Path = ROOT, words: Words = ENGLISH, *, is_kept: bool = False) -> int:
    """Prints what agrees, what differs and what could not be read; exit status 0 when all that was read agrees.

    Kept are the cells and totals that were read, unless something differs.
    """
    paper = read.read(opened.opened(path))
    found = facts_of_paper(paper)
    result = compared(facts_of_rows(document_id, root, words), found, words)
    print(words.of("say", "compared", name=path.name, sha256=paper.sha256, document=document_id))
    named = {kind: words.of("fact", kind) for kind in result}
    for kind, one in result.items():
        counts = {"agree": one.agree, "of": one.of, "differ": len(one.differ), "unread": len(one.unread)}
        print(words.of("say", "agree", what=named[kind], **counts))
    differ = [f"{named[kind]}: {told}" for kind, one in result.items() for told in one.differ]
    unread = [f"{named[kind]}: {told}" for kind, one in result.items() for told in one.unread]
    for told in (differ[:MOST_SHOWN], unread[:MOST_SHOWN]):
        if told:
            print("", *told, sep="\n")
    if differ:
        key = "differ_not_kept" if is_kept else "differ"
        print(words.of("say", key, count=len(differ)), file=sys.stderr)
        return 1
    if is_kept:
        kept = [
            (row, text, found["footnote marks"].get(key) or "")
            for kind, key, row in figures_of_rows(document_id, root)
            if (text := found[kind].get(key)) is not None
        ]
        second_readings.keep(document_id, paper.sha256, kept, root)
        print(words.of("say", "kept_reading", count=len(kept), file=second_readings.SEED))
    return 0
