"""Finds rows that are sums of others though their labels do not say so."""

from handleplan.reading import rows as row_lines
from handleplan.reading.drawn import DrawnRow
from handleplan.reading.prints import readings
from handleplan.reading.words import joined

Values = dict[int, int]


def _values(row: DrawnRow, kinds: list[str]) -> Values | None:
    """The values of a row by column, without those in no sum; None where a print or its place is not certain."""
    found: Values = {}
    for at, one in enumerate(row.prints):
        column = at if one.column is None and len(row.prints) == len(kinds) else one.column
        read = readings(one.word, ())
        if column is None or (kinds[column] != "other" and len(read) != 1):
            return None
        if kinds[column] != "other":
            found[column] = read[0].value or 0
    return found


def _is_sum(total: Values | None, parts: list[Values | None]) -> bool:
    """Whether a row is the sum of others in every column: two at least that are not 0."""
    known = [part for part in parts if part is not None]
    if not total or len(known) < len(parts) or sum(any(part.values()) for part in known) < 2:
        return False
    columns = {column for part in (total, *known) for column in part}
    return any(total.values()) and all(
        total.get(column, 0) == sum(part.get(column, 0) for part in known) for column in columns
    )


def is_sum_of_all(rows: list[DrawnRow], of_rows: list[str], kinds: list[str]) -> bool:
    """Whether the last row, which has no name of a total, is the sum of all initiatives above it."""
    if not of_rows or "total" in of_rows or of_rows[-1] != "initiative" or row_lines.line_kind(joined(rows[-1].label)):
        return False
    parts = [_values(row, kinds) for row, kind in zip(rows[:-1], of_rows[:-1], strict=True) if kind == "initiative"]
    return _is_sum(_values(rows[-1], kinds), parts)


def of_rows_below(rows: list[DrawnRow], of_rows: list[str], kinds: list[str]) -> list[int]:
    """The initiatives that are the sum of two or more right below them, as a theme is above its own."""
    found = []
    values = [_values(row, kinds) for row in rows]
    for at, kind in enumerate(of_rows):
        end = at + 1
        while kind == "initiative" and end < len(rows) and of_rows[end] == "initiative":
            end += 1
            if _is_sum(values[at], values[at + 1 : end]):
                found.append(at)
                break
    return found
