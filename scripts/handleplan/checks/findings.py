"""Tells what dbt found, for somebody who has never seen the code: file, line and what is wrong.

Every own test of the project returns the columns `finding`, `seed_file` and `seed_line`; a failed test's SQL is run
again for its rows, which costs nothing while all is well.
"""

import re
from collections.abc import Sequence
from typing import Any

import duckdb

from handleplan.database import one_row

MOST_ROWS = 20
MOST_READ = 10_000

# A file of the project and what the engine or dbt says when its code cannot be understood.
FAULT_OF_PROJECT = re.compile(
    r"\S+\.(sql|yml): ((Runtime|Database) Error in [^()]*\([^)]*\) )?(Parser|Binder|Catalog|Compilation|Syntax) Error"
)

# What dbt tells of a node that it ran, and the node. mypy does not read dbt's types (pyproject.toml).
Result = Any
Node = Any

# The layer of a table by the first word of its name.
LAYERS = {
    "raw": "raw", "ref": "raw", "stg": "staging", "int": "intermediate", "dim": "marts", "fct": "marts",
    "bridge": "marts", "rpt": "marts", "audit": "audit",
}  # fmt: skip
PLACE = re.compile(r"seeds/\S+:\d+: ")
CONSEQUENCES = "and {} findings in tables built from the rows above; they are likely consequences"
ORDER = ("raw", "staging", "intermediate", "marts", "audit")

# What each generic test asserts, in words, for a test without a description of its own; causes stand before effects.
WORDS = {
    "not_null": "Every row has a value in {columns}.",
    "is_readable": "Every text in {columns} can be read.",
    "unique": "No two rows have the same {column_name}.",
    "unique_combination_of_columns": "No two rows agree in all of {columns}.",
    "accepted_values": "Every {column_name} is one of {values}.",
    "relationships": "Every {column_name} is found as {field} in {to}.",
    "relationships_by_columns": "Every combination of {columns} is found in {to}.",
    "holds": "Every row has {expected}.",
    "sums_to": "The sum of {amount} by {by} is that of {to_amount} in {to}.",
}


def _keys(results: Sequence[Result]) -> dict[str, list[str]]:
    """The columns that tell the rows of a seed apart, by the seed's name: those of the first test that says so."""
    keys: dict[str, list[str]] = {}
    for result in results:
        metadata = getattr(result.node, "test_metadata", None)
        if metadata is None or not metadata.name.startswith("unique") or "only" in metadata.kwargs:
            continue
        if attached := result.node.attached_node:
            columns = metadata.kwargs.get("columns") or [metadata.kwargs["column_name"]]
            keys.setdefault(attached.split(".")[-1].removeprefix("stg_"), columns)
    return keys


def _key_of(file: str, row: int, keys: dict[str, list[str]], candidate: duckdb.DuckDBPyConnection) -> str:
    """The key of a row from the bulk folder, in words: nobody counts the rows of a file. Empty for a seed's."""
    seed = file.split("/")[0]
    if seed not in keys:
        return ""
    values = one_row(
        candidate, f"select {', '.join(keys[seed])} from raw.{seed} where bulk_file = ? and bulk_row = ?", [file, row]
    )
    return f" ({', '.join(f'{column} {value}' for column, value in zip(keys[seed], values, strict=True))})"


def _table_of(node: Node) -> str:
    """The table that a test looks at, where it is one that is published; else what it is, in words."""
    name = (getattr(node, "attached_node", None) or "").split(".")[-1]
    layer = LAYERS.get(name.split("_")[0])
    return f"{layer}.{name}" if layer in ("marts", "audit") else "a table built from the seeds"


def _rows_of_failed_test(
    result: Result, candidate: duckdb.DuckDBPyConnection, keys: dict[str, list[str]], most: int
) -> list[str]:
    """The findings of a failed test. What is said alike of many lines of a file is said once, at the first of them."""
    failed = candidate.execute(result.node.compiled_code)
    names = [column[0] for column in failed.description]
    lines: dict[tuple[str, str], list[int | None]] = {}
    read = failed.fetchmany(max(most, MOST_READ))
    for row in read:
        values = dict(zip(names, row, strict=True))
        file, line = values.get("seed_file") or _table_of(result.node), values.get("seed_line")
        # Words made with an empty value are empty themselves.
        words = values.get("finding") or f"a value is empty that this check needs: {_description(result.node)}"
        lines.setdefault((file, words), []).append(line)
    told = []
    for (file, words), (first, *others) in list(lines.items())[:most]:
        line = f":{first}" if first is not None else ""
        key = _key_of(file, first, keys, candidate) if first is not None else ""
        alike = [other for other in others if other is not None]
        more = f" (and {len(alike)} more lines like it, to line {max(alike)})" if alike else ""
        told.append(f"{file}{line}{key}: {words}{more}")
    if left := max(len(lines) - most, 0) + result.failures - len(read):
        told.append(f"{list(lines)[-1][0]}: and {left} more findings of the check: {_description(result.node)}")
    return told


def _reads(node: Node) -> list[str]:
    """The keys of what a node reads. It is dbt's object or the manifest's, where a seed has no such list."""
    read = node.depends_on
    return read.get("nodes", []) if isinstance(read, dict) else getattr(read, "nodes", [])


def _depth(node: Node) -> tuple[int, int]:
    """How far from the seeds a test or model looks, and the place of its test in WORDS: causes come before effects."""
    names = [key.split(".")[-1] for key in _reads(node)] if node.resource_type == "test" else [node.name]
    layer = max((ORDER.index(LAYERS.get(name.split("_")[0], "audit")) for name in names), default=0)
    metadata = getattr(node, "test_metadata", None)
    return layer, list(WORDS).index(metadata.name) if metadata else len(WORDS)


def _error(result: Result) -> tuple[str, bool]:
    """The engine's own words without dbt's frame, and whether rows broke a key: that follows from something else.

    A refused text names its file and line in them.
    """
    refused = re.search(
        r"((?:seeds|raw_\w+|ref_\w+)/\S+\.(?:csv|parquet)) line (\d+), (.*)", result.message or "", re.DOTALL
    )
    if refused:
        return f"{refused[1]}:{refused[2]}: {refused[3].split(chr(10))[0].strip()}", False
    words = " ".join((result.message or "no message").split())
    if broken := re.search(r"Constraint Error: (.*)", words):
        return f"a table built from the seeds: {broken[1]}", True
    return f"{result.node.original_file_path}: {words}", False


def of_results(
    results: Sequence[Result],
    candidate: duckdb.DuckDBPyConnection,
    most: int = MOST_ROWS,
    following: frozenset[str] = frozenset(),
) -> list[str]:
    """One sentence per finding, causes first, each once; of each test the first `most` alone.

    `following` names the nodes that were built on rows refused before. What they find may be an error of its own where
    it names a line of the seeds: such are listed too, up to half of `most` in all. The rest, and a key that refused
    rows break, is counted on a last line.
    """
    causes: dict[str, None] = {}
    consequences: dict[str, None] = {}
    keys = _keys(results)
    for result in sorted((one for one in results if one.status in ("fail", "error")), key=lambda one: _depth(one.node)):
        follows = result.node.unique_id in following
        if result.status == "fail":
            told = _rows_of_failed_test(result, candidate, keys, most)
        else:
            words, is_key = _error(result)
            told, follows = [words], follows or is_key
        for one in told:
            is_listed = not follows or (PLACE.match(one) and len(causes) < most // 2)
            (causes if is_listed else consequences)[one] = None
    told = list(causes) or list(consequences)
    if causes and (left := len(consequences.keys() - causes.keys())):
        told.append(f"{told[0].split(': ')[0]}: {CONSEQUENCES.format(left)}")
    return told


def of_project(found: list[str]) -> list[str]:
    """Those findings that are faults of the project's SQL, YAML or Jinja, whatever the data say."""
    return [one for one in found if FAULT_OF_PROJECT.match(one)]


def _description(node: Node) -> str:
    """What a check asserts: its own description, or the words of its generic test."""
    metadata = getattr(node, "test_metadata", None)
    if metadata is None:
        return node.description or node.name.replace("_", " ")
    if node.description:
        return node.description
    arguments = {
        key: ", ".join(value) if isinstance(value, (list, dict)) else re.sub(r"^ref\('(\w+)'\)$", r"\1", str(value))
        for key, value in metadata.kwargs.items()
    }
    told = WORDS[metadata.name].format(**arguments)
    return f"{told.removesuffix('.')}, where {arguments['only']}." if "only" in arguments else told


def checks_that_ran(results: Sequence[Result], candidate: duckdb.DuckDBPyConnection) -> list[dict]:
    """What audit.audit_checks says of each data test that ran, by name: one dict per check, values as columns."""
    counts: dict[str, int] = {}

    def rows(relation: str) -> int:
        if relation not in counts:
            counts[relation] = one_row(candidate, f"select count(*) from {relation}")[0]
        return counts[relation]

    by_id = {result.node.unique_id: result.node for result in results}
    checks = []
    for result in results:
        if result.node.resource_type != "test" or result.status not in ("pass", "fail"):
            continue
        attached = getattr(result.node, "attached_node", None)
        reads = [attached] if attached else sorted(set(_reads(result.node)))
        read = [by_id[key] for key in reads if key in by_id]
        checks.append(
            {
                "check_id": result.node.name,
                "protects": ", ".join(node.name for node in read) or "the checks themselves",
                "description": _description(result.node),
                "rows_in_scope": sum(rows(node.relation_name) for node in read),
                "failures": result.failures or 0,
            }
        )
    # dbt runs them in an order of its own.
    return sorted(checks, key=lambda check: check["check_id"])
