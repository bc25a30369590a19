"""Prints what a published warehouse file says: money by plan and year, by source, by grade, totals reconciled."""

from pathlib import Path

import duckdb

from handleplan.amounts import thousands
from handleplan.database import opened


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


def totals_of(connection: duckdb.DuckDBPyConnection) -> str:
    """How many printed totals the cells add up to exactly, of how many; and how many differ as accepted."""
    exact, every, differing = connection.execute(
        "select count(*) filter (difference_dkk = 0), count(*), "
        "count(*) filter (is_reconciled and difference_dkk <> 0) from audit.audit_reconciliation"
    ).fetchone()
    return f"{exact} of {every}" + (f", {differing} differ as accepted" if differing else "")


def summarise(path: Path) -> str:
    """The summary of a published file, as text. Raises EnvironmentFaultError when it cannot be read."""
    with opened(path) as published:
        years = [
            year
            for (year,) in published.execute("select distinct year from marts.fct_allocation order by 1").fetchall()
        ]
        sums = ", ".join(f"sum(amount_dkk) filter (year = {year})" for year in years)
        by_plan = published.execute(
            f"select plan_name_en, {sums}, sum(amount_dkk) from marts.rpt_allocation "
            "group by grouping sets ((plan_id, plan_name_en), ()) order by plan_name_en is null, min(allocation_id)"
        ).fetchall()
        by_source = published.execute(
            "select funding_source_name_en, sum(amount_dkk) from marts.rpt_allocation group by all order by 2 desc"
        ).fetchall()
        by_grade = published.execute(
            "select grade, sum(amount_dkk) filter (what = 'source'), sum(amount_dkk) filter (what = 'decision'), "
            "sum(amount_dkk) filter (what = 'pl_year') from audit.audit_evidence group by grade "
            "order by list_position(['stated', 'inferred', 'unknown'], grade)"
        ).fetchall()
        commitments = published.execute(
            "select purpose_en, first_year || '-' || last_year, amount_dkk from marts.fct_grant_commitment order by all"
        ).fetchall()
        totals = totals_of(published)
        (checks,) = published.execute("select count(*) from audit.audit_checks").fetchone()
    lines = ["Allocated, 1,000 kr., price levels mixed as in the letters", ""]
    lines += _table(
        ["By plan", *[str(year) for year in years], "Total"], [(row[0] or "Total", *row[1:]) for row in by_plan]
    )
    lines += ["", *_table(["By source", "Total"], by_source)]
    lines += ["", *_table(["By grade of evidence", "Source", "Decision", "Price level"], by_grade)]
    lines += ["", *_table(["Grant commitments (not in any total)", "Years", "Total"], commitments)]
    lines += ["", f"Printed totals reconciled: {totals}. Checks passed: {checks}."]
    return "\n".join(lines)
