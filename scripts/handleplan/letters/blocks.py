"""The blocks of the sheets around a paper's tables: what a steward sees of the seeds, and how it becomes their rows.

A block has a title, a row of headings and then its rows. Each is of one or more seeds, whose columns it shows once.
What can be derived is not shown: the document that a row is of, numbers of rows, and what the sheets of tables say.
blocks.csv has them: the seeds of which a line is `always` a row, is one if its id is `new`, or if a column is `filled`.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from handleplan.reading import language

Rows = dict[str, list[dict[str, str]]]
# When a row of a block is one of a seed: always, when its first column is new, or when one of these columns is filled.
ALWAYS, NEW = "always", "new"


@dataclass(frozen=True)
class Block:
    """A block: its name, its sheet, when it has a row of which seed, its columns in their order.

    `numbered` is the column that counts the block's rows. An upright block has a heading and a value in each line.
    """

    name: str
    sheet: str
    seeds: dict[str, str | tuple[str, ...]]
    columns: list[str]
    numbered: str
    is_upright: bool

    def column_of(self, heading: str) -> str | None:
        """The column that a heading means, in either language."""
        shown = {
            words.of("head", column).casefold(): column
            for words in map(language.Words, language.LANGUAGES)
            for column in self.columns
        }
        return shown.get(heading.strip().casefold())


def _blocks() -> Iterator[Block]:
    """The blocks of blocks.csv, in the order of the sheets."""
    with Path(__file__).with_name("blocks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            seeds: dict[str, str | tuple[str, ...]] = dict.fromkeys(row["always"].split(), ALWAYS)
            seeds |= dict.fromkeys(row["new"].split(), NEW)
            if row["filled"]:
                seeds[row["filled"]] = tuple(row["filled_columns"].split())
            columns = row["columns"].split()
            yield Block(row["name"], row["sheet"], seeds, columns, row["numbered"], row["is_upright"] == "yes")


BLOCKS = tuple(_blocks())
SHEETS = ("overview", "around", "known")
SEEDS = tuple(dict.fromkeys(seed for block in BLOCKS for seed in block.seeds if seed != "raw_controls"))


def lines_of(block: Block, filled: Rows) -> list[tuple[dict[str, str], set[str]]]:
    """The lines of a block, filled from rows of its seeds, each with the seeds that it is a row of."""
    main, *others = block.seeds
    left = {seed: list(filled.get(seed, [])) for seed in others}
    lines = []
    for row in filled.get(main, []):
        seeds, joined = {main}, dict(row)
        for seed in others:
            same = next((one for one in left[seed] if _is_of(one, joined)), None)
            if same:
                left[seed].remove(same)
                seeds.add(seed)
                joined |= {column: value for column, value in same.items() if value}
        lines.append(({column: joined.get(column, "") for column in block.columns}, seeds))
    return lines


def _is_of(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether a row of a further seed belongs to a line: what both say is the same."""
    keys = [column for column in one if column in other and column.endswith(("_id", "_no"))]
    return all(one[column] == other[column] for column in keys if column != "municipality_id" and one[column])


@dataclass(frozen=True)
class Line:
    """A line of a block as a person filled it, its place, and the cell of each of its columns."""

    block: Block
    place: str
    values: dict[str, str]
    cells: dict[str, str]


def found_in(sheet: str, rows: list[list[str]], words: language.Words, refused: list[str]) -> Iterator[Line]:
    """The lines of the blocks of a sheet. Headings that no block has are added to `refused`."""
    by_name = {block.name: block for block in BLOCKS}
    block: Block | None = None
    heads: list[str | None] | None = None
    upright: dict[str, str] = {}
    cells: dict[str, str] = {}
    begun = ""
    for number, row in enumerate(rows, 1):
        name = language.key_of("block", row[0]) if row else None
        place = f"{sheet} {words.of('word', 'row')} {number}"
        if name:
            if block and upright:
                yield Line(block, begun, upright, cells)
            block, heads, upright, cells, begun = by_name.get(name), None, {}, {}, place
        elif block is None or not any(row):
            continue
        elif block.is_upright:
            key = block.column_of(row[0])
            if key is None:
                refused.append(_unknown(place, row[0], block, words))
            elif len(row) > 1:
                upright[key], cells[key] = row[1], f"{sheet}!B{number}"
        elif heads is None:
            heads = [block.column_of(text) for text in row]
            refused += [
                _unknown(place, text, block, words) for text, head in zip(row, heads, strict=True) if text and not head
            ]
        else:
            values = {head: text for head, text in zip(heads, row, strict=False) if head}
            if any(text for head, text in values.items() if head not in ("label", "nearness")):
                at = {head: f"{sheet}!{xl_rowcol_to_cell(number - 1, n)}" for n, head in enumerate(heads) if head}
                yield Line(block, place, values, at)
    if block and upright:
        yield Line(block, begun, upright, cells)


def _unknown(place: str, text: str, block: Block, words: language.Words) -> str:
    expected = ", ".join(words.of("head", column) for column in block.columns)
    return words.of("say", "unknown_heading", place=place, text=text, expected=expected)


def rows_of(
    lines: list[Line],
    types: dict[str, dict[str, str]],
    is_known: Callable[[str, str], bool],
    row_nos: Callable[[str, int], str | None],
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The rows of the seeds that lines are: seed, place, values.

    `is_known` says whether a seed has an id, `row_nos` which number a table's first, second ... row of an initiative
    has.
    """
    paper = next((line.values for line in lines if line.block.name == "paper"), {})
    derived = {column: paper.get(column, "") for column in ("document_id", "municipality_id")}
    counted: dict[str, int] = defaultdict(int)
    added: set[tuple[str, str]] = set()
    for line in lines:
        block = line.block
        values = {head: language.value_of(head, text) for head, text in line.values.items()}
        counted[block.name] += 1
        if block.numbered:
            values[block.numbered] = str(counted[block.name])
        if block.name == "rows":
            table = values.get("table_no", "")
            counted[f"table {table}"] += 1
            values["row_no"] = row_nos(table, counted[f"table {table}"]) or ""
        for seed, when in block.seeds.items():
            own = {column: derived.get(column) or values.get(column, "") for column in types[seed]}
            key = next(iter(own.values()))
            # What has no id yet is another thing in each line.
            if when == NEW and key and (is_known(seed, key) or (seed, key) in added):
                continue
            if isinstance(when, tuple) and not any(values.get(column) for column in when):
                continue
            added.add((seed, key))
            yield seed, line.place, own
