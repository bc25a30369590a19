"""Opens a release in ibis, harlequin, mcp-server-motherduck and a notebook of marimo, read-only and locked.

Each must give the rows and the sum of the manifest and be refused to read, to write and to unlock; marimo runs the
notebook and must show each plan's money. They come from locks/light.txt and locks/mcp.txt into build/clients, once.
Exit status: 0 all holds, 1 something does not.
"""

import argparse
import json
import tempfile
from pathlib import Path

import duckdb

from evidence.clients.clients import CHECKS_BY, DEFAULT, OUTSIDE, expectation, locked, run

TOOLS = {"ibis": "light", "harlequin": "light", "mcp": "mcp"}
MONEY = "select count(*), sum(amount_dkk) from marts.fct_allocation"
HOSTILE = (*OUTSIDE, "create table marts.left_behind as select 1")


def wrong_with(tool: str, file: Path) -> list[str]:
    """What a tool does not do as it must."""
    command = (locked(TOOLS[tool]) / "bin" / "python", "-I", CHECKS_BY / "in_light_tool.py", tool, file)
    with tempfile.TemporaryDirectory(prefix="handleplan-tool-") as made:
        folder = Path(made)
        said = json.loads(run(*command, what=tool, stdin=json.dumps([MONEY, *HOSTILE]), cwd=folder))
        left = [path.name for path in folder.iterdir()]
    right = {"answer": [expectation(file)]}
    wrong = [] if said[MONEY] == right else [f"{tool}: rows and sum should be {right}, it says {said[MONEY]}"]
    wrong += [f"{tool}: {sql} was not refused" for sql in HOSTILE if "error" not in said[sql]]
    return wrong + [f"{tool}: {name} was left behind" for name in left]


def wrong_with_notebook(file: Path) -> list[str]:
    """What marimo's page of the notebook does not show."""
    with tempfile.TemporaryDirectory(prefix="handleplan-notebook-") as made:
        page = Path(made) / "page.html"
        command = (locked("light") / "bin" / "marimo", "export", "html", CHECKS_BY / "notebook.py", "-o", page)
        run(*command, "--no-include-code", "--", file, what="marimo", cwd=Path(made))
        text = page.read_text(encoding="utf-8")
    with duckdb.connect(str(file), read_only=True) as published:
        rows = published.execute(
            "select plan_name_en, cast(sum(amount_dkk) as double) from marts.rpt_allocation group by all"
        ).fetchall()
    return [f"marimo: {name} has {amount}, which is not shown" for name, amount in rows if str(amount) not in text]


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path, nargs="?", default=DEFAULT)
    file = parser.parse_args().database.resolve()
    wrong = [line for tool in TOOLS for line in wrong_with(tool, file)] + wrong_with_notebook(file)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"light tools: {', '.join(TOOLS)} and a notebook of marimo, {len(wrong)} wrong")
    return 1 if wrong else 0
