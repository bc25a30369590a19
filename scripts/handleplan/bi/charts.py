"""The charts of the bundle: what each shows, in both languages, and the parameters that Superset draws it by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from handleplan.bi.datasets import label

BARS, GRID, TABLE = "echarts_timeseries_bar", "pivot_table_v2", "table"
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

    def _column(self, column: str, language: str) -> Any:
        """A column as it is asked for: a grid heads its rows and columns by what they are asked as."""
        if self.viz != GRID:
            return column
        return {"label": label(column, language), "sqlExpression": column, "expressionType": "SQL"}

    def params(self, language: str) -> dict[str, Any]:
        """What Superset stores of it."""
        by, across = (
            [self._column(column.format(l=language), language) for column in columns]
            for columns in (self.by, self.across)
        )
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


def _number(metrics: list[str], _by: list, _across: list) -> dict[str, Any]:
    (metric,) = metrics
    return {"metric": metric, "header_font_size": 0.3, "subheader_font_size": 0.125}


def _bars(metrics: list[str], by: list, across: list) -> dict[str, Any]:
    (axis,) = by
    return {
        "x_axis": axis,
        # An axis of time would have room for a year before the first and one after the last.
        "xAxisForceCategorical": True,
        "x_axis_sort": axis,
        "x_axis_sort_asc": True,
        "metrics": metrics,
        "groupby": across,
        "orientation": "vertical",
        "stack": "Stack",
        "show_value": True,
        # Atop a stack a part looks like the whole.
        "only_total": True,
        "show_legend": True,
        "legendOrientation": "bottom",
        "legendType": "scroll",
        "y_axis_format": ",.0f",
        "rich_tooltip": True,
        "order_desc": True,
        "sort_series_type": "name",
        "sort_series_ascending": True,
    }


def _grid(metrics: list[str], by: list, across: list) -> dict[str, Any]:
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


def _table(metrics: list[str], by: list, _across: list) -> dict[str, Any]:
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


KINDS: dict[str, Callable[[list, list, list], dict[str, Any]]] = {
    "big_number_total": _number,
    BARS: _bars,
    GRID: _grid,
    TABLE: _table,
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
            "change_now", "Ændring fra året før, kr.", "Change from the year before, DKK", "change_from_year_before",
            dataset="initiative_years", only="is_current_year", without=("year", "source"),
        ),
    ),
    (
        Chart(
            "by_year", "Afsat år for år, kr.", "Allocated by year, DKK", "allocations", BARS,
            ["allocated_period"], ["year"], [PLAN], width=7,
        ),
        Chart(
            "by_source", "Hvor pengene kommer fra, kr.", "Where the money comes from, DKK", "allocations", TABLE,
            ["allocated_period", "allocated_now"], [SOURCE], width=5, without=("year",),
            more={"show_cell_bars": True, "show_totals": True},
        ),
    ),
    (
        Chart(
            "by_initiative", "Afsat efter plan, initiativ og år, kr.", "Allocated by plan, initiative and year, DKK",
            "allocations", GRID, ["allocated_period"], [PLAN, INITIATIVE], ["year"], height=134,
        ),
    ),
)  # fmt: skip
KNOWN = (
    (
        _figure("decision_share", "Beslutning ukendt", "Decision unknown", "decision_unknown_share", 3),
        _figure("price_level_share", "Prisniveau ukendt", "Price level unknown", "price_level_unknown_share", 3),
        _figure("source_share", "Kilde ukendt", "Source unknown", "source_unknown_share", 3),
        _figure("unallocated_share", "Ikke fordelt, højst", "Unallocated, at most", "partly_unallocated_share", 3),
    ),
    (
        Chart(
            "decision_grades", "Beslutning: oplyst, udledt eller ukendt, kr.",
            "Decision: stated, inferred or unknown, DKK", "allocations", BARS,
            ["allocated_period"], ["decision_evidence_label_{l}"], [PLAN], width=6,
        ),
        Chart(
            "pl_grades", "Prisniveau: oplyst, udledt eller ukendt, kr.",
            "Price level: stated, inferred or unknown, DKK", "allocations", BARS,
            ["allocated_period"], ["pl_year_evidence_label_{l}"], [PLAN], width=6,
        ),
    ),
    (
        Chart(
            "known_by_plan", "Hvad der vides, efter plan", "What is known, by plan", "allocations", TABLE,
            ["allocated_period", "decision_unknown", "decision_unknown_share", "price_level_unknown",
             "price_level_unknown_share", "source_unknown", "partly_unallocated"], [PLAN], height=36,
        ),
    ),
    (
        Chart(
            "unknown_money", "Penge uden kendt beslutning, kr.", "Money without a known decision, DKK", "allocations",
            TABLE, ["decision_unknown"], [PLAN, INITIATIVE, SOURCE], only="decision_evidence = 'unknown'", height=70,
        ),
    ),
    (
        Chart(
            "proposals", "Forslag, og hvad der skete, kr.", "Proposals, and what became of them, DKK", "proposals",
            TABLE, ["proposed"], [PLAN, INITIATIVE, "year", "document_id", "outcome_label_{l}"], height=36,
            without=NO_SOURCE,
        ),
    ),
)  # fmt: skip
CHANGED = (
    (
        Chart(
            "change_by_year", "Ændring fra året før, kr.", "Change from the year before, DKK", "initiative_years", BARS,
            ["change_from_year_before"], ["year"], [PLAN], only="change_from_year_before_dkk <> 0", width=8,
            without=NO_SOURCE, more={"stack": None, "only_total": False},
        ),
        _figure(
            "by_changes", "Lagt til eller taget fra et niveau, kr.", "Added to a level or taken from it, DKK",
            "allocated_by_changes",
        ),
    ),
    (
        Chart(
            "change_by_initiative", "Ændring fra året før, efter initiativ, kr.",
            "Change from the year before, by initiative, DKK", "initiative_years", GRID,
            ["change_from_year_before"], [PLAN, INITIATIVE], ["year"], only="change_from_year_before_dkk <> 0",
            height=80, without=NO_SOURCE,
        ),
    ),
    (
        Chart(
            "by_decision", "Hvad beslutningerne betaler for, kr.", "What the decisions pay for, DKK", "allocations",
            TABLE, ["allocated_period", "allocated_now", "allocated_by_changes"], [DECISION, "decided_on"], height=60,
            without=("year",),
        ),
    ),
    (
        Chart(
            "restated", "Hvad senere dokumenter ændrede, kr.", "What later documents changed, DKK", "restatements",
            TABLE, ["restated"], [INITIATIVE, "year", "to_document_id", "change_kind_label_{l}"],
            only="change_kind <> 'unchanged'", height=36, without=NO_SOURCE,
        ),
    ),
)  # fmt: skip
