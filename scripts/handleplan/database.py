"""Reads warehouse files: their rows, their tables, and a content hash by which two files can be compared."""

import contextlib
import glob
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from handleplan.errors import EnvironmentFaultError

KEPT_SCHEMAS = ("marts", "audit")


@contextlib.contextmanager
def opened(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published file, read-only. Raises EnvironmentFaultError when it is not there or cannot be read."""
    if not file.exists():
        raise EnvironmentFaultError(f"cannot read {file}: it is not there; run `make build` first")
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            yield connection
    except duckdb.Error as error:
        raise EnvironmentFaultError(f"cannot read {file}: {error}") from error


def one_row(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()) -> tuple[Any, ...]:
    """The first row that a query gives. Raises LookupError when it gives none; an aggregate always gives one."""
    row = connection.execute(query, parameters).fetchone()
    if row is None:
        raise LookupError(f"no row is given by: {query}")
    return row


def rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict | list | None = None) -> list[dict]:
    """The rows that a query gives, each by the names of its columns."""
    answer = connection.execute(query, parameters)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def sql_text(value: str | Path) -> str:
    """A text or path as a literal of SQL: a quote in it is doubled."""
    return "'" + str(value).replace("'", "''") + "'"


def sql_glob(folder: str | Path, pattern: str = "") -> str:
    """A path as a literal of SQL where DuckDB reads a pattern: only what stands in `pattern` is one."""
    return sql_text(glob.escape(str(folder)) + pattern)


def build_id(published: duckdb.DuckDBPyConnection) -> str:
    """Which build a published file is."""
    return one_row(published, "select text_en from main.about where topic = 'build'")[0]


def tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The kept tables of an attached database as schema.table, in order of name."""
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where database_name = ? and list_contains(?, schema_name) order by all",
        [database, list(KEPT_SCHEMAS)],
    ).fetchall()
    return [name for (name,) in rows]


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a table, in their order."""
    # Asked of the table itself: duckdb_columns() looks through all tables each time.
    return [column[0] for column in connection.execute(f"select * from {table} limit 0").description]


def contents(connection: duckdb.DuckDBPyConnection, table: str, where: str = "true") -> dict:
    """Row count and content hash of a table, or of some of its rows.

    The hash is the sum over the rows of the MD5 of a canonical text: the values as text in the order of the columns,
    joined by the unit separator, NULL as the record separator. A sum does not depend on the order of the rows,
    and MD5 is the same in every version and on every machine, as DuckDB's own hash() is not.
    """
    values = ", ".join(f'coalesce(cast("{column}" as varchar), chr(30))' for column in columns(connection, table))
    count, high, low = one_row(
        connection,
        "select count(*), sum(cast(md5_number_upper(line) as hugeint)), sum(cast(md5_number_lower(line) as hugeint)) "
        f"from (select concat_ws(chr(31), {values}) as line from {table} where {where})",
    )
    return {"rows": count, "hash": f"{high or 0:x}-{low or 0:x}"}


def describe(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, dict]:
    """Row count and content hash of each kept table."""
    return {table: contents(connection, f"{database}.{table}") for table in tables(connection, database)}
