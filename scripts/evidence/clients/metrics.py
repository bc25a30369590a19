"""Asks a release each metric by every road and compares: SQL, MetricFlow, Malloy, and SQL on the workbook's own rows.

MetricFlow is asked in all and by plan (restatements by initiative), of a copy of the file, by the definitions of the
last build. It comes from locks/metricflow.txt into build/clients/metricflow, once. Exit status: 0 all agree, 1 not.
"""

import argparse
import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import python_calamine

from evidence.clients import malloy
from evidence.clients.clients import locked, run
from handleplan.bi.dashboards import DASHBOARDS
from handleplan.database import sql_text
from handleplan.errors import EnvironmentFaultError
from handleplan.paths import BUILD, DATABASE, DIST

LISTED = "select table_name, metric_id, sql_expression, label_en, unit from main.metrics order by metric_no"
DEFINITIONS = BUILD / "target" / "semantic_manifest.json"
WORKBOOK = "handleplan.xlsx"
IN_WORKBOOK = "rpt_allocation"
# MetricFlow wants a project of dbt; of ours it needs what dbt has parsed, and where the file is.
PROJECT = {
    "dbt_project.yml": "{name: handleplan, version: '1.0.0', config-version: 2, profile: handleplan}",
    "profiles.yml": "handleplan: {target: a, outputs: {a: {type: duckdb, path: handleplan.duckdb}}}",
}
HEAD = """\
# Each metric, by every road

Written by `make clients`, which asks a release each metric of `main.metrics` and writes nothing when two roads differ:
its SQL on the table (SQL); `mf query` of dbt-metricflow 0.15.0 with metricflow 0.213.0 (MetricFlow); Malloy 0.0.431;
its SQL on the rows of the sheet `rpt_allocation` (workbook). Of MetricFlow {compared} figures were compared, in all and
by plan.

`make test-bi` compares every figure of the metrics marked "compared" in Superset, chart by chart, and
`tests/python/test_metrics.py` holds the SQL against the reports and the overview. 0 is also nothing.

| metric | | unit | SQL | MetricFlow | Malloy | workbook | Superset |
|---|---|---|---:|---:|---:|---:|---|
"""


def by_metricflow(file: Path, published: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str, dict]]:
    """Asks MetricFlow; gives metric, table, the column asked by (empty: in all), and its figures by that column."""
    tables: dict[str, list[str]] = {}
    for table, metric, *_ in published.execute(LISTED).fetchall():
        tables.setdefault(table.removeprefix("marts."), []).append(metric)
    models = {one["node_relation"]["alias"]: one for one in json.loads(DEFINITIONS.read_bytes())["semantic_models"]}
    with tempfile.TemporaryDirectory(prefix="handleplan-metricflow-") as made:
        folder = Path(made)
        (folder / "target").mkdir()
        shutil.copy(DEFINITIONS, folder / "target")
        shutil.copyfile(file, folder / DATABASE)
        for name, text in PROJECT.items():
            (folder / name).write_text(text, encoding="utf-8")

        def ask(metrics: list[str], *by: str) -> list[dict[str, str]]:
            command = (locked("metricflow") / "bin" / "mf", "query", "--metrics", ",".join(metrics))
            grouped = ("--group-by", *by) if by else ()
            # Of an answer without rows it writes no file.
            answers = folder / "answer.csv"
            answers.unlink(missing_ok=True)
            run(*command, *grouped, "--csv", answers, what="MetricFlow", cwd=folder)
            if not answers.exists():
                return []
            with answers.open(encoding="utf-8", newline="") as answer:
                return list(csv.DictReader(answer))

        (all_of_them,) = ask([metric for metrics in tables.values() for metric in metrics])
        for table, metrics in tables.items():
            model = models[table]
            column = next(one["name"] for one in model["dimensions"] if one["name"] in ("plan_id", "initiative_id"))
            named = [one["name"] for one in model["entities"] if one["type"] == "primary"]
            asked = f"{(named or [model['primary_entity']])[0]}__{column}"
            rows = ask(metrics, asked)
            for metric in metrics:
                yield metric, table, "", {"": all_of_them[metric]}
                yield metric, table, column, {row[asked]: row[metric] for row in rows}


def in_workbook(release: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with the rows of the workbook's sheet, under the table's own name and types."""
    rows = python_calamine.load_workbook(str(release / WORKBOOK)).get_sheet_by_name(IN_WORKBOOK).to_python()
    opened = duckdb.connect()
    opened.execute(f"attach {sql_text(release / DATABASE)} as file (read_only)")
    opened.execute(f"create schema marts; create table marts.{IN_WORKBOOK} as from file.marts.{IN_WORKBOOK} limit 0")
    names, places = ", ".join(f'"{name}"' for name in rows[0]), ", ".join("?" for _ in rows[0])
    values = [[None if cell == "" else cell for cell in row] for row in rows[1:]]
    opened.executemany(f"insert into marts.{IN_WORKBOOK} ({names}) values ({places})", values)
    return opened


def shown(value: float | None) -> str:
    """A figure as the table has it."""
    return "0" if value is None else f"{value:,.0f}" if abs(value) >= 1 else f"{value:.4f}"


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path, nargs="?", default=DIST, help="a folder that make all wrote")
    parser.add_argument("--to", type=Path, help="write the table here, when all roads agree")
    arguments = parser.parse_args()
    # Resolved once, so that all is of one release even when a build switches in between.
    release = (arguments.release / DATABASE).resolve().parent
    model = release / "bi" / "handleplan.malloy"
    for path in (model, release / WORKBOOK, DEFINITIONS):
        if not path.is_file():
            raise EnvironmentFaultError(f"{path} is not there: make all")
    compared, wrong = 0, []
    with duckdb.connect(str(release / DATABASE), read_only=True) as published, in_workbook(release) as workbook:
        listed = published.execute(LISTED).fetchall()
        sql = {metric: expression for _, metric, expression, *_ in listed}
        roads: dict[str, dict[str, float | None]] = {metric: {} for metric in sql}
        for metric, table, column, said in by_metricflow(release / DATABASE, published):
            found = {key: malloy.figure(float(value or 0)) for key, value in said.items()}
            by = f"{column}, " if column else "'', "
            rows = published.execute(f"select {by}{sql[metric]} from marts.{table} group by 1").fetchall()
            right = {key: malloy.figure(value) for key, value in rows} or dict.fromkeys(found)
            compared += len(right)
            wrong += [f"{metric} by {column}: MetricFlow says {found}, SQL {right}"] if found != right else []
            if not column:
                roads[metric] |= {"SQL": right[""], "MetricFlow": found[""]}
        asked = [[table.removeprefix("marts."), metric, False] for table, metric, *_ in listed]
        for (table, metric, *_), said in zip(listed, malloy.answers(release / DATABASE, model, asked), strict=True):
            roads[metric]["Malloy"] = malloy.figure(said["all"])
            if table == f"marts.{IN_WORKBOOK}":
                answer = workbook.execute(f"select {sql[metric]} from {table}").fetchall()
                roads[metric]["workbook"] = malloy.figure(answer[0][0])
    wrong += [f"{metric}: {said}" for metric, said in roads.items() if len(set(said.values())) > 1]
    charted = {metric for dashboard in DASHBOARDS for chart in dashboard.charts() for metric in chart.metrics}
    lines = []
    for (_, metric, _, label, unit), said in zip(listed, roads.values(), strict=True):
        figures = [shown(said[road]) if road in said else "" for road in ("SQL", "MetricFlow", "Malloy", "workbook")]
        cells = [f"`{metric}`", label, unit, *figures, "compared" if metric in charted else ""]
        lines.append(f"| {' | '.join(cells)} |\n")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"metrics: {len(roads)} metrics, {compared} figures of MetricFlow compared, {len(wrong)} wrong")
    if arguments.to and not wrong:
        arguments.to.write_text(HEAD.format(compared=compared) + "".join(lines), encoding="utf-8")
    return 1 if wrong else 0
