"""Asks a published file through ibis, harlequin's adapter or the server for agents, locked as docs/connect.md says.

Prints JSON: to each statement the answer, or what the tool said instead. It judges nothing: light_tools.py does.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path

LOCK = ("set enable_external_access = false", "set lock_configuration = true")


def by_ibis(path: str) -> Callable:
    """A backend of ibis; the settings as SQL, since ibis sets a time zone after it connects."""
    import ibis  # type: ignore[import-not-found]  # it is in the environment of these tools alone

    backend = ibis.duckdb.connect(path, read_only=True)
    for statement in LOCK:
        backend.raw_sql(statement)
    return lambda sql: backend.raw_sql(sql).fetchall()


def by_harlequin(path: str) -> Callable:
    """The adapter that harlequin opens a file by."""
    from harlequin_duckdb.adapter import DuckDbAdapter  # type: ignore[import-not-found]  # as ibis

    connection = DuckDbAdapter((path,), read_only=True).connect()
    for statement in LOCK:
        connection.execute(statement)

    def ask(sql: str) -> list[list]:
        cursor = connection.execute(sql)
        return [] if cursor is None else [list(row.values()) for row in cursor.fetchall().to_pylist()]

    return ask


def by_mcp(path: str) -> Callable:
    """mcp-server-motherduck, asked by a client of the protocol, as an agent does."""
    from mcp import ClientSession, StdioServerParameters  # type: ignore[import-not-found]  # as ibis
    from mcp.client.stdio import stdio_client  # type: ignore[import-not-found]

    server = StdioServerParameters(
        command=str(Path(sys.executable).with_name("mcp-server-motherduck")),
        args=["--db-path", path, "--init-sql", "; ".join(LOCK)],
    )

    async def asked(sql: str) -> list[list]:
        async with stdio_client(server) as (reader, writer), ClientSession(reader, writer) as session:
            await session.initialize()
            said = await session.call_tool("execute_query", {"sql": sql})
        text = said.content[0].text
        if '"success": true' not in text:
            raise ValueError(text)
        return json.loads(text)["rows"]

    return lambda sql: asyncio.run(asked(sql))


WAYS = {"ibis": by_ibis, "harlequin": by_harlequin, "mcp": by_mcp}


def main() -> None:
    """The command line; the statements come as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("database")
    arguments = parser.parse_args()
    ask = WAYS[arguments.way](arguments.database)
    said: dict[str, dict] = {}
    for sql in json.load(sys.stdin):
        try:
            said[sql] = {"answer": [[str(cell) for cell in row] for row in ask(sql)]}
        except Exception as error:
            said[sql] = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
