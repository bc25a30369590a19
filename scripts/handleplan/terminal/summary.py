"""Prints what a published warehouse file says: money by plan and year, by source, by grade, totals met."""

from pathlib import Path

import duckdb

from handleplan import queries
from handleplan.amounts import thousands
from handleplan.queries import grouped


def _table(head: list[str], rows: list[tuple]) -> list[str]:
    """Text in columns: the first to the left, the others to the right."""
    cells = [head, *[[cell if isinstance(cell, str) else thousands(cell) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def of_file(path: Path) -> str:
    """The summary of a published file, as text. Raises duckdb.Error when the file cannot be read."""
    with duckdb.connect(str(path), read_only=True) as published:
        money = queries.rows(published, "summary/money_by_plan_and_year")
        by_source, by_grade, commitments = (
            [tuple(row.values()) for row in queries.rows(published, f"summary/{name}")]
            for name in ("money_by_source", "money_by_grade", "commitments")
        )
        proof = queries.row(published, "overview/reconciled_totals")
    years = sorted({row["year"] for row in money} - {None})
    by_plan = []
    for rows in grouped(money, "plan_id").values():
        amounts = {row["year"]: row["amount_dkk"] for row in rows}
        by_plan.append((rows[0]["plan_name_en"] or "Total", *[amounts.get(year) for year in [*years, None]]))
    lines = ["Allocated, 1,000 kr., price levels mixed as in the letters", ""]
    lines += _table(["By plan", *[str(year) for year in years], "Total"], by_plan)
    lines += ["", *_table(["By source", "Total"], by_source)]
    lines += ["", *_table(["By grade of evidence", "Source", "Decision", "Price level"], by_grade)]
    lines += ["", *_table(["Beside it, in no total: grant commitments", "Years", "Total"], commitments)]
    lines += ["", "Printed totals met: {met} of {totals}. Checks that ran without a failure: {checks}.".format(**proof)]
    return "\n".join(lines)
