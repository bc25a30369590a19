"""Checks a folder before a bulk load: it has every seed, with its columns, in types that fit.

The rows are not looked at: dbt's checks do that in SQL, at any size.
"""

import re
from pathlib import Path

import duckdb

from handleplan.database import sql_glob
from handleplan.seeds.csv_files import SchemaError, schemas

KINDS = ("parquet", "csv")
# Which types of a file a column may come from: a number with decimals would be rounded to an integer without a word.
FITTING = {
    "varchar": r"VARCHAR",
    "integer": r"U?(TINY|SMALL|BIG)?INT(EGER)?",
    "boolean": r"BOOLEAN",
    "date": r"DATE",
    "decimal": r"DECIMAL\(\d+,\d+\)|U?(TINY|SMALL|BIG)?INT(EGER)?",
}


def of_seed(folder: Path, types: dict[str, str], connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The problems of one seed's files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "_")))
    kinds = sorted({path.suffix.lower().removeprefix(".") for path in files})
    if len(kinds) != 1 or kinds[0] not in KINDS:
        held = " and ".join(kinds) or "no"
        return [f"{folder.name}: has {held} files; expected either Parquet or CSV files (an empty file for no rows)"]
    if kinds == ["csv"]:
        return []
    told = []
    for path in files:
        found = dict(
            connection.execute(
                f"select column_name, column_type from (describe select * from read_parquet({sql_glob(path)}, "
                "hive_partitioning = true, hive_types_autocast = false))"
            ).fetchall()
        )
        name = path.relative_to(folder.parent)
        for column, kind in types.items():
            if column not in found:
                told.append(f"{name}: column {column} is missing; expected {', '.join(types)}")
            elif not re.fullmatch(FITTING[kind.split("(")[0].strip()], found[column]):
                told.append(f"{name}: column {column} is {found[column]}; expected {kind}")
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
