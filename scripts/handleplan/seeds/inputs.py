"""Of which municipality the rows of bulk files are, and a hash of the rows of each: what a bulk release was made from.

The rows are read by the names of the seeds, be they a folder's or a candidate's.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from handleplan.database import sql_glob, sql_text

# The columns that tell a row's municipality, each with the list that knows it; a row without one is shared by all.
KNOWN_BY = {"document_id": "ref_documents", "plan_id": "ref_plans", "initiative_id": "ref_initiatives"}
DOCUMENT_OF_CONTROL = r"regexp_extract(control_id, '^(.+)\.t\d+', 1)"
SHARED = "''"

Types = dict[str, dict[str, str]]


def read_folder(connection: duckdb.DuckDBPyConnection, folder: Path, seeds: Types) -> None:
    """Names the rows of a folder's Parquet files as the seeds, each with its place as findings tell it."""
    for seed, types in seeds.items():
        columns = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in types.items())
        connection.execute(
            f"""
            create temp view {seed} as
            select {columns}, replace(filename, {sql_text(f"{folder}/")}, '') as bulk_file,
                cast(file_row_number + 1 as integer) as bulk_row
            from read_parquet({sql_glob(folder / seed, "/**/*.parquet")}, filename = true, file_row_number = true,
                union_by_name = true, hive_types_autocast = false)
            """
        )


def read_candidate(connection: duckdb.DuckDBPyConnection, database: str, seeds: Iterable[str]) -> None:
    """Names the rows that a candidate was built from as the seeds."""
    for seed in seeds:
        connection.execute(f"create temp view {seed} as from {database}.raw.{seed}")


def name_owners(connection: duckdb.DuckDBPyConnection) -> None:
    """Notes of which municipality each document, plan and initiative is."""
    # A key entered twice is for the build to refuse.
    known = [
        f"select '{key}' as known_by, {key} as id, min(municipality_id) as municipality_id from {seed} group by {key}"
        for key, seed in KNOWN_BY.items()
    ]
    connection.execute(f"create temp table owners as {' union all '.join(known)}")


def owner(types: dict[str, str]) -> str:
    """The municipality of a row of a seed with these columns, in SQL."""
    ids = {key: key for key in KNOWN_BY if key in types}
    if "control_id" in types:
        ids["document_id"] = DOCUMENT_OF_CONTROL
    known = [
        f"(select municipality_id from owners where known_by = '{key}' and id = {expression})"
        for key, expression in ids.items()
    ]
    own = ["municipality_id"] if "municipality_id" in types else []
    return f"coalesce({', '.join([*own, *known, SHARED])})"


def hash_inputs(connection: duckdb.DuckDBPyConnection, seeds: Types) -> None:
    """Fills the table `found`: a hash of the rows of each document of each municipality, and of those of none.

    Where a row stands is part of it, since what is published of the row says so.
    """
    hashed = [
        f"""
        select {owner(types)} as municipality_id, {"document_id" if "document_id" in types else SHARED} as document_id,
            hash('{seed}', bulk_file, bulk_row, {", ".join(types)}) as hash
        from {seed}
        """
        for seed, types in seeds.items()
    ]
    connection.execute(
        f"""
        create temp table found as
        select municipality_id, coalesce(document_id, {SHARED}) as document_id, cast(sum(hash) as varchar) as hash
        from ({" union all ".join(hashed)})
        group by all
        """
    )
