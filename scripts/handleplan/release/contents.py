"""Writes what a release's file holds: the kept schemas of the candidate, the checks that ran, and main.about."""

import graphlib

import duckdb

from handleplan.database import KEPT_SCHEMAS, tables


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


def write_about(connection: duckdb.DuckDBPyConnection, build_id: str) -> None:
    """Writes main.about, which a client shows first, for somebody who has only the file."""
    documents = connection.execute(
        "select string_agg(title_da || ' (' || issued_on || ')', '; ' order by document_no), "
        "string_agg(title_en || ' (' || issued_on || ')', '; ' order by document_no) from dst.marts.dim_document"
    ).fetchone()
    checks = connection.execute("select count(*) from dst.audit.audit_checks").fetchone()[0]
    lines = [
        (
            "what",
            "Hvilke penge kommunale handleplaner har fået og har nu, efter initiativ, år og kilde, i kroner.",
            "What money municipal action plans have had and have now, by initiative, year and source, in kroner.",
        ),
        ("documents", documents[0], documents[1]),
        (
            "begin",
            "marts.rpt_plan_overview er overblikket; marts.fct_allocation er pengene, én gang; "
            "audit.audit_trace fører hvert tal tilbage til brevets celle.",
            "marts.rpt_plan_overview is the overview; marts.fct_allocation is the money, once; "
            "audit.audit_trace leads each figure back to the printed cell.",
        ),
        (
            "caution",
            "Prisniveauer er blandede, som i brevene: summer er nominelle. Tilsagn (marts.fct_grant_commitment) "
            "lægges ikke til de afsatte midler.",
            "Price levels are mixed, as in the letters: sums are nominal. Grant commitments "
            "(marts.fct_grant_commitment) are not added to allocations.",
        ),
        (
            "proof",
            f"{checks} kontroller er kørt uden fejl; se audit.audit_checks.",
            f"{checks} checks ran without a failure; see audit.audit_checks.",
        ),
        ("build", build_id, build_id),
    ]
    connection.execute(
        "create table dst.main.about (line_no integer primary key, topic varchar not null, "
        "text_da varchar not null, text_en varchar not null)"
    )
    connection.execute(
        "comment on table dst.main.about is "
        "'Who this file is: what it holds, from which documents, where to begin, which build. One row per topic.'"
    )
    for column, comment in {
        "line_no": "Order in which to read.",
        "topic": "What the line tells of.",
        "text_da": "The text in Danish.",
        "text_en": "The text in English.",
    }.items():
        connection.execute(f"comment on column dst.main.about.{column} is '{comment}'")
    connection.executemany(
        "insert into dst.main.about values (?, ?, ?, ?)", [[number, *line] for number, line in enumerate(lines, 1)]
    )
