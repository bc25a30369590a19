"""The mistakes that a hand, an editor or a crash makes in a seed file: each mutant is the file with one of them."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Mutant:
    """One broken thing: the file as it then is, and the lines a finding should point at (none: at the file)."""

    path: str
    column: str
    kind: str
    slip: str
    lines: frozenset[int]
    description: str
    make: Callable[[], bytes | None]  # whole files are made one at a time: there are tens of thousands

    @property
    def content(self) -> bytes | None:
        """The file as it then is; None: it is gone."""
        return self.make()


def other_values(value: str, column: list[str]) -> list[str]:
    """Values of the same column that are not this one, in order of appearance."""
    return [other for other in dict.fromkeys(column) if other not in (value, "")]


def number_slips(value: str) -> dict[str, str]:
    """What a hand does to digits."""
    if not any(sign.isdigit() for sign in value):
        return {"a figure": "700", "emptied": ""}
    at = next(place for place, sign in enumerate(value) if sign.isdigit())
    last = max(place for place, sign in enumerate(value) if sign.isdigit())
    bumped = str((int(value[at]) + 1) % 10 or 1)
    slips = {
        "first digit": value[:at] + bumped + value[at + 1 :],
        "last digit": value[:last] + str((int(value[last]) + 1) % 10) + value[last + 1 :],
        "digit doubled": value[: last + 1] + value[last] + value[last + 1 :],
        "letter O": value.replace("0", "O", 1),
        "sign": "-" + value,
        "emptied": "",
    }
    if last > at:
        slips["digit lost"] = value[:last] + value[last + 1 :]
    for separator in ".,":
        slips[f"{separator} moved"] = (
            value.replace(separator, "") if separator in value else value[:-1] + separator + "5"
        )
    return slips


def slips_of(column: str, kind: str, value: str, values: list[str]) -> dict[str, str]:
    """The slips that a cell of this column and type can suffer, by name."""
    others = other_values(value, values)
    swaps = {"another of the column": others[(values.index(value) * 7 + len(value)) % len(others)]} if others else {}
    if column in ("amount_printed", "amount_read", "expected", "difference_dkk"):
        if value in ("", "-"):
            return {"another amount": "700", "dash for empty" if value == "" else "emptied": "-" if value == "" else ""}
        if not value.strip("0"):
            return {"first digit": "1", "dash for 0": "-", "sign of 0": f"-{value}", "emptied": ""} | swaps
        return number_slips(value) | {"mark glued on": value + "1", "a dash": "-"} | swaps
    if column in ("footnote_marks", "partly_unallocated"):
        mark = "yes" if column == "partly_unallocated" else "1"
        return {"mark added": mark} if value == "" else {"mark lost": "", "another mark": "4", **swaps}
    if kind == "boolean":
        return {"flipped": "false" if value == "true" else "true", "emptied": "", "a word": "maybe"}
    if kind == "integer" or column.endswith("year_printed") or (column == "heading_printed" and value.isdigit()):
        if value == "":
            return {"filled": "2025" if column == "year" else "1"}
        return {"one more": str(int(value) + 1), "one less": str(int(value) - 1), "a word": value + "x", "emptied": ""}
    if value == "":
        return {"filled": others[0] if others else "x", "blanks": "  "}
    if column in ("decided_on_printed", "issued_on_printed"):
        day = "".join(re.findall(r"^\d+", value))
        return {
            "day": str(int(day) % 28 + 1) + value[len(day) :],
            "month": value.replace("december", "november")
            if "dec" in value
            else re.sub(r"0(\d)-|12", "10-", value, count=1),
            "year": value[:-1] + str((int(value[-1]) + 1) % 10),
            "no such day": "31" + value[len(day) :] if "februar" in value else "32" + value[len(day) :],
            "emptied": "",
            **swaps,
        }
    if column in ("url", "question_url") and (digits := re.search(r"8de-(\d\d)(\d\d)(\d{4})", value)):
        day = value[: digits.start(1)] + f"{int(digits[1]) % 28 + 1:02}" + value[digits.end(1) :]
        return {"day": day, "item": value + "1", "cut off": value[: len(value) // 2], "emptied": "", **swaps}
    slips = {"letter lost": value[:-1], "emptied": "", "blank after": value + " ", **swaps}
    if len(value) > 3:
        slips |= {"letters turned": value[0] + value[2] + value[1] + value[3:], "cut off": value[: len(value) // 2]}
        slips["upper case"] = value.upper()
    return slips


def kind_of(path: str, column: str) -> str:
    """The kind of thing a column holds, as the report groups mutants."""
    if path.endswith("raw_controls.csv"):
        return "control"
    if path.endswith("raw_footnotes.csv"):
        return "footnote"
    if column in ("footnote_marks", "partly_unallocated"):
        return "mark"
    if "symbol" in column:
        return "symbol"
    if column in ("amount_printed", "amount_read", "difference_dkk"):
        return "amount"
    if "year" in column or column == "heading_printed":
        return "year"
    if "decided_on" in column or "issued_on" in column or "url" in column:
        return "date or link"
    if column.endswith(("_id", "_no")) or column in (
        "rule",
        "role",
        "row_kind",
        "total_kind",
        "column_kind",
        "unit_dkk",
        "unit_reason",
        "mark_kind",
    ):
        return "id or number"
    return "text or flag"


def written(rows: list[list[str]]) -> bytes:
    """Rows as CSV, in the form the seeds have."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def mutants_of(path: str, content: bytes, types: dict[str, str]) -> Iterator[Mutant]:
    """Every mutant of one seed file."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    head, body = rows[0], rows[1:]

    def edited(line: int, *new: list[str], replaced: int = 1) -> Callable[[], bytes]:
        return lambda: written([*rows[: line - 1], *new, *rows[line - 1 + replaced :]])

    for place, column in enumerate(head):
        values = [row[place] for row in body]
        kind = kind_of(path, column)
        for line, row in enumerate(body, start=2):
            for slip, new in slips_of(column, types[column], row[place], values).items():
                if new != row[place]:
                    cells = [*row[:place], new, *row[place + 1 :]]
                    description = f"{column} {row[place]!r} -> {new!r}"
                    yield Mutant(path, column, kind, slip, frozenset({line}), description, edited(line, cells))
            if line < len(rows) and row[place] != rows[line][place]:
                below = rows[line]
                pair = [
                    [*row[:place], below[place], *row[place + 1 :]],
                    [*below[:place], row[place], *below[place + 1 :]],
                ]
                swapped = edited(line, *pair, replaced=2)
                description = f"{column} {row[place]!r} <-> {below[place]!r} of the next line"
                yield Mutant(path, column, kind, "swapped with next", frozenset({line, line + 1}), description, swapped)
    for line, row in enumerate(body, start=2):
        description = ",".join(row)
        gap = frozenset({line, line - 1}) if len(body) > 1 else frozenset()
        yield Mutant(path, "*", "row lost", "row lost", gap, description, edited(line))
        yield Mutant(path, "*", "row doubled", "next", frozenset({line, line + 1}), description, edited(line, row, row))
        at_end = edited(len(rows) + 1, row, replaced=0)
        yield Mutant(path, "*", "row doubled", "at the end", frozenset({line, len(rows) + 1}), description, at_end)
        if line < len(rows):
            turned = edited(line, rows[line], row, replaced=2)
            yield Mutant(path, "*", "rows turned", "order", frozenset({line, line + 1}), description, turned)
    yield from damages_of(path, content, rows)


def damages_of(path: str, content: bytes, rows: list[list[str]]) -> Iterator[Mutant]:
    """What editors, merges and crashes do to a file; of a file hurt as a whole, any line is the right one."""
    lines = content.splitlines(keepends=True)
    last, anywhere = len(lines), frozenset[int]()
    half = max(last // 2, 1)
    damages: list[tuple[str, frozenset[int], bytes | None]] = [
        ("gone", anywhere, None),
        ("nothing in it", anywhere, b""),
        ("cut in a line", frozenset({last}), content[: -max(len(lines[-1]) // 2, 2)]),
        ("head line lost", frozenset({1}), b"".join(lines[1:])),
        ("column renamed", frozenset({1}), b"x" + content),
        ("column twice", frozenset({1}), written([[rows[0][1], *rows[0][1:]], *rows[1:]])),
        ("columns exchanged", anywhere, written([[rows[0][1], rows[0][0], *rows[0][2:]], *rows[1:]])),
        ("column lost", anywhere, written([row[:-1] for row in rows])),
        ("semicolons", anywhere, content.replace(b",", b";")),
        ("UTF-16", anywhere, content.decode().encode("utf-16")),
        ("conflict marks", frozenset({half + 1}), b"".join([*lines[:half], b"<<<<<<< HEAD\n", *lines[half:]])),
        ("NUL", frozenset({last}), content[:-2] + b"\0" + content[-2:]),
        ("byte-order mark", anywhere, b"\xef\xbb\xbf" + content),
        ("CRLF", anywhere, content.replace(b"\n", b"\r\n")),
    ]
    if last > 1:
        damages += [
            ("a field too many", frozenset({last}), content[:-1] + b",x\n"),
            ("a field too few", frozenset({last}), written([*rows[:-1], rows[-1][:-1]])),
            ("quote not closed", frozenset({half + 1}), b"".join([*lines[:half], b'"', *lines[half:]])),
            ("blank line", frozenset({half + 1}), b"".join([*lines[:half], b"\n", *lines[half:]])),
            ("head line twice", frozenset({2}), lines[0] + content),
        ]
        if content.decode().encode("latin-1", "replace") != content:
            damages.append(("latin-1", anywhere, content.decode().encode("latin-1", "replace")))
    for slip, right, damaged in damages:
        if damaged != content:
            yield Mutant(path, "*", "file damaged", slip, right, slip, partial(lambda content: content, damaged))
