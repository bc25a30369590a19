"""Generates synthetic letters of any size for a bulk load (`make build RAW_DIR=...`), modelled on the real one.

Each letter is the newest letter of seeds/ several times over, for a municipality and a period of its own: its
tables, rows, symbols, dashes, empty cells, footnotes, decisions and controls, with other amounts, years and ids. Each
period is stated by several letters, and each restates some amounts of the one before; some initiatives get a new name.
Every row is computed from its own number alone, so that memory does not grow with the size, and one seed gives the
same rows with any number of threads. With --errors, that many errors are planted, each in a table of its own, and
<folder>/errors.csv lists them.
"""

import argparse
import shutil
import sys
from pathlib import Path

import duckdb

from evidence.scale import made_up_rows, planted_errors
from evidence.scale.template import (
    LAST_YEAR,
    LETTERS_OF_A_PERIOD,
    MOST_TABLES,
    MUNICIPALITIES,
    SCOPES,
    Plan,
    load_template,
    prepare,
)
from handleplan.database import one_row, sql_text
from handleplan.paths import ROOT


def write(connection: duckdb.DuckDBPyConnection, folder: Path, seed: str, select: str, kind: str, plan: Plan) -> None:
    """Writes the rows of a seed; a row with an error is doubled or left out where the error says so."""
    target = folder / seed
    target.mkdir(parents=True)
    rows = f"select * exclude (error) from ({select}) where error is distinct from 'lost'"
    doubled = one_row(connection, "select count(*) from planted where seed = ? and error = 'doubled'", [seed])
    if doubled[0]:
        rows += f" union all select * exclude (error) from ({select}) where error = 'doubled'"
    options = "format parquet, compression zstd" if kind == "parquet" else "format csv, header true"
    by_letter = plan.partitioned and seed in (*SCOPES["copy"], *SCOPES["document"], "raw_controls")
    if by_letter and seed != "ref_documents":
        rows = f"select *, regexp_extract(document_id, '^\\w+') as municipality_id from ({rows})"
        options += ", partition_by (municipality_id), overwrite_or_ignore true"
        connection.execute(f"copy ({rows}) to {sql_text(target)} ({options})")
    else:
        connection.execute(f"copy ({rows}) to {sql_text(target / f'part-0.{kind}')} ({options})")


def generate(folder: Path, cells: int, seed: int, errors: int, level: str, kind: str, partitioned: bool) -> Plan:
    """Writes all seeds of synthetic letters with at least this many cells; returns the plan."""
    with duckdb.connect(config={"memory_limit": "1GB", "temp_directory": str(folder / ".tmp")}) as connection:
        types = load_template(connection, ROOT)
        of = {
            name: one_row(connection, f"select count(*) from {name}")[0]
            for name in ("raw_allocations", "raw_tables", "raw_decisions", "raw_grant_commitments")
        }
        columns = one_row(
            connection, "select count(distinct heading_printed) from raw_table_columns where column_kind = 'year'"
        )[0]
        copies = max(1, min(MOST_TABLES // of["raw_tables"], cells // of["raw_allocations"]))
        letters = -(-cells // (of["raw_allocations"] * copies))
        plan = Plan(
            seed,
            letters,
            copies,
            of["raw_tables"],
            of["raw_decisions"],
            of["raw_grant_commitments"],
            columns,
            partitioned,
        )
        newest_year = one_row(
            connection,
            "select max(regexp_extract(heading_printed, '\\d+')::bigint) "
            "from raw_table_columns where column_kind = 'year'",
        )[0]
        most = ((LAST_YEAR - newest_year) // columns) * LETTERS_OF_A_PERIOD * MUNICIPALITIES
        if letters > most:
            raise ValueError(f"{cells} cells want {letters} letters; the years end after {most}")
        prepare(connection, plan)
        planted_errors.plant(connection, level, errors, plan)
        for name, columns_of in types.items():
            if name == "raw_controls":
                select = made_up_rows.controls(connection, columns_of, plan)
            elif name == "ref_initiative_names":
                select = made_up_rows.names(columns_of, plan)
            else:
                select = made_up_rows.select_of(connection, name, columns_of, plan)
            write(connection, folder, name, select, kind, plan)
        if errors:
            planted_errors.tell_errors(connection, folder, plan)
    shutil.rmtree(folder / ".tmp", ignore_errors=True)
    return plan


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write; must not exist yet")
    parser.add_argument("--cells", type=int, default=100_000, help="at least this many printed cells (default: 100000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the letters (default: 1)")
    parser.add_argument("--errors", type=int, default=0, help="errors to plant (default: none)")
    parser.add_argument(
        "--level",
        choices=list(planted_errors.ERRORS),
        default="letter",
        help="the level of checks that must find the errors",
    )
    parser.add_argument("--kind", choices=["parquet", "csv"], default="parquet", help="format of the files")
    parser.add_argument("--by-municipality", action="store_true", help="a subfolder for each municipality")
    arguments = parser.parse_args()
    if arguments.folder.exists():
        print(f"letters: {arguments.folder} already exists; choose another folder", file=sys.stderr)
        return 2
    try:
        plan = generate(
            arguments.folder, arguments.cells, arguments.seed, arguments.errors, arguments.level, arguments.kind,
            arguments.by_municipality,
        )  # fmt: skip
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"letters: {error}", file=sys.stderr)
        return 2
    print(f"{plan.letters} letters of {plan.municipalities} municipalities, each of {plan.copies * plan.tables} tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
