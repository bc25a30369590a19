"""Reads the queries of the pages, the downloads and the terminal: one file of SQL each, in a folder for each reader.

A `$name` in a query is a parameter of it.
"""

from functools import cache
from pathlib import Path

import duckdb

from handleplan import database

FOLDER = Path(__file__).with_name("queries")


@cache
def text(name: str) -> str:
    """The SQL of a query, such as `overview/cells`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip()


def rows(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> list[dict]:
    """The rows that a query gives for the values of its parameters, each by the names of its columns."""
    return database.rows(connection, text(name), values)


def row(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> dict:
    """The only row that a query gives."""
    (only,) = rows(connection, name, **values)
    return only


def grouped(rows: list[dict], *names: str) -> dict:
    """Rows by the value of a column, or by the values of several."""
    found: dict = {}
    for row in rows:
        key = row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)
        found.setdefault(key, []).append(row)
    return found
