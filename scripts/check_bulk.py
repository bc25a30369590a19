"""Checks a folder for the bulk door before it is read: that it has each seed, with its columns, in types that fit.

The rows are not looked at: dbt's checks do that in SQL, at any size. Exit status: 0 no problems, 1 problems, 2 a fault.
"""

import argparse
import re
import sys
from pathlib import Path

import duckdb
from check_seeds import SchemaError, schemas
from publish import ROOT, sql_text

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
        return [f"{folder.name}: has {held} files; expected Parquet or CSV files, an empty one for no rows"]
    if kinds == ["csv"]:
        return []
    told = []
    for path in files:
        found = dict(
            connection.execute(
                f"select column_name, column_type from (describe select * from read_parquet({sql_text(path)}, "
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
        return [f"{folder}: is no folder; expected one with a folder for each seed"]
    try:
        described = schemas(root)
    except SchemaError as error:
        return [str(error)]
    with duckdb.connect() as connection:
        return [told for path in described for told in of_seed(folder / path.stem, described[path], connection)]


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder that holds a folder for each seed")
    try:
        told = problems(parser.parse_args().folder, ROOT)
    except (OSError, duckdb.Error) as error:
        print(f"check_bulk: {error}", file=sys.stderr)
        return 2
    print("\n".join(told) if told else "check_bulk: no problems", file=sys.stderr if told else sys.stdout)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
