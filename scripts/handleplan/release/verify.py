"""Checks a published file against its manifest and names each table that differs.

Exit status: 0 the file is what the manifest says, 1 it differs, 2 one of the two cannot be read.
"""

import json
import sys
from pathlib import Path

import duckdb

from handleplan.database import describe, sql_text
from handleplan.errors import EnvironmentFaultError


def differences(database: Path, manifest: Path) -> list[str]:
    """The tables in which the file is not what the manifest says, one sentence each."""
    expected = json.loads(manifest.read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(database)} as published (read_only)")
        found = describe(connection, "published")
        about = connection.execute("select text_en from published.main.about where topic = 'build'").fetchone()
    told = [
        f"{table}: the manifest says {expected['tables'].get(table, 'no such table')}, "
        f"the file holds {found.get(table, 'no such table')}"
        for table in sorted(expected["tables"].keys() | found.keys())
        if expected["tables"].get(table) != found.get(table)
    ]
    if about is None or about[0] != expected["build_id"]:
        told.append(f"main.about: the manifest is of build {expected['build_id']}, the file of {about and about[0]}")
    return told


def verify(database: Path, manifest: Path, is_quiet: bool) -> int:
    """Says in which tables a file differs from its manifest; returns the exit status."""
    try:
        found = differences(database, manifest)
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        raise EnvironmentFaultError(f"cannot compare {database} with {manifest}: {error}") from error
    for line in found:
        print(f"verify: {line}", file=sys.stderr)
    if not found and not is_quiet:
        print(f"verify: {database} is what {manifest} says")
    return 1 if found else 0
