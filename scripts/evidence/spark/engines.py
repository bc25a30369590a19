"""Builds the letter, and synthetic letters, on DuckDB and on Spark and compares every table.

Both engines read the same files and run every data test. A table is equal when it has as many rows and the same hash:
the sum over its rows of the MD5 of their text, which no order of rows changes. The text is made of what each engine
stored, by one program, so that two ways of writing a number can neither hide nor fake a difference. Exit status: 0
equal, 1 different (prints the first row that differs), 2 could not run.
"""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from evidence.scale import synthetic_letters
from evidence.spark import bulk_of_seeds
from handleplan.database import columns, describe, sql_glob, sql_text, tables
from handleplan.paths import ROOT, program

SCRATCH = ROOT / "build" / "engines"
SPARK_PYTHON = ROOT / ".venv-spark" / "bin" / "python"


def run(*command: str | Path) -> float:
    """Runs a build to its end; returns its seconds. Raises OSError with its last words when it does not succeed."""
    start = time.monotonic()
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{Path(command[1]).name} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
    return time.monotonic() - start


def attach(connection: duckdb.DuckDBPyConnection, candidate: Path, warehouse: Path) -> list[str]:
    """Attaches what DuckDB built, and gives what Spark built the shape of a database; returns the tables."""
    connection.execute(f"attach {sql_text(candidate)} as of_duckdb (read_only)")
    connection.execute("attach ':memory:' as of_spark")
    names = tables(connection, "of_duckdb")
    for name in names:
        schema, table = name.split(".")
        files = warehouse / f"{schema}.db" / table
        connection.execute(f"create schema if not exists of_spark.{schema}")
        connection.execute(
            f"create table of_spark.{name} as select * from read_parquet({sql_glob(files, '/*.parquet')})"
            if any(files.glob("*.parquet"))
            else f"create table of_spark.{name} as from of_duckdb.{name} limit 0"
        )
    return names


def first_difference(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The first row that only one engine has, by the order of its values."""
    listed = [columns(connection, f"{database}.{name}") for database in ("of_duckdb", "of_spark")]
    if listed[0] != listed[1]:
        return f"{name}: the columns differ: {listed}"
    by_values = ", ".join(str(at) for at in range(2, 2 + len(listed[0])))
    rows = connection.execute(
        f"select * from ((select 'DuckDB', * from (from of_duckdb.{name} except all from of_spark.{name}) limit 1000) "
        f"union all (select 'Spark', * from (from of_spark.{name} except all from of_duckdb.{name}) limit 1000)) "
        f"order by {by_values} limit 1"
    ).fetchall()
    return f"{name}: first row that differs: {rows}"


def compare(name: str, folder: Path) -> list[str]:
    """Builds from a folder on both engines and prints a line for each table; returns what differs."""
    on_duckdb = run(*program("build", "--raw-dir", folder, "--no-publish"))
    on_spark = run(SPARK_PYTHON, "-I", "scripts/evidence", "spark", folder, SCRATCH / "warehouse")
    print(f"\n{name}: DuckDB {on_duckdb:.0f} s, Spark {on_spark:.0f} s, with every data test\n")
    print("| table | rows | hash on DuckDB | hash on Spark | equal |\n|---|---|---|---|---|")
    wrong = []
    with duckdb.connect() as connection:
        names = attach(connection, ROOT / "build" / "handleplan.duckdb", SCRATCH / "warehouse")
        one, other = describe(connection, "of_duckdb"), describe(connection, "of_spark")
        for table in names:
            is_equal = one[table] == other[table]
            hashes = " | ".join(found[table]["hash"][:16] for found in (one, other))
            print(f"| {table} | {one[table]['rows']:,} | {hashes} | {'yes' if is_equal else 'NO'} |")
            if not is_equal:
                wrong.append(first_difference(connection, table))
    return wrong


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--cells", type=int, default=1_000_000, help="size of the synthetic letters (default: 1000000; 0: none)"
    )
    arguments = parser.parse_args()
    shutil.rmtree(SCRATCH, ignore_errors=True)
    try:
        bulk_of_seeds.write(SCRATCH / "letter", ROOT)
        wrong = compare("The letter", SCRATCH / "letter")
        if arguments.cells:
            synthetic_letters.generate(SCRATCH / "letters", arguments.cells, 1, 0, "letter", "parquet", False)
            wrong += compare(f"Made-up letters of {arguments.cells:,} cells", SCRATCH / "letters")
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"engines: {error}", file=sys.stderr)
        return 2
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
