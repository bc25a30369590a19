"""Prints what a published warehouse file says: money by plan and year, by source, by grade, totals reconciled."""

from pathlib import Path

import duckdb

from handleplan import queries
from handleplan.amounts import thousands
from handleplan.database import one_row, opened
from handleplan.queries import grouped
from handleplan.terminal import tables


def _table(head: list[str], rows: list[tuple]) -> list[str]:
    """Text in columns: the first to the left, the others to the right; amounts in thousands."""
    return tables.lines(head, [[cell if isinstance(cell, str) else thousands(cell) for cell in row] for row in rows])


def totals_of(connection: duckdb.DuckDBPyConnection) -> str:
    """How many printed totals the cells add up to exactly, of how many; and how many differ as accepted."""
    proof = queries.row(connection, "summary/reconciled_totals")
    differing = f", {proof['differing']} differ as accepted" if proof["differing"] else ""
    return f"{proof['met']} of {proof['totals']}{differing}"


def summarise(path: Path) -> str:
    """The summary of a published file, as text. Raises EnvironmentFaultError when it cannot be read."""
    with opened(path) as published:
        money = queries.rows(published, "summary/money_by_plan_and_year")
        by_source, by_grade, commitments = (
            [tuple(row.values()) for row in queries.rows(published, f"summary/{name}")]
            for name in ("money_by_source", "money_by_grade", "commitments")
        )
        totals = totals_of(published)
        (checks,) = one_row(published, "select count(*) from audit.audit_checks")
    years = sorted({row["year"] for row in money} - {None})
    by_plan = []
    for rows in grouped(money, "plan_id").values():
        amounts = {row["year"]: row["amount_dkk"] for row in rows}
        by_plan.append((rows[0]["plan_name_en"] or "Total", *[amounts.get(year) for year in [*years, None]]))
    lines = ["Allocated, 1,000 kr., price levels mixed as in the letters", ""]
    lines += _table(["By plan", *[str(year) for year in years], "Total"], by_plan)
    lines += ["", *_table(["By source", "Total"], by_source)]
    lines += ["", *_table(["By grade of evidence", "Source", "Decision", "Price level"], by_grade)]
    lines += ["", *_table(["Grant commitments (not in any total)", "Years", "Total"], commitments)]
    lines += ["", f"Printed totals reconciled: {totals}. Checks passed: {checks}."]
    return "\n".join(lines)
