"""The figures of the proof: each with its query, plain SQL on the published file, to be shown, pasted and run again.

A column whose name ends in `_dkk` or `_count` holds figures; where the answer is shown, all of them are, in this order.
"""

import re
from dataclasses import dataclass

import duckdb

from handleplan import database, queries


@dataclass(frozen=True)
class Answer:
    """What a query gives, with the query as it can be pasted."""

    sql: str
    rows: list[dict]

    def one(self) -> dict:
        """The only row."""
        (row,) = self.rows
        return row


def literal(value: str | int) -> str:
    """A value as SQL writes it."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def ask(published: duckdb.DuckDBPyConnection, name: str, **values: str | int) -> Answer:
    """Writes the values of its parameters into a query and runs it. Raises KeyError when one has no value."""
    sql = re.sub(r"\$(\w+)", lambda parameter: literal(values[parameter[1]]), queries.text(name)) + ";"
    return Answer(sql, database.rows(published, sql))
