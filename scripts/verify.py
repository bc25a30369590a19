"""Checks a published file against its manifest and names each table that differs.

Exit status: 0 the file is what the manifest says, 1 it differs, 2 one of the two cannot be read.
"""

import argparse
import json
import sys
from pathlib import Path

import duckdb
from contents import describe


def differences(database: Path, manifest: Path) -> list[str]:
    """The tables in which the file is not what the manifest says, one sentence each."""
    expected = json.loads(manifest.read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as published (read_only)")
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


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path, nargs="?", default=Path("dist/handleplan.duckdb"))
    parser.add_argument("--manifest", type=Path, help="the manifest (default: the one beside the file)")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")
    arguments = parser.parse_args()
    manifest = arguments.manifest or arguments.database.with_name("handleplan.manifest.json")
    try:
        told = differences(arguments.database, manifest)
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        print(f"verify: cannot compare {arguments.database} with {manifest}: {error}", file=sys.stderr)
        return 2
    for line in told:
        print(f"verify: {line}", file=sys.stderr)
    if not told and not arguments.quiet:
        print(f"verify: {arguments.database} is what {manifest} says")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
