"""Writes the project's seeds as Parquet files for a bulk load, typed as they are loaded."""

import argparse
import sys
from pathlib import Path

import duckdb

from handleplan.database import sql_text
from handleplan.paths import ROOT
from handleplan.seeds.csv_files import problems, read, schemas
from handleplan.seeds.values import trim


def write(folder: Path, root: Path) -> None:
    """Writes a folder for each seed; raises ValueError when a seed file cannot be read as it was meant."""
    if found := problems(root):
        raise ValueError(found[0])
    with duckdb.connect() as connection:
        for path, types in schemas(root).items():
            seed = read(path.read_bytes(), types)
            columns = ", ".join(f"{column} {types[column]}" for column in seed.columns)
            connection.execute(f"create table {path.stem} ({columns})")
            rows = [[trim(value) or None for value in row] for _, row in seed.rows]
            if rows:
                marks = ", ".join("?" * len(seed.columns))
                connection.executemany(f"insert into {path.stem} values ({marks})", rows)
            (folder / path.stem).mkdir(parents=True)
            connection.execute(
                f"copy {path.stem} to {sql_text(folder / path.stem / 'part-0.parquet')} (format parquet)"
            )


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write")
    try:
        write(parser.parse_args().folder, ROOT)
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"bulk_of_seeds: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
