"""The charts of the bundle: what each shows, in both languages, and the parameters that Superset draws it by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

PLAN, INITIATIVE, SOURCE, DECISION = (
    "plan_name_{l}", "initiative_name_{l}", "funding_source_name_{l}", "decision_title_{l}",
)  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """A chart: its dataset, its kind, and its size in columns of twelve and in rows of the page."""

    key: str
    name_da: str
    name_en: str
    dataset: str
    viz: str
    metrics: Sequence[str]
    by: Sequence[str] = ()
    across: Sequence[str] = ()
    only: str = ""
    width: int = 12
    height: int = 50
    # The filters that do not reach it: its dataset has no such column, or its measure names the year itself.
    without: Sequence[str] = ()
    more: dict[str, Any] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """Its title in a language."""
        return self.name_da if language == "da" else self.name_en

    def columns(self, language: str) -> list[str]:
        """The columns that it is drawn by."""
        return [column.format(l=language) for column in (*self.by, *self.across)]

    def params(self, language: str) -> dict[str, Any]:
        """What Superset stores of it."""
        by = [column.format(l=language) for column in self.by]
        across = [column.format(l=language) for column in self.across]
        only = {"clause": "WHERE", "expressionType": "SQL", "sqlExpression": self.only}
        common = {
            "viz_type": self.viz,
            "adhoc_filters": [only] if self.only else [],
            "annotation_layers": [],
            "color_scheme": "supersetColors",
            "time_range": "No filter",
            "row_limit": 10000,
            "extra_form_data": {},
            "dashboards": [],
        }
        return common | KINDS[self.viz](list(self.metrics), by, across) | self.more


def _number(metrics: list[str], _by: list[str], _across: list[str]) -> dict[str, Any]:
    (metric,) = metrics
    return {"metric": metric, "header_font_size": 0.3, "subheader_font_size": 0.125}


def _bars(metrics: list[str], by: list[str], across: list[str]) -> dict[str, Any]:
    is_time = by[0] == "period_start"
    axis = {"x_axis_time_format": "%Y", "time_grain_sqla": "P1Y"} if is_time else {"x_axis_sort_asc": True}
    return {
        "x_axis": by[0],
        **axis,
        "metrics": metrics,
        "groupby": across,
        "orientation": "vertical" if is_time else "horizontal",
        "stack": "Stack" if across else None,
        "show_value": True,
        "only_total": False,
        "show_legend": bool(across),
        "legendOrientation": "bottom" if is_time else "top",
        "legendType": "plain",
        "y_axis_format": ",.0f",
        "y_axis_title_margin": 15,
        "x_axis_title_margin": 15,
        "rich_tooltip": True,
        "tooltipTimeFormat": "%Y",
        "truncateXAxis": not is_time,
        "order_desc": True,
        "sort_series_type": "name",
        "sort_series_ascending": True,
    }


def _grid(metrics: list[str], by: list[str], across: list[str]) -> dict[str, Any]:
    return {
        "metrics": metrics,
        "groupbyRows": by,
        "groupbyColumns": across,
        "aggregateFunction": "Sum",
        "rowTotals": True,
        "colTotals": True,
        "rowSubTotals": len(by) > 1,
        "metricsLayout": "COLUMNS",
        "valueFormat": ",.0f",
        "rowOrder": "key_a_to_z",
        "colOrder": "key_a_to_z",
        "series_limit": 0,
        "order_desc": True,
    }


def _table(metrics: list[str], by: list[str], _across: list[str]) -> dict[str, Any]:
    return {
        "query_mode": "aggregate",
        "groupby": by,
        "metrics": metrics,
        "all_columns": [],
        "percent_metrics": [],
        "order_by_cols": [],
        "order_desc": True,
        "server_pagination": False,
        "table_timestamp_format": "%Y-%m-%d",
        "show_cell_bars": False,
        "include_search": False,
        "allow_render_html": False,
    }


KINDS = {
    "big_number_total": _number,
    "echarts_timeseries_bar": _bars,
    "pivot_table_v2": _grid,
    "table": _table,
}
NO_SOURCE = ("source",)


def _figure(key: str, da: str, en: str, metric: str, width: int = 4, **more: Any) -> Chart:
    more = {"dataset": "allocations"} | more
    return Chart(key, da, en, viz="big_number_total", metrics=[metric], width=width, height=20, **more)


ANSWER = (
    (
        _figure("period", "Afsat i perioden, kr.", "Allocated over the period, DKK", "allocated_period"),
        _figure("now", "Afsat nu, kr.", "Allocated now, DKK", "allocated_now", without=("year",)),
        _figure(
            "change_now", "Ændring fra året før til nu, kr.", "Change from the year before to now, DKK",
            "change_from_year_before", dataset="initiative_years", only="is_current_year", without=("year", "source"),
            more={"y_axis_format": "+,.0f"},
        ),
    ),
    (
        Chart(
            "by_year", "Afsat år for år, kr.", "Allocated by year, DKK", "allocations", "echarts_timeseries_bar",
            ["allocated_period"], ["period_start"], [PLAN], width=6,
        ),
        Chart(
            "by_source", "Hvor pengene kommer fra, hele perioden, kr.", "Where the money comes from, over the period, DKK",
            "allocations", "echarts_timeseries_bar", ["allocated_period"], [SOURCE], width=6,
        ),
    ),
    (
        Chart(
            "by_initiative", "Afsat efter plan, initiativ og år, kr.", "Allocated by plan, initiative and year, DKK",
            "allocations", "pivot_table_v2", ["allocated_period"], [PLAN, INITIATIVE], ["year"], height=120,
        ),
    ),
)  # fmt: skip
KNOWN = (
    (
        _figure("decision_share", "Beslutning ukendt", "Decision unknown", "decision_unknown_share", 3),
        _figure("price_level_share", "Prisniveau ukendt", "Price level unknown", "price_level_unknown_share", 3),
        _figure("source_share", "Kilde ukendt", "Source unknown", "source_unknown_share", 3),
        _figure(
            "unallocated_share", "Delvist ikke fordelt, højst", "Partly unallocated, at most",
            "partly_unallocated_share", 3,
        ),
    ),
    (
        Chart(
            "decision_grades", "Beslutning: oplyst, udledt eller ukendt, kr.", "Decision: stated, inferred or unknown, DKK",
            "allocations", "echarts_timeseries_bar", ["allocated_period"], [PLAN], ["decision_evidence_label"], width=6,
        ),
        Chart(
            "pl_grades", "Prisniveau: oplyst, udledt eller ukendt, kr.", "Price level: stated, inferred or unknown, DKK",
            "allocations", "echarts_timeseries_bar", ["allocated_period"], [PLAN], ["pl_year_evidence_label"], width=6,
        ),
    ),
    (
        Chart(
            "known_by_plan", "Hvad der vides, efter plan", "What is known, by plan", "allocations", "table",
            ["allocated_period", "decision_unknown", "decision_unknown_share", "price_level_unknown",
             "price_level_unknown_share", "source_unknown", "partly_unallocated"], [PLAN], height=36,
        ),
    ),
    (
        Chart(
            "unknown_money", "Penge uden kendt beslutning", "Money without a known decision", "allocations", "table",
            ["decision_unknown"], [PLAN, INITIATIVE, SOURCE], only="decision_evidence = 'unknown'", width=8, height=60,
        ),
        Chart(
            "proposals", "Forslag, og hvad der skete", "Proposals, and what became of them", "proposals", "table",
            ["proposed"], [PLAN, INITIATIVE, "year", "outcome_label"], width=4, height=60, without=NO_SOURCE,
        ),
    ),
)  # fmt: skip
CHANGED = (
    (
        Chart(
            "change_by_year", "Ændring fra året før, kr.", "Change from the year before, DKK", "initiative_years",
            "echarts_timeseries_bar", ["change_from_year_before"], ["period_start"], [PLAN],
            only="change_from_year_before_dkk is not null", width=8, without=NO_SOURCE,
        ),
        _figure(
            "by_changes", "Lagt til eller taget fra et niveau, kr.", "Added to a level or taken from it, DKK",
            "allocated_by_changes",
        ),
    ),
    (
        Chart(
            "change_by_initiative", "Ændring fra året før, efter initiativ, kr.",
            "Change from the year before, by initiative, DKK", "initiative_years", "pivot_table_v2",
            ["change_from_year_before"], [PLAN, INITIATIVE], ["year"], only="change_from_year_before_dkk <> 0", height=70,
            without=NO_SOURCE,
        ),
    ),
    (
        Chart(
            "by_decision", "Hvad beslutningerne betaler for", "What the decisions pay for", "allocations", "table",
            ["allocated_period", "allocated_now", "allocated_by_changes"], [DECISION, "decided_on"], width=6, height=60,
            without=("year",),
        ),
        Chart(
            "restated", "Hvad senere dokumenter ændrede", "What later documents changed", "restatements", "table",
            ["restated"], [INITIATIVE, "year", "to_document_id", "change_kind_label"],
            only="change_kind <> 'unchanged'", width=6, height=60, without=NO_SOURCE,
        ),
    ),
)  # fmt: skip
