"""Tells what dbt found, for somebody who has never seen the code: file, line and what is wrong.

Every own test of the project returns the columns `finding`, `seed_file` and `seed_line`; a failed test's SQL is run
again for its rows, which costs nothing while all is well.
"""

import re

import duckdb

MOST_ROWS = 20

# A file of the project and what the engine or dbt says when its code cannot be understood.
FAULT_OF_PROJECT = re.compile(
    r"\S+\.(sql|yml): ((Runtime|Database) Error in [^()]*\([^)]*\) )?(Parser|Binder|Catalog|Compilation|Syntax) Error"
)

# What each own generic test holds to be true, in words.
WORDS = {
    "is_given": "{columns} are given",
    "is_one_of": "{column} is one of {values}",
    "is_unique_by": "no two rows agree in {columns}",
    "is_found_in": "{columns} are found in {to}",
    "holds": "every row has {expected}",
    "is_readable": "every text can be read: {columns}",
    "sums_to": "{amount} adds up to {to_amount} of {to}, by {by}",
}


def _keys(results) -> dict[str, list[str]]:
    """The columns that tell the rows of a seed apart, by the seed's name: those of the first test that says so."""
    keys: dict[str, list[str]] = {}
    for result in results:
        metadata = getattr(result.node, "test_metadata", None)
        if metadata and metadata.name == "is_unique_by" and (attached := result.node.attached_node):
            keys.setdefault(attached.split(".")[-1].removeprefix("stg_"), metadata.kwargs["columns"])
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


def of_project(found: list[str]) -> list[str]:
    """Those findings that are faults of the project's SQL, YAML or Jinja, whatever the data say."""
    return [one for one in found if FAULT_OF_PROJECT.match(one)]


def _description(node) -> str:
    """What a check holds to be true: the words of its generic test, or a singular test's own description."""
    metadata = getattr(node, "test_metadata", None)
    if metadata is None:
        return node.description
    arguments = {
        key: ", ".join(value) if isinstance(value, list) else re.sub(r"^ref\('(\w+)'\)$", r"\1", str(value))
        for key, value in metadata.kwargs.items()
    }
    told = WORDS[metadata.name].format(**arguments)
    return f"{told}, where {arguments['only']}" if "only" in arguments else told


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
