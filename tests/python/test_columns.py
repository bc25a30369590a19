"""Columns that are no plain year: fixtures of tests/fixtures/letters and what is refused."""

import pytest

from conftest import refused, rows
from handleplan import queries
from handleplan.pages import proof
from handleplan.terminal import trace
from together import breaks


def test_a_budgets_headings_are_years(chain_of):
    chain = chain_of("budget_headings")
    assert chain.found == []
    money = "select year, (sum(amount_dkk) / 1000)::integer from fct_allocation where plan_id = 'harbour' group by all"
    assert sorted(rows(chain, money)) == [(2027, 1500), (2028, 1500), (2029, 1250)]


HEADING = ("raw_table_columns", "2029/30,year,2029")


@breaks(
    "budget_headings",
    (
        *HEADING,
        "2029/30,year,",
        '"2029/30" is not one year; write the year that the column is counted in into first_year',
    ),
    (*HEADING, "2029/2030,year,", '"2029/2030" is not one year'),
    (
        *HEADING,
        "R2029,year,",
        '"R2029" is not a year from 2000 to 2099, such as 2026, B2027, Budget 2027 or BO 2028; of any other',
    ),
    (*HEADING, "2029/30,year,2031", "expected first_year empty, or a year that the heading of a year prints"),
    (*HEADING, "2029,year,2030", "expected first_year empty"),
    (*HEADING, "2031,year,1", "expected first_year empty"),
)
def test_a_heading_of_no_single_year_is_refused(refusals, broken):
    found = refusals.told(broken, broken.said)
    assert found[0].startswith("seeds/raw/raw_table_columns.csv:20: ")
    assert broken.said in found[0]


PERIODS = (
    "select initiative_id, first_year, last_year, spread, (amount_dkk / 1000)::integer from fct_period_allocation "
)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("span_as_year", []),
        ("money_in_the_span", [("merge_1", 2027, 2032, "in_all", -600), ("merge_3", 2027, 2032, "in_all", 600)]),
    ],
)
def test_money_of_a_span_is_in_no_year_and_in_the_totals(chain_of, name, held):
    chain = chain_of(name)
    assert chain.found == []
    assert sorted(rows(chain, PERIODS + "where plan_id = 'harbour'")) == held
    years = "select year, (sum(amount_dkk) / 1000)::integer from fct_allocation where plan_id = 'harbour' group by all"
    assert sorted(rows(chain, years)) == [(2026, 0), (2033, 0)]
    met = "select count(*), count(*) filter (where is_reconciled) from audit.audit_reconciliation "
    assert rows(chain, met + "where document_id = 'merger_2026'") == [(7, 7)]
    trail = "select count(*) from fct_period_allocation inner join audit.audit_printed_cell using (printed_cell_id)"
    assert rows(chain, trail) == [(len(held),)]


SPAN = "merger_2026,1,2,2027-2032,period,2027,2032,in_all"


@breaks(
    "money_in_the_span",
    ("raw_table_columns", SPAN, SPAN.replace("period,2027", "period,2028"), "expected the years that the heading"),
    ("raw_table_columns", SPAN, SPAN.replace(",2032,in", ",2033,in"), "expected the years that the heading prints"),
    ("raw_table_columns", SPAN, SPAN.replace("in_all", ""), "expected a period with spread in_all and both years"),
    ("raw_table_columns", SPAN, SPAN.replace("2032,period", "2032 pr. år,period"), "spread each_year where the"),
    ("raw_table_columns", SPAN, SPAN.replace("2032,in_all", ",each_year"), "expected the years that the heading"),
    ("raw_table_columns", SPAN, SPAN.replace("period,2027,2032,in_all", "year,,,"), "is not a year from 2000"),
    ("raw_table_columns", SPAN, SPAN.replace("period,2027,2032,in_all", "other,,,"), "a cell stands where no"),
    ("raw_allocations", "merger_2026,1,1,2,-600", "merger_2026,1,1,2,-601", "merger_2026.t1.c2,1000.00,misprint"),
    (
        "raw_allocations",
        "merger_2026,1,1,2,-600,",
        "merger_2026,1,1,2,-600,1",
        "a mark stands at an amount for a period",
    ),
    ("ref_row_initiatives", "1,3,merge_3,,true", "1,3,merge_3,,", "nothing states it before"),
)
def test_a_span_entered_wrongly_is_refused(refusals, broken):
    refusals.assert_told(broken)


def test_what_comes_each_year_without_end_is_in_no_sum(chain_of):
    chain = chain_of("permanent")
    assert chain.found == []
    assert sorted(rows(chain, PERIODS + "where document_id = 'permanent_2026'")) == [
        ("permit_desk", 2029, None, "each_year", 250),
        ("quay", 2029, None, "each_year", 500),
        ("watch", 2029, None, "each_year", 100),
    ]
    money = "select plan_id, max(year), (sum(amount_dkk) / 1000)::integer from fct_allocation where plan_id in "
    assert sorted(rows(chain, money + "('harbour', 'permits') group by all")) == [
        ("harbour", 2028, 950),
        ("permits", 2028, 600),
    ]
    met = "select count(*) from audit.audit_reconciliation where document_id = 'permanent_2026' and is_reconciled"
    assert rows(chain, met) == [(8,)]
    found = refused(chain, "raw_table_columns", "Varig,period,2029", "Varig,period,2030")
    assert any("first_year 2030 does not follow the last year of its table (2028)" in one for one in found)


def test_the_proof_shows_columns_of_periods(chain_of):
    chain = chain_of("money_in_the_span", "new_plan_2027")
    chain.connection.execute(f"use {chain.database}")
    table = proof.printed_table(chain.connection, {"document_id": "merger_2026", "table_no": 1})
    assert table["headings"] == {1: "2026", 2: "2027-2032", 3: "2033", 4: "I alt"}
    trails = {trail["cell"].one()["printed_cell_id"]: trail for trail in table["trails"]}
    totals = trails["merger_2026.t1.r1.c2"]["totals"].rows
    assert [total["control_id"] for total in totals] == [
        "merger_2026.t1.r1.total",
        "merger_2026.t1.c2",
        "merger_2026.t1.total",
    ]
    for total, sums in (("r1.total", -1162000), ("c2", 0), ("total", 0), ("y2026", 0)):
        summed = trails[f"merger_2026.t1.{total}"]["summed"].rows
        assert sum(part["amount_dkk"] for part in summed) == sums


def test_a_span_is_replaced_whole(chain_of):
    chain = chain_of("money_in_the_span", "span_restated")
    assert chain.found == []
    assert rows(chain, PERIODS + "where plan_id = 'harbour'") == [("merge_3", 2029, 2032, "in_all", 400)]
    only = "restated_2027,1,3,2029-2032,period,2029,2032,in_all"
    found = refused(chain, "raw_table_columns", only, only.replace("2032", "2031"))
    assert any("2027-2032: document restated_2027 states only some of its years" in one for one in found)


def test_a_span_stands_beside_no_level_of_its_years(chain_of):
    chain = chain_of("money_in_the_span", "span_restated")
    only = "restated_2027,1,3,2029-2032,period,2029,2032,in_all"
    found = refused(chain, "raw_table_columns", only, only.replace("2029", "2027"))
    assert any("money of 2027 stands beside it (document restated_2027)" in one for one in found)


def test_a_change_takes_no_more_than_a_span_holds(chain_of):
    chain = chain_of("money_in_the_span", "span_restated", "span_cut")
    assert chain.found == []
    assert sorted(rows(chain, PERIODS + "where plan_id = 'harbour'")) == [
        ("merge_3", 2029, 2032, "in_all", -300),
        ("merge_3", 2029, 2032, "in_all", 400),
    ]
    found = refused(chain, "raw_allocations", "cut_2027,1,1,1,-300", "cut_2027,1,1,1,-401")
    assert any(
        "changes it by -401000.00 kr., more than stands of these very years (400000.00 kr.)" in one for one in found
    )


def test_the_overview_shows_what_is_in_no_years_total(chain_of):
    chain = chain_of("money_in_the_span", "unknown_amount", "proposed")
    assert chain.found == []
    chain.connection.execute(f"use {chain.database}")
    shown = queries.rows(chain.connection, "overview/outside")
    assert [
        (row["plan_id"], row["kind"], row["first_year"], row["last_year"], row["amount_dkk"] and int(row["amount_dkk"]))
        for row in shown
    ] == [
        ("anti_racism", "proposed", 2026, 2026, 1050000),
        ("harbour", "in_all", 2027, 2032, 0),
        ("underspend", "open", 2026, 2026, None),
        ("underspend", "proposed", 2026, 2026, 29700000),
    ]
    assert all(row["leads_to"] for row in shown)


YEARLY = ("each_year_of_a_span", "each_year_changed", "each_year_restated")
BY_YEAR = (
    "select year, (sum(amount_dkk) / 1000)::integer from fct_allocation where plan_id = $plan group by all order by 1"
)


def test_each_year_of_a_span_is_a_year_of_its_own_printed_once(chain_of):
    chain = chain_of("each_year_of_a_span")
    assert chain.found == []
    assert rows(chain, BY_YEAR, plan="harbour") == [(2026, 400), (2027, 550), (2028, 550), (2029, 550), (2030, 550)]
    assert rows(chain, BY_YEAR, plan="permits") == [(2027, 250), (2028, 250), (2029, 250), (2030, 250)]
    assert rows(chain, PERIODS + "where document_id = 'yearly_2026'") == []
    one_cell = "select count(*), count(distinct printed_cell_id), count(distinct allocation_id) from audit.audit_trace "
    assert rows(chain, one_cell + "where printed_cell_id = 'yearly_2026.t1.r1.c2'") == [(4, 1, 4)]
    pays = "select year, financing_kind, (amount_dkk / 1000)::integer from fct_financing where plan_id = 'harbour' "
    assert rows(chain, pays + "and amount_dkk <> 0 order by 1, 2") == [
        (2026, "financing", 300),
        (2026, "shortfall", 100),
        *((year, "financing", 550) for year in range(2027, 2031)),
    ]
    met = "select count(*), count(*) filter (where is_reconciled) from audit.audit_reconciliation "
    assert rows(chain, met + "where document_id = 'yearly_2026'") == [(8, 8)]


AFTER = "yearly_2026,1,2,2027-2030 pr. år,period,2027,2030,each_year"


@breaks(
    "each_year_of_a_span",
    ("raw_allocations", "yearly_2026,1,1,2,450", "yearly_2026,1,1,2,451", "yearly_2026.t1.c2,-1000.00,misprint"),
    ("raw_allocations", "yearly_2026,2,1,1,250", "yearly_2026,2,1,1,205", "yearly_2026.t2.c1,45000.00,misprint"),
    ("raw_allocations", "yearly_2026,1,3,2,550", "yearly_2026,1,3,2,500", "financing and shortfall (to line "),
    ("raw_allocations", "yearly_2026,1,1,2,450,", "yearly_2026,1,1,2,450,1", "a mark stands at an amount for a"),
    ("raw_printed_totals", "row_total,1,3,2.200", "row_total,1,3,850", "computed 2200000.00 kr."),
    ("raw_table_columns", "row_total,,,in_all", "row_total,,,", "computed 850000.00 kr."),
    ("raw_table_columns", "row_total,,,in_all", "row_total,,,each_year", "but in_all of a row total"),
    ("raw_table_columns", AFTER, AFTER.replace("2030,each", "2031,each"), "expected the years that the heading"),
    ("raw_table_columns", AFTER, AFTER.replace("2030,each", ",each"), "expected the years that the heading prints"),
    ("raw_table_columns", AFTER, AFTER.replace("each_year", "in_all"), "with spread each_year where the heading"),
    ("raw_table_columns", AFTER, AFTER.replace(",2027,2030,", ",2030,2027,"), "the last one too where it ends"),
    ("raw_table_columns", "beløb,period,2027,2030,each_year", "beløb,year,2027,,", "spread each_year where the"),
    (
        "raw_table_columns",
        "yearly_2026,1,1,2026,year,,,",
        "yearly_2026,1,1,2028,year,,,",
        'columns "2028", "2027-2030 pr. år" are all of 2028',
    ),
)
def test_each_year_of_a_span_entered_wrongly_is_refused(refusals, broken):
    refusals.assert_told(broken)


def test_a_change_and_a_restatement_reach_single_years_of_a_span(chain_of):
    chain = chain_of(*YEARLY[:2])
    assert chain.found == []
    assert rows(chain, BY_YEAR, plan="harbour") == [(2026, 400), (2027, 550), (2028, 550), (2029, 600), (2030, 550)]
    chain = chain_of(*YEARLY)
    assert chain.found == []
    assert rows(chain, BY_YEAR, plan="harbour") == [
        (2026, 400),
        (2027, 550),
        (2028, 570),
        *((year, 630) for year in range(2029, 2033)),
    ]
    still = "select year from fct_allocation_statement where document_id = 'yearly_2026' and is_current "
    assert rows(chain, still + "and initiative_id = 'quay' order by 1") == [(2026,), (2027,)]
    found = refused(chain, "raw_allocations", "yearly_2027_1,1,1,1,50", "yearly_2027_1,1,1,1,-150")
    assert any("initiative watch, year 2029" in one and "more than stands (100000.00 kr.)" in one for one in found)


def test_the_proof_shows_each_year_of_a_span_under_one_cell(chain_of):
    chain = chain_of(*YEARLY)
    chain.connection.execute(f"use {chain.database}")
    table = proof.printed_table(chain.connection, {"document_id": "yearly_2026", "table_no": 1})
    assert table["endless"] == set()
    trails = {trail["cell"].one()["printed_cell_id"]: trail for trail in table["trails"]}
    parts = trails["yearly_2026.t1.r1.c2"]["components"].rows
    assert [(part["year"], int(part["amount_dkk"])) for part in parts] == [(y, 450000) for y in range(2027, 2031)]
    for total, sums in (("r1.total", 2200000), ("c2", 550000), ("total", 2600000), ("y2026", 400000)):
        summed = trails[f"yearly_2026.t1.{total}"]["summed"].rows
        assert sum(part["amount_dkk"] for part in summed) == sums
    links = [row["printed_cell_id"] for row in queries.rows(chain.connection, "overview/printed_cells")]
    assert "yearly_2026.t1.r1.c2" in links
    told = "\n".join(trace.cell_lines(chain.connection, "yearly_2026.t1.r1.c2"))
    assert [year for year in range(2026, 2032) if f"450 thousand kr. in {year} is allocation_id" in told] == [
        2027,
        2028,
        2029,
        2030,
    ]
