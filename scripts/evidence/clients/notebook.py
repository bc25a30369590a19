"""The money of each plan, in a notebook of marimo: `marimo edit notebook.py -- dist/handleplan.duckdb`."""

import marimo

app = marimo.App()


@app.cell
def _():
    import sys

    import duckdb

    # Read-only, and no SQL typed here can reach another file.
    locked = {"enable_external_access": "false", "lock_configuration": "true"}
    published = duckdb.connect(sys.argv[-1], read_only=True, config=locked)
    return (published,)


@app.cell
def _(published):
    published.sql(
        "select plan_name_en, cast(sum(amount_dkk) as double) as allocated_dkk "
        "from marts.rpt_allocation group by all order by plan_name_en"
    ).fetchall()
    return


if __name__ == "__main__":
    app.run()
