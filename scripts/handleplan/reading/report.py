"""Says what was read of a document: in the terminal in a few lines, on the sheet `overview` line by line."""

from collections import Counter
from collections.abc import Iterator

from handleplan.reading.entry import Entry
from handleplan.reading.language import ENGLISH, Words
from handleplan.reading.paper import BY_PLACE, BY_TOTALS, OPEN, PRINTED, Cell, Paper, Table
from handleplan.reading.read import TO_CONFIRM

Place = tuple[str, str, Cell]
# What the overview says, by block: where, and what.
Told = dict[str, list[tuple[str, str]]]
HOW = (PRINTED, BY_TOTALS, BY_PLACE, OPEN)


def cells_of(table: Table) -> Iterator[Place]:
    """Every cell and printed total of a table, with the row's label and the column's heading."""
    for row in table.all_rows:
        for head, kind, cell in zip(table.heads, table.kinds, row.cells, strict=True):
            if kind != "other" and row.kind != "heading":
                yield row.label.name, head, cell


def counts(table: Table) -> Counter[str]:
    """How many cells and totals of a table are known how."""
    return Counter(cell.how for cell in (*table.cells, *table.totals))


def choice_of(cell: Cell, words: Words = ENGLISH) -> str:
    """What an open cell could be, in words."""
    possible = [one or words.of("word", "empty") for one in cell.possible]
    return f" {words.of('word', 'or')} ".join(possible) or words.of("word", "no_amount")


def _counted(table: Table, words: Words) -> str:
    how = counts(table)
    told = ", ".join(f"{how[one]} {words.of('how', one)}" for one in HOW)
    return words.of("say", "table_counts", cells=len(table.cells), totals=len(table.totals), told=told)


def _coverage(paper: Paper, entry: Entry, words: Words) -> str:
    return words.of(
        "say",
        "coverage",
        placed=paper.figures_placed,
        found=paper.figures_found,
        left_over=len(paper.left_over),
        confirm=len(entry.to_confirm),
        sheet=words.of("sheet", "overview"),
    )


def lines(paper: Paper, entry: Entry) -> list[str]:
    """What is printed after a document was read."""
    words, told = entry.words, []
    for table in paper.tables:
        told.append(f"{words.of('head', 'table_no')} {table.number}, {table.title}: {_counted(table, words)}")
        told += [f"  {note.told(words)}" for note in (*table.notes, *table.unmet)]
    told.append(
        words.of(
            "say",
            "around",
            symbols=len(paper.symbols),
            footnotes=len(paper.footnotes),
            decisions=len(paper.decisions),
            commitments=len(paper.commitments),
        )
    )
    told.append(_coverage(paper, entry, words))
    told += [f"{words.of('word', 'hidden')}: {name}" for name in paper.hidden]
    told += [words.of("say", "same_as", name=name) for name in entry.same_as]
    return told


def overview(paper: Paper, entry: Entry) -> Told:
    """What the sheet `overview` says below what is entered there."""
    words = entry.words
    told: Told = {
        "document": [(paper.name, f"SHA-256 {paper.sha256}"), ("", _coverage(paper, entry, words))],
        "summary": [],
        "confirm": list(entry.to_confirm),
        "open": [],
        "settled": [],
        "texts": [],
        "left_over": [(f"{words.of('word', 'line')} {number}", text) for number, text in paper.left_over]
        + [(words.of("word", "hidden"), name) for name in paper.hidden],
    }
    for table in paper.tables:
        place = f"{words.of('head', 'table_no')} {table.number}"
        told["summary"].append((f"{place}, {table.title}", _counted(table, words)))
        told["open"] += [(place, one.told(words)) for one in table.unmet]
        told["open"] += [(place, one.told(words)) for one in table.notes if one.key not in TO_CONFIRM]
        for label, head, cell in cells_of(table):
            at, line = f"{place}, {label}, {head}", f"{words.of('word', 'line')} {cell.line}: {cell.printed}"
            if cell.how == OPEN:
                possible = words.of("word", "possible").casefold()
                told["open"].append((at, f"{line}; {possible}: {choice_of(cell, words)}"))
            elif cell.how != PRINTED:
                read = str(cell.reading) or words.of("word", "empty")
                told["settled"].append((at, f"{line} {words.of('word', 'read_as')} {read}"))
        of_table = [(f"{place}, {row.label.name}", row.label.description) for row in table.rows]
        told["texts"] += [(at, text) for at, text in of_table if text]
    told["texts"] += [
        (
            f"{words.of('head', 'table_no')} {note.table}, {words.of('head', 'footnote_no')} {note.number}",
            note.text,
        )
        for note in paper.footnotes
    ]
    return {block: rows for block, rows in told.items() if rows}
