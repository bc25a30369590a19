"""Each measure once: the SQL of main.metrics gives what the reports, the overview and the proof show, in any series."""

import json

import duckdb

GRADES = "select plan_id, sum({}) from audit.audit_evidence where what = '{}' and grade = 'unknown'"
OF_PLANS = {
    "allocated_period": "select plan_id, sum(allocated_period_dkk) from marts.rpt_initiative_funding",
    "allocated_now": "select plan_id, sum(allocated_now_dkk) from marts.rpt_initiative_funding",
    "allocated_by_changes": (
        "select plan_id, sum(amount_dkk) filter (statement_kind = 'change') from marts.fct_allocation"
    ),
    "source_unknown": GRADES.format("amount_dkk", "source"),
    "decision_unknown": "select plan_id, sum(decision_unknown_dkk) from marts.rpt_initiative_funding",
    "price_level_unknown": GRADES.format("amount_dkk", "pl_year"),
    "source_unknown_share": GRADES.format("share", "source"),
    "decision_unknown_share": GRADES.format("share", "decision"),
    "price_level_unknown_share": GRADES.format("share", "pl_year"),
    # A whole cell, and never more than the documents mark: the components of it that stand.
    "partly_unallocated": "select plan_id, sum(amount_dkk) filter (is_partly_unallocated) from marts.fct_allocation",
    "partly_unallocated_share": (
        "select plan_id, sum(abs(amount_dkk)) filter (is_partly_unallocated) / sum(abs(amount_dkk)) "
        "from marts.fct_allocation"
    ),
    "change_from_year_before": (
        "select plan_id, sum(change) from ("
        "select plan_id, coalesce(amount_dkk, 0) - coalesce(lag(amount_dkk) over plan, 0) as change "
        "from marts.rpt_plan_overview where line_kind = 'total' and year is not null "
        "window plan as (partition by plan_id order by year) qualify lag(year) over plan = year - 1)"
    ),
    "proposed": ("select plan_id, sum(amount_dkk) from marts.fct_allocation_statement where status = 'proposed'"),
    "without_cover": "select plan_id, sum(without_cover_dkk) filter (year is null) from marts.rpt_plan_overview",
    "allocated_size": "select plan_id, sum(abs(amount_dkk)) from marts.fct_allocation",
    "source_unknown_size": (
        "select plan_id, sum(abs(amount_dkk)) filter (funding_source_id = 'unknown') from marts.fct_allocation"
    ),
    "decision_unknown_size": (
        "select plan_id, sum(abs(amount_dkk)) filter (decision_id = 'unknown') from marts.fct_allocation"
    ),
    "price_level_unknown_size": (
        "select plan_id, sum(abs(amount_dkk)) filter (pl_year = -1) from marts.fct_allocation"
    ),
    "partly_unallocated_size": (
        "select plan_id, sum(abs(amount_dkk)) filter (is_partly_unallocated) from marts.fct_allocation"
    ),
}
# A restatement may move money from plan to plan: it is asked by what became of an initiative's year.
OF_INITIATIVES = {
    "restated": "select initiative_id, sum(coalesce(after_dkk, 0) - coalesce(before_dkk, 0)) from marts.rpt_restatement"
}
SERIES = (
    [],
    ["supplement_delta"],
    ["returned_money"],
    ["proposed"],
    ["restated_2027"],
    ["rounded_totals"],
    ["dementia_plain"],
)


def metrics(connection) -> dict[str, tuple[str, str]]:
    """The table and the SQL of each metric."""
    rows = connection.execute("select metric_id, table_name, sql_expression from main.metrics").fetchall()
    return {name: (table, sql) for name, table, sql in rows}


def figures(connection, query: str) -> dict[str, float]:
    """The figures by their key; nothing and 0 are one, and a share is rounded as the reports round it."""
    found = connection.execute(query).fetchall()
    return {key: round(float(figure), 6) for key, figure in found if figure}


def test_every_metric_gives_what_the_reports_show(chain_of):
    # A measure that is nothing in every series would be compared with nothing.
    met = set()
    for names in SERIES:
        connection = chain_of(*names).connection
        defined = metrics(connection)
        assert sorted(defined) == sorted(OF_PLANS | OF_INITIATIVES)
        for shown, key in ((OF_PLANS, "plan_id"), (OF_INITIATIVES, "initiative_id")):
            for name, query in shown.items():
                table, sql = defined[name]
                asked = figures(connection, f"select {key}, {sql} from {table} group by {key}")
                assert asked == figures(connection, f"{query} group by {key}"), (names, name)
                met |= {name} if asked else set()
    assert sorted((OF_PLANS | OF_INITIATIVES).keys() - met) == []


def test_the_file_says_of_each_measure_what_may_be_added(published):
    with duckdb.connect(str(published), read_only=True) as opened:
        shares = opened.execute(
            "select metric_id, adds_over_en, caution_en from main.metrics where unit = 'share'"
        ).fetchall()
        assert shares
        assert [name for name, over, caution in shares if over != "nothing" or "average" not in caution] == []
        half = opened.execute(
            "select metric_id from main.metrics where (caution_da is null) <> (caution_en is null) "
            "or (question_da is null) <> (question_en is null)"
        ).fetchall()
        assert half == []


def test_every_metric_of_the_project_is_of_a_kind_with_known_sql(compiled_project):
    # The table is made from what dbt parsed: every metric of the project is in it, under its own SQL.
    manifest = json.loads((compiled_project / "manifest.json").read_text(encoding="utf-8"))
    kinds = {metric["name"]: metric["type"] for metric in manifest["metrics"].values()}
    assert sorted(kinds) == sorted(OF_PLANS | OF_INITIATIVES)
    assert set(kinds.values()) == {"simple", "ratio"}
