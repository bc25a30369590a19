"""The datasets of the bundle: a report of the published file each, in one language, with comments and metrics."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from handleplan import database

HERE = Path(__file__).parent
LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class Report:
    """A report that becomes a dataset: its names, and where it lacks a name that people filter by, what to join."""

    key: str
    table: str
    name_da: str
    name_en: str
    description_da: str
    more: tuple[str, ...] = ()
    joins: str = ""
    time: str = "period_start"


_PLANS = """
inner join marts.dim_plan as plans on plans.plan_id = {plan}
inner join marts.dim_municipality as municipalities on plans.municipality_id = municipalities.municipality_id"""
_INITIATIVES = "\ninner join marts.dim_initiative as initiatives on report.initiative_id = initiatives.initiative_id"
_YEARS = "\ninner join marts.dim_year as years on report.year = years.year"
_OF_PLAN = (
    "municipalities.municipality_name_{language}",
    "report.year = municipalities.current_year as is_current_year",
)

REPORTS = (
    Report(
        "allocations",
        "rpt_allocation",
        "Afsatte midler",
        "Allocations",
        "Pengene, én gang, i én flad tabel. Beløb i kroner; summer over prisniveauer er nominelle.",
    ),
    Report(
        "initiative_years",
        "rpt_initiative_year",
        "Initiativer år for år",
        "Initiatives by year",
        "Hvert initiativ i hvert af planens år, uden totaler. Kan lægges sammen.",
        more=_OF_PLAN,
        joins=_PLANS.format(plan="report.plan_id"),
    ),
    Report(
        "proposals",
        "rpt_proposal",
        "Forslag",
        "Proposals",
        "Hvad der er foreslået, og hvad der skete. Intet af det er afsat, fordi det er foreslået.",
        more=("years.period_start", "plan_name_{language}", "initiatives.initiative_name_{language}", *_OF_PLAN),
        joins=_PLANS.format(plan="report.plan_id") + _INITIATIVES + _YEARS,
    ),
    Report(
        "restatements",
        "rpt_restatement",
        "Ændret af senere dokumenter",
        "Restatements",
        "Hvad hvert dokument ændrede i det, tidligere dokumenter havde oplyst.",
        more=("years.period_start", "plan_name_{language}", "initiatives.initiative_name_{language}", *_OF_PLAN),
        joins=_PLANS.format(plan="coalesce(report.plan_id_after, report.plan_id_before)") + _INITIATIVES + _YEARS,
    ),
)


@cache
def table_of(name: str) -> list[dict[str, str]]:
    """The rows of a CSV of this package."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_language(column: str, language: str) -> str:
    """A column's name without the language that its dataset has."""
    return column.removesuffix(f"_{language}").replace(f"_{language}_", "_")


def label(column: str, language: str) -> str:
    """The name to show of a column; its own name where labels.csv lacks one, which a test refuses."""
    names = {row["column"]: row[f"label_{language}"] for row in table_of("labels")}
    plain = without_language(column, language)
    return names.get(plain, plain.replace("_", " "))


def _is_of(column: str, language: str) -> bool:
    (other,) = set(LANGUAGES) - {language}
    return not column.endswith(f"_{other}") and f"_{other}_" not in column


def sql_of(report: Report, columns: list[str], language: str) -> str:
    """The query of a dataset: the columns of one language."""
    own = [f"report.{column}" for column in columns if _is_of(column, language)]
    selected = ",\n    ".join([*own, *(column.format(language=language) for column in report.more)])
    return f"select\n    {selected}\nfrom marts.{report.table} as report{report.joins}"


def comments(published: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What the published file says of each column of marts, by name; a report's own text is taken for its columns."""
    rows = published.execute(
        "select table_name || '.' || column_name, comment from duckdb_columns() where schema_name = 'marts'"
    ).fetchall()
    return dict(rows)


def columns_of(published: duckdb.DuckDBPyConnection, report: Report, query: str, language: str) -> list[dict]:
    """The columns of a dataset, as Superset reads them. Only the year of the money is a time: others lose money."""
    said = comments(published)
    described = published.execute(f"describe {query}").fetchall()
    return [
        {
            "column_name": name,
            "verbose_name": label(name, language),
            "is_dttm": name == report.time,
            "is_active": True,
            "type": kind,
            "groupby": True,
            "filterable": True,
            "expression": None,
            "description": said.get(f"{report.table}.{name}") if language == "en" else None,
            "python_date_format": None,
            "extra": {},
        }
        for name, kind, *_ in described
    ]


def metrics_of(published: duckdb.DuckDBPyConnection, report: Report, language: str) -> list[dict]:
    """The metrics of a dataset, as main.metrics has them."""
    rows = database.rows(
        published, "select * from main.metrics where table_name = ? order by metric_no", [f"marts.{report.table}"]
    )
    return [
        {
            "metric_name": row["metric_id"],
            "verbose_name": row[f"label_{language}"],
            "metric_type": None,
            "expression": row["sql_expression"],
            "description": row[f"description_{language}"],
            "d3format": ".1%" if row["unit"] == "share" else ",.0f",
            "extra": {},
            "warning_text": row[f"caution_{language}"],
        }
        for row in rows
    ]


def dataset(published: duckdb.DuckDBPyConnection, report: Report, language: str) -> dict:
    """A dataset as Superset reads it, without its ids."""
    table = f"marts.{report.table}"
    columns = [name for name, *_ in published.execute(f"describe {table}").fetchall()]
    query = sql_of(report, columns, language)
    said = published.execute(
        "select comment from duckdb_tables() where schema_name = 'marts' and table_name = ?", [report.table]
    ).fetchall()
    return {
        "table_name": report.name_da if language == "da" else report.name_en,
        "main_dttm_col": report.time,
        "description": report.description_da if language == "da" else said[0][0],
        "default_endpoint": None,
        "offset": 0,
        "cache_timeout": None,
        "schema": None,
        "sql": query,
        "params": None,
        "template_params": None,
        "filter_select_enabled": True,
        "fetch_values_predicate": None,
        "extra": None,
        "normalize_columns": False,
        "always_filter_main_dttm": False,
        "metrics": metrics_of(published, report, language),
        "columns": columns_of(published, report, query, language),
    }
