"""Checks a folder before a bulk load: it has every seed, with its columns, in types that fit.

The rows are not looked at: dbt's checks do that in SQL, at any size.
"""

import re
from pathlib import Path

import duckdb

from handleplan.database import one_row, sql_glob
from handleplan.seeds.csv_files import SchemaError, schemas

KINDS = ("parquet", "csv")
# Where a row of an incremental build stands, which was taken out of another file.
PLACE = ("bulk_file", "bulk_row")
# As the footers of the Parquet files say: ten times the ten million cells that docs/scale.md measures.
MOST_ROWS, MOST_UNPACKED = 100_000_000, 20_000_000_000
# Which types of a file a column may come from: a number with decimals would be rounded to an integer without a word.
FITTING = {
    "varchar": r"VARCHAR",
    "integer": r"U?(TINY|SMALL|BIG)?INT(EGER)?",
    "boolean": r"BOOLEAN",
    "date": r"DATE",
    "decimal": r"DECIMAL\(\d+,\d+\)|U?(TINY|SMALL|BIG)?INT(EGER)?",
}


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query gives; no rows give 0."""
    return int(one_row(connection, query)[0] or 0)


def of_seed(folder: Path, types: dict[str, str], connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The problems of one seed's files."""
    entries = sorted(folder.rglob("*"))
    # A pipe would be waited for.
    if strange := [path for path in entries if not path.is_file() and not path.is_dir()]:
        return [f"{path.relative_to(folder.parent)}: not a regular file; expected Parquet or CSV" for path in strange]
    files = [path for path in entries if path.is_file() and not path.name.startswith((".", "_"))]
    kinds = sorted({path.suffix.lower().removeprefix(".") for path in files})
    if len(kinds) != 1 or kinds[0] not in KINDS:
        held = " and ".join(kinds) or "no"
        return [f"{folder.name}: has {held} files; expected either Parquet or CSV files (an empty file for no rows)"]
    if kinds == ["csv"]:
        return []
    told, rows, unpacked = [], 0, 0
    for path in files:
        name, file = path.relative_to(folder.parent), sql_glob(path)
        try:
            rows += _one(connection, f"select num_rows from parquet_file_metadata({file})")
            unpacked += _one(connection, f"select sum(total_uncompressed_size) from parquet_metadata({file})")
            found = dict(
                connection.execute(
                    f"select column_name, column_type from (describe select * from read_parquet({file}, "
                    "hive_partitioning = true, hive_types_autocast = false))"
                ).fetchall()
            )
        except duckdb.Error as error:
            told.append(f"{name}: cannot be read as Parquet: {str(error).splitlines()[0]}")
            continue
        for column, kind in types.items():
            if column not in found:
                told.append(f"{name}: column {column} is missing; expected {', '.join(types)}")
            elif not re.fullmatch(FITTING[kind.split("(")[0].strip()], found[column]):
                told.append(f"{name}: column {column} is {found[column]}; expected {kind}")
        told += [
            f"{name}: column {one} is what a row's place is called; expected another name"
            for one in PLACE
            if one in found
        ]
    if rows > MOST_ROWS or unpacked > MOST_UNPACKED:
        told.append(
            f"{folder.name}: {rows:,} rows of {unpacked:,} bytes unpacked; "
            f"expected at most {MOST_ROWS:,} rows and {MOST_UNPACKED:,} bytes"
        )
    return told


def problems(folder: Path, root: Path) -> list[str]:
    """All problems of a folder, one sentence each; empty when it can be read."""
    if not folder.is_dir():
        return [f"{folder}: is not a folder; expected a folder with one subfolder per seed"]
    try:
        described = schemas(root)
    except SchemaError as error:
        return [str(error)]
    with duckdb.connect() as connection:
        return [told for path in described for told in of_seed(folder / path.stem, described[path], connection)]
