"""Asks a published file, through the DuckDB client of this environment, what a BI tool asks; prints JSON.

It judges nothing: clients.py does. Runs in every client since DuckDB 1.1 and needs only the client and the
standard library. Started as root it becomes the user `nobody` first, for root may write to any file.
"""

import argparse
import contextlib
import json
import os
from collections.abc import Callable, Iterator

NOBODY = 65534

MONEY = "select count(*), sum(amount_dkk) from {}marts.fct_allocation"
COMMENTS = (
    "select (select count(*) from duckdb_tables()), (select count(nullif(comment, '')) from duckdb_tables()), "
    "count(*), count(nullif(comment, '')) from duckdb_columns() where not internal"
)
VIEWS = "select count(*) from duckdb_views() where not internal"


@contextlib.contextmanager
def by_duckdb(path: str, read_only: bool) -> Iterator[Callable]:
    """The plain Python client."""
    import duckdb

    with contextlib.closing(duckdb.connect(path, read_only=read_only)) as connection:
        yield lambda query: connection.execute(query).fetchall()


@contextlib.contextmanager
def by_adbc(path: str, read_only: bool) -> Iterator[Callable]:
    """The ADBC driver inside the duckdb package; its own connect() has no read-only, the driver manager's has."""
    import adbc_driver_duckdb
    import adbc_driver_manager.dbapi

    options = {"path": path, **({"access_mode": "READ_ONLY"} if read_only else {})}
    driver = adbc_driver_duckdb.driver_path()
    with (
        adbc_driver_manager.dbapi.connect(
            driver=driver, entrypoint="duckdb_adbc_init", db_kwargs=options
        ) as connection,
        connection.cursor() as cursor,
    ):

        def ask(query: str) -> list:
            cursor.execute(query)
            return cursor.fetchall()

        yield ask


@contextlib.contextmanager
def by_sqlalchemy(path: str, read_only: bool) -> Iterator[Callable]:
    """SQLAlchemy as Superset uses it: a connection per query, read-only by the engine's connect_args."""
    import sqlalchemy  # type: ignore[import-not-found]  # it is in the environment of its client alone

    arguments = {"read_only": True} if read_only else {}
    engine = sqlalchemy.create_engine(f"duckdb:///{path}", poolclass=sqlalchemy.pool.NullPool, connect_args=arguments)
    with contextlib.closing(engine.connect()) as connection:
        yield lambda query: connection.exec_driver_sql(query).fetchall()


WAYS = {"duckdb": by_duckdb, "adbc": by_adbc, "sqlalchemy": by_sqlalchemy}


def become_nobody() -> None:
    """Gives up root for good."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def answer_to(question: Callable) -> dict:
    """The answer to a question, or what the client said instead."""
    try:
        return {"answer": question()}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def facts(way: Callable, path: str) -> dict:
    """What the client says of the file. A read-write open is tried first: with the file held it would fail anyway."""
    quoted = "'" + path.replace("'", "''") + "'"

    def version() -> str:
        with way(path, True) as ask:
            return ask("select version()")[0][0].lstrip("v")

    def money() -> list[str]:
        with way(path, True) as ask:
            return [str(value) for value in ask(MONEY.format(""))[0]]

    def comments() -> list[int]:
        with way(path, True) as ask:
            return list(ask(COMMENTS)[0])

    def any_name() -> list[str]:
        with way(":memory:", False) as ask:
            ask(f"attach {quoted} as any_other_name (read_only)")
            return [str(value) for value in (*ask(MONEY.format("any_other_name."))[0], *ask(VIEWS)[0])]

    def write() -> str:
        with way(path, False) as ask:
            ask("select 1")
        return "it was opened"

    def write_attached() -> str:
        with way(":memory:", False) as ask:
            ask(f"attach {quoted} as any_other_name")
        return "it was attached"

    questions = (write, write_attached, version, money, comments, any_name)
    return {question.__name__: answer_to(question) for question in questions}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=WAYS, help="how to open the file")
    parser.add_argument("database", help="a copy of the published file")
    arguments = parser.parse_args()
    way = WAYS[arguments.way]
    # All is loaded while this user may still read it: the environment can lie where nobody else has access.
    with way(":memory:", False) as ask:
        ask("select cast(1 as decimal(18, 2))")
    if os.geteuid() == 0:
        become_nobody()
    print(json.dumps({"user": os.geteuid(), **facts(way, arguments.database)}))


if __name__ == "__main__":
    main()
