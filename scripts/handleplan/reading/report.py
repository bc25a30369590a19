"""Says what was read of a document: in the terminal in a few lines, in the workbook line by line."""

from collections import Counter
from collections.abc import Iterator

from handleplan.reading.entry import Entry
from handleplan.reading.paper import BY_PLACE, BY_TOTALS, OPEN, PRINTED, Cell, Paper, Row, Table

Place = tuple[str, str, Cell]


def cells_of(table: Table) -> Iterator[Place]:
    """Every cell and printed total of a table, with the row's label and the column's heading."""
    rows: list[Row] = [*table.rows, *([table.total] if table.total else [])]
    for row in rows:
        for head, kind, cell in zip(table.heads, table.kinds, row.cells, strict=True):
            if kind != "other" and row.kind != "heading":
                yield row.label.name, head, cell


def counts(table: Table) -> Counter[str]:
    """How many cells and totals of a table are known how."""
    return Counter(cell.how for cell in (*table.cells, *table.totals))


def lines(paper: Paper, entry: Entry) -> list[str]:
    """What is printed after a document was read."""
    told = []
    for table in paper.tables:
        how = counts(table)
        told.append(
            f"table {table.number}, {table.title}: {len(table.cells)} cells and {len(table.totals)} totals, "
            f"{how[PRINTED]} {PRINTED}, {how[BY_TOTALS]} {BY_TOTALS}, {how[BY_PLACE]} {BY_PLACE}, {how[OPEN]} {OPEN}"
        )
        told += [f"  {note}" for note in (*table.notes, *table.unmet)]
    told.append(
        f"around the tables: {len(paper.symbols)} symbols, {len(paper.footnotes)} footnotes, "
        f"{len(paper.decisions)} decisions, {len(paper.commitments)} promised grants"
    )
    told.append(
        f"coverage: {paper.figures_placed} of {paper.figures_found} figures placed, "
        f"{len(paper.left_over)} lines left over, {len(entry.to_confirm)} things to confirm (sheet `overview`)"
    )
    told += [f"this looks like {name}, which is entered: make compare holds them together" for name in entry.same_as]
    return told


def overview(paper: Paper, entry: Entry) -> list[tuple[str, str, str]]:
    """The sheet `overview`: what is meant, where it stands, what it says."""
    rows = [("document", paper.name, f"SHA-256 {paper.sha256}")]
    rows += [("to confirm", *_parted(words)) for words in entry.to_confirm]
    for table in paper.tables:
        place = f"table {table.number}"
        rows += [("total not met", place, words) for words in table.unmet]
        for label, head, cell in cells_of(table):
            if cell.how == OPEN:
                words = f"line {cell.line}: {cell.printed}; possible: {cell.choice}"
                rows.append((OPEN, f"{place}, {label}, {head}", words))
            elif cell.how != PRINTED:
                read = str(cell.reading) or "empty"
                rows.append((cell.how, f"{place}, {label}, {head}", f"line {cell.line}: {cell.printed} read as {read}"))
        rows += [(OPEN, place, note) for note in table.notes if "judged" not in note]
    described = [(f"table {table.number}, {row.label.name}", row.label) for table in paper.tables for row in table.rows]
    rows += [("description", place, label.description) for place, label in described if label.description]
    rows += [("footnote", f"table {note.table}, footnote {note.number}", note.text) for note in paper.footnotes]
    rows += [("left over", f"line {number}", text) for number, text in paper.left_over]
    return rows


def _parted(words: str) -> tuple[str, str]:
    place, _, what = words.partition(": ")
    return place, what
