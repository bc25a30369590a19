"""Errors to be found in synthetic letters: which can be planted, where they go, and the list of those that were."""

import csv
from pathlib import Path

import duckdb

from evidence.scale.template import LETTERS_OF_A_PERIOD, MUNICIPALITIES, Plan
from handleplan.database import one_row

# The errors that can be planted: in which seed, and in which of its rows.
# The chain stops at the first level that finds anything, so each level is planted and found by itself.
ERRORS = {
    "seed": {"unreadable": ("raw_allocations", "base > 0")},
    "staging": {"doubled": ("raw_allocations", "base > 0"), "lost": ("raw_allocations", "base > 0")},
    "footnotes": {"mark": ("raw_allocations", "footnote_marks is not null")},
    "letter": {
        "amount": ("raw_allocations", "base > 0 and footnote_marks is null"),
        "total": ("raw_printed_totals", "total_kind = 'row_total'"),
        "dash": ("raw_allocations", "amount_printed = '-'"),
        "symbol": ("raw_table_rows", "symbols_printed is not null"),
        "control": ("raw_controls", "control_kind = 'cells_amount'"),
    },
}


def plant(connection: duckdb.DuckDBPyConnection, level: str, many: int, plan: Plan) -> None:
    """Chooses the rows that get an error: the kinds in turn, each in a table of its own, spread over all letters."""
    connection.execute("create table planted (error_no integer, error varchar, seed varchar, i bigint)")
    kinds = list(ERRORS[level].items())
    copies = plan.count("copy")
    if many > copies:
        raise ValueError(f"{many} errors want as many copies of the letter; there are {copies}")
    for number in range(many):
        kind, (seed, where) = kinds[number % len(kinds)]
        connection.execute(
            f"""
            insert into planted
            select {number + 1}, '{kind}', '{seed}', {copies * number // many} * all_rows + template_no
            from (select t as template_no, (select count(*) from {seed}) as all_rows from {seed} where {where})
            order by hash({plan.seed}, {number}, template_no) limit 1
            """
        )


def tell_errors(connection: duckdb.DuckDBPyConnection, folder: Path, plan: Plan) -> None:
    """Writes errors.csv: what was planted, and in which seed, letter and table."""
    with (folder / "errors.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["error_no", "error", "seed", "document_id", "table_no"])
        for number, error, seed, i in connection.execute(
            "select error_no, error, seed, i from planted order by error_no"
        ).fetchall():
            many = one_row(connection, f"select count(*) from {seed}")[0]
            copy = i // many
            document, c = divmod(copy, plan.copies)
            round_no, m = divmod(document, MUNICIPALITIES)
            p, letter = divmod(round_no, LETTERS_OF_A_PERIOD)
            table = one_row(connection, f"select table_no::bigint from {seed} where t = ?", [i % many])[0]
            out.writerow([number, error, seed, f"m{m:03d}.p{p:02d}.l{letter}", c * plan.tables + table])
