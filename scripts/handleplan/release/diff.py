"""Shows what a candidate would change in the published figures: old, new, and the raw row that says so.

Compares build/handleplan.duckdb, as the last build left it, with the published file.
Exit status: 0 compared, 2 the files cannot be compared.
"""

from pathlib import Path

import duckdb

from handleplan import queries
from handleplan.database import sql_text


def changes(candidate: Path, published: Path) -> list[tuple[str, str, str | None, str | None, str]]:
    """What changes: kind (`new`, `gone`, `changed`), figure, old, new, CSV file and line; in the order of the letter.

    Raises duckdb.Error when one of the files cannot be read or has another shape.
    """
    with duckdb.connect() as connection:
        for database, path, table in (("published", published, "old"), ("candidate", candidate, "new")):
            connection.execute(f"attach {sql_text(path)} as {database} (read_only)")
            connection.execute(f"use {database}")
            connection.execute(f"create temp table {table} as {queries.text('diff/figures')}")
        return connection.execute(queries.text("diff/changes")).fetchall()


def one_line(found: list[tuple]) -> str:
    """The changes in one line, for the end of a build."""
    kinds = [kind for kind, *_ in found]
    if not kinds:
        return "Against the release before: no figure changes."
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("changed", "new", "gone") if kind in kinds)
    return f"Against the release before: {counts}, first {found[0][1]}; `make diff`, run before a build, shows all."


def as_text(found: list[tuple]) -> str:
    """The changes in full."""
    lines = []
    for kind, figure, old, new, place in found:
        lines.append(f"{place}: {kind}: {figure}")
        lines += [f"    {word} {says}" for word, says in (("old", old), ("new", new)) if says is not None]
    return "\n".join(lines)
