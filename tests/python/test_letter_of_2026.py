"""What the letter of 2 March 2026 must show, as a reader of the published file finds it."""

from decimal import Decimal

import duckdb
import pytest


@pytest.fixture
def one(published):
    """Gives the single row of a query."""
    with duckdb.connect(str(published), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchone()


def test_counts(one):
    assert one("select count(*) from marts.dim_initiative") == (25,)
    assert one(
        "select count(*), count(*) filter (content = 'amount') from audit.audit_printed_cell where cell_kind = 'cell'"
    ) == (75, 64)
    assert one("select count(*), count(*) filter (is_reconciled) from audit.audit_reconciliation") == (41, 41)
    assert one("select count(*), count(*) filter (is_partly_unallocated) from marts.fct_allocation") == (67, 1)
    assert one("select count(*) from marts.dim_decision where decision_id <> 'unknown'") == (9,)
    assert one("select count(*) from audit.audit_evidence") == (36,)


@pytest.mark.parametrize(
    ("funding_source_id", "thousands"),
    [("municipal_budget", 57471), ("integration_grant", 31700), ("administration_budget", 9100), ("state_grant", 1800)],
)
def test_money_by_source(one, funding_source_id, thousands):
    query = f"select sum(amount_dkk) from marts.fct_allocation where funding_source_id = '{funding_source_id}'"
    assert one(query) == (Decimal(thousands * 1000),)


@pytest.mark.parametrize(("grade", "thousands"), [("stated", 9100), ("inferred", 25500), ("unknown", 65471)])
def test_money_by_grade_of_decision(one, grade, thousands):
    query = f"select sum(amount_dkk) from marts.fct_allocation where decision_evidence = '{grade}'"
    assert one(query) == (Decimal(thousands * 1000),)


def test_footnoted_cell_is_two_components(one):
    assert one(
        "select list(amount_dkk order by component_no), list(funding_source_id order by component_no), "
        "list(pl_year order by component_no), list(pl_year_evidence order by component_no) "
        "from marts.fct_allocation where table_no = 1 and row_no = 1 and year = 2024"
    ) == (
        [Decimal("2800000"), Decimal("3000000")],
        ["integration_grant", "administration_budget"],
        [2023, 2023],
        ["inferred", "stated"],
    )


def test_undefined_theme_leaves_the_decision_unknown(one):
    assert one(
        "select decision_rule, candidate_decision_ids from audit.audit_trace "
        "where table_no = 1 and row_no = 1 and year = 2026 and component_no = 0"
    ) == ("unknown", "biu_2023_12_11_item_9, biu_2025_12_08_item_5")


def test_grant_commitment_stands_beside_and_in_no_total(one):
    assert one("select amount_dkk, first_year, last_year, plan_id from marts.fct_grant_commitment") == (
        Decimal("6800000"),
        2025,
        2028,
        "negative_social_control",
    )
    assert one("select sum(amount_dkk) from marts.fct_allocation") == (Decimal("100071000"),)


def test_overview_is_the_printed_tables_line_by_line(one):
    differing = one(
        "select count(*) from marts.rpt_plan_overview as overview "
        "inner join marts.dim_plan using (plan_id) "
        "full outer join audit.audit_printed_cell as printed on printed.table_no = "
        "list_position(['integration', 'anti_racism', 'negative_social_control', 'extremism'], overview.plan_id) "
        "and coalesce(printed.row_no, 0) = case line_kind when 'total' then 0 else overview.line_no end "
        "and printed.year is not distinct from overview.year "
        "where overview.amount_dkk is distinct from printed.amount_dkk "
        "or overview.overview_cell_id is null or printed.printed_cell_id is null"
    )
    assert differing == (0,)


def test_bridge_has_more_rows_than_initiatives_so_it_must_not_carry_money(one):
    assert one(
        "select sum(amount_dkk) > (select sum(amount_dkk) from marts.fct_allocation where initiative_id in "
        "(select initiative_id from marts.bridge_initiative_partner)) "
        "from marts.fct_allocation inner join marts.bridge_initiative_partner using (initiative_id)"
    ) == (True,)
    comment = one("select comment from duckdb_tables() where table_name = 'bridge_initiative_partner'")[0]
    assert "Never sum money through it" in comment


def test_the_item_behind_the_question_is_no_decision(one):
    assert one(
        "select count(*) from marts.dim_decision inner join marts.dim_document on url = question_url "
        "or decided_on = date '2026-02-16'"
    ) == (0,)


def test_summary_on_screen(summary):
    for figure in ("100.071", "57.471", "31.700", "9.100", "1.800", "25.500", "65.471", "41 of 41"):
        assert figure in summary
