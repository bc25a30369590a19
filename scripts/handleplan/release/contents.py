"""Writes what a release's file holds: the kept schemas of the candidate, the checks that ran, and those of main."""

import graphlib

import duckdb

from handleplan.database import KEPT_SCHEMAS, sql_text, tables


def tables_in_key_order(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The kept tables, each after the ones that its foreign keys point at."""
    order = graphlib.TopologicalSorter({table: set() for table in tables(connection, database)})
    for schema, table, referenced in connection.execute(
        "select schema_name, table_name, referenced_table from duckdb_constraints() "
        "where database_name = ? and constraint_type = 'FOREIGN KEY'",
        [database],
    ).fetchall():
        order.add(f"{schema}.{table}", f"{schema}.{referenced}")
    return list(order.static_order())


def copy_kept_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    """Copies the kept schemas of `handleplan` to `dst` with keys, checks and comments."""
    connection.execute("copy from database handleplan to dst (schema)")
    dropped = connection.execute(
        "select schema_name from duckdb_schemas() "
        "where database_name = 'dst' and not internal and schema_name <> 'main' and not list_contains(?, schema_name)",
        [list(KEPT_SCHEMAS)],
    ).fetchall()
    for (schema,) in dropped:
        connection.execute(f"drop schema dst.{schema} cascade")
    for table in tables_in_key_order(connection, "handleplan"):
        connection.execute(f"insert into dst.{table} select * from handleplan.{table} order by all")


def without_null(comment: str) -> str:
    """A column's comment for a table in which it is never NULL: without what is said of NULL in other tables."""
    sentences = [
        "; ".join(part for part in sentence.split("; ") if "NULL" not in part)
        for sentence in comment.removesuffix(".").split(". ")
    ]
    return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences if sentence) + "."


def mend_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """A column is described once for all tables; a comment is read beside one of them, and must be true there."""
    told = connection.execute(
        "select schema_name, table_name, column_name, comment from duckdb_columns() "
        "where database_name = 'dst' and not internal and not is_nullable and contains(comment, 'NULL')"
    ).fetchall()
    for schema, table, column, comment in told:
        said = sql_text(without_null(comment))
        connection.execute(f'comment on column dst.{schema}.{table}."{column}" is {said}')


def write_checks(connection: duckdb.DuckDBPyConnection, checks: list[dict]) -> None:
    """Writes audit.audit_checks: the proof that was run is part of what is published."""
    connection.execute(
        "create table dst.audit.audit_checks (check_id varchar primary key, protects varchar not null, "
        "description varchar not null, rows_in_scope bigint not null, failures bigint not null)"
    )
    comments = {
        "check_id": "Name of the check in the project.",
        "protects": "The models that the check reads.",
        "description": "What the check holds to be true.",
        "rows_in_scope": "Rows of the models that the check reads.",
        "failures": "Rows that failed: 0 in a published file.",
    }
    connection.execute(
        "comment on table dst.audit.audit_checks is "
        "'The checks that ran on this build before it was published. One row per check.'"
    )
    for column, comment in comments.items():
        connection.execute(f"comment on column dst.audit.audit_checks.{column} is '{comment}'")
    connection.executemany(
        "insert into dst.audit.audit_checks values (?, ?, ?, ?, ?)",
        [list(check.values()) for check in sorted(checks, key=lambda check: check["check_id"])],
    )


def write_about(connection: duckdb.DuckDBPyConnection, manifest: dict) -> None:
    """Fills main.about, which a client shows first: the lines of the candidate, with what only the release knows."""
    empty = sorted(table for table, facts in manifest["tables"].items() if facts["rows"] == 0)
    connection.execute(
        """
        insert into dst.main.about
        select line_no, topic,
            replace(replace(replace(text_da, '{checks}', checks), '{build}', $build_id), '{empty}', $empty),
            replace(replace(replace(text_en, '{checks}', checks), '{build}', $build_id), '{empty}', $empty)
        from handleplan.main.about, (select cast(count(*) as varchar) as checks from dst.audit.audit_checks)
        where topic <> 'empty' or $empty <> ''
        order by line_no
        """,
        {"build_id": manifest["build_id"], "empty": ", ".join(empty)},
    )


def write_metrics(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills main.metrics: each measure once, for whoever has only the file."""
    connection.execute("insert into dst.main.metrics select * from handleplan.main.metrics order by metric_no")
