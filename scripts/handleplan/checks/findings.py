"""Tells what dbt found, for somebody who has never seen the code: file, line and what is wrong.

Every own test of the project returns the columns `finding`, `seed_file` and `seed_line`; a failed test's SQL is run
again for its rows, which costs nothing while all is well.
"""

import re

import duckdb

MOST_ROWS = 20

# What each generic test asserts, in words, for a test without a description of its own.
WORDS = {
    "not_null": "Every row has a value in {columns}.",
    "unique": "No two rows have the same {column_name}.",
    "unique_combination_of_columns": "No two rows agree in all of {columns}.",
    "accepted_values": "Every {column_name} is one of {values}.",
    "relationships": "Every {column_name} is found as {field} in {to}.",
    "relationships_by_columns": "Every combination of {columns} is found in {to}.",
    "holds": "Every row has {expected}.",
    "is_readable": "Every text in {columns} can be read.",
    "sums_to": "The sum of {amount} by {by} is that of {to_amount} in {to}.",
}


def _keys(results) -> dict[str, list[str]]:
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
    values = candidate.execute(
        f"select {', '.join(keys[seed])} from raw.{seed} where bulk_file = ? and bulk_row = ?", [file, row]
    ).fetchone()
    return f" ({', '.join(f'{column} {value}' for column, value in zip(keys[seed], values, strict=True))})"


def _rows_of_failed_test(
    result, candidate: duckdb.DuckDBPyConnection, keys: dict[str, list[str]], most: int
) -> list[str]:
    failed = candidate.execute(result.node.compiled_code)
    names = [column[0] for column in failed.description]
    told = []
    for row in failed.fetchmany(most):
        values = dict(zip(names, row, strict=True))
        place = values.get("seed_file") or result.node.name
        line = f":{values['seed_line']}" if values.get("seed_line") is not None else ""
        key = _key_of(place, values["seed_line"], keys, candidate) if line else ""
        told.append(f"{place}{line}{key}: {values.get('finding') or values}")
    if result.failures > len(told):
        told.append(f"{result.node.name}: and {result.failures - len(told)} more rows like these")
    return told


def _error(result) -> str:
    """The engine's own words without dbt's frame; a refused text names its file and line in them."""
    refused = re.search(
        r"((?:seeds|raw_\w+|ref_\w+)/\S+\.(?:csv|parquet)) line (\d+), (.*)", result.message or "", re.DOTALL
    )
    if refused:
        return f"{refused[1]}:{refused[2]}: {refused[3].split(chr(10))[0].strip()}"
    words = " ".join((result.message or "no message").split())
    return f"{result.node.original_file_path}: {words}"


def of_results(results, candidate: duckdb.DuckDBPyConnection, most: int = MOST_ROWS) -> list[str]:
    """One sentence per finding, in the order in which dbt ran, each once; of each test the first `most` alone."""
    told: dict[str, None] = {}
    keys = _keys(results)
    for result in results:
        if result.status == "fail":
            told.update(dict.fromkeys(_rows_of_failed_test(result, candidate, keys, most)))
        elif result.status == "error":
            told[_error(result)] = None
    return list(told)


def _description(node) -> str:
    """What a check asserts: its own description, or the words of its generic test."""
    metadata = getattr(node, "test_metadata", None)
    if metadata is None or node.description:
        return node.description
    arguments = {
        key: ", ".join(value) if isinstance(value, (list, dict)) else re.sub(r"^ref\('(\w+)'\)$", r"\1", str(value))
        for key, value in metadata.kwargs.items()
    }
    told = WORDS[metadata.name].format(**arguments)
    return f"{told.removesuffix('.')}, where {arguments['only']}." if "only" in arguments else told


def checks_that_ran(results, candidate: duckdb.DuckDBPyConnection) -> list[dict]:
    """What audit.audit_checks says of each data test that ran: one dict per check, its values in column order."""
    counts: dict[str, int] = {}

    def rows(relation: str) -> int:
        if relation not in counts:
            counts[relation] = candidate.execute(f"select count(*) from {relation}").fetchone()[0]
        return counts[relation]

    by_id = {result.node.unique_id: result.node for result in results}
    checks = []
    for result in results:
        if result.node.resource_type != "test" or result.status not in ("pass", "fail"):
            continue
        attached = getattr(result.node, "attached_node", None)
        reads = [attached] if attached else sorted(set(result.node.depends_on.nodes))
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
    return checks
