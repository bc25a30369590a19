"""Columns that divide a year, changes beside levels, sub-totals that name their rows: fixtures and what is refused."""

import pytest

import letters
from conftest import refused, replace_once, rows
from handleplan.pages import proof
from handleplan.terminal import trace
from together import breaks

MET = "select count(*), count(*) filter (where is_reconciled) from audit.audit_reconciliation where document_id = "


def test_a_year_by_kind_of_appropriation_keeps_all_its_totals(chain_of):
    chain = chain_of("kinds_of_appropriation")
    assert chain.found == []
    money = "select appropriation_type_id, (sum(amount_dkk) / 1000000)::integer from fct_allocation "
    assert sorted(rows(chain, money + "where plan_id = 'budget_2027' and year = 2027 group by all")) == [
        ("construction", 2256),
        ("service", 16383),
        ("transfers", 10578),
    ]
    assert rows(chain, MET + "'budget_kinds_2027'") == [(9, 9)]
    assert rows(chain, money + "where document_id = 'letter_2026' group by all") == [("unknown", 100)]
    named = "select distinct appropriation_type_name_da from rpt_allocation where plan_id = 'budget_2027' order by all"
    assert rows(chain, named) == [("Anlæg",), ("Overførsler",), ("Service",)]


KINDS = "budget_kinds_2027,1,"
TOTAL = "4,I alt,row_total,,,,,"


@breaks(
    "kinds_of_appropriation",
    ("raw_allocations", KINDS + "3,1,871,", KINDS + "3,1,872,", 'likeliest: the cell printed "872" on this line'),
    ("raw_table_columns", "2027,,,service", "2027,,,construction", "names the kind service, and"),
    ("raw_table_columns", "2027,,,service", "2027,,,", "service, and appropriation_type is empty"),
    ("raw_table_columns", "2027,,,service", "2027,,,unknown", "service, construction, transfers"),
    ("raw_table_columns", "1,Service,year,2027", "1,Service,year,2028", "column_year"),
    ("raw_table_columns", "1,Service,year,2027", "1,Service,year,", '"Service" is not a year; write the year'),
    ("raw_table_columns", "1,Service,year,2027", "1,2027,year,", "a heading that is a year alone has that year to"),
    ("raw_table_columns", "2,Nettoanlæg,year,2027,,,c", "2,Service,year,2027,,,c", "two have the same heading"),
    ("raw_table_columns", KINDS + TOTAL, KINDS + TOTAL[:-1] + "service,", "no appropriation_type on a column"),
)
def test_a_year_by_kind_entered_wrongly_is_refused(refusals, broken):
    refusals.assert_told(broken)


def test_two_cells_of_a_row_swapped_are_refused(chain_of):
    chain = chain_of("kinds_of_appropriation")
    places = [KINDS + f"1,{column_no}," for column_no in (1, 2)]
    old = f"{places[0]}1.243,,,,\n{places[1]}15,"
    found = refused(chain, "raw_allocations", old, f"{places[0]}15,,,,\n{places[1]}1.243,")
    assert len([one for one in found if "column total printed" in one]) == 2
    assert [one for one in found if "row total printed" in one] == []


def test_a_newer_level_without_kinds_replaces_them_all(chain_of):
    chain = chain_of("kinds_of_appropriation", "kinds_restated")
    assert chain.found == []
    money = "select appropriation_type_id, (amount_dkk / 1000000)::integer from fct_allocation where initiative_id = "
    assert rows(chain, money + "'budget_climate'") == [("unknown", 2400)]
    assert sorted(rows(chain, money + "'budget_culture'")) == [
        ("construction", 445),
        ("service", 325),
        ("transfers", 607),
    ]


def test_a_change_takes_no_more_of_a_kind_than_stands_of_it(chain_of):
    chain = chain_of("kinds_of_appropriation", "kinds_changed")
    assert chain.found == []
    kinds = "select appropriation_type_id, (sum(amount_dkk) / 1000000)::integer from fct_allocation "
    assert sorted(rows(chain, kinds + "where initiative_id = 'budget_culture' group by 1")) == [
        ("construction", 0),
        ("service", 425),
        ("transfers", 607),
    ]
    cells, totals = letters.path_of(chain.seeds, "raw_allocations"), letters.path_of(chain.seeds, "raw_printed_totals")
    replace_once(cells, "budget_change_2027,1,1,2,-445", "budget_change_2027,1,1,2,-446")
    replace_once(totals, "budget_change_2027,1,column_total,,2,-445", "budget_change_2027,1,column_total,,2,-446")
    (found,) = chain.run([chain.key("raw_allocations"), chain.key("raw_printed_totals")])
    assert (
        "initiative budget_culture, year 2027, source unknown, kind construction: document budget_change_2027" in found
    )


def test_components_of_a_year_are_held_side_by_side(chain_of):
    chain = chain_of("components_of_a_year")
    assert chain.found == []
    parts = (
        "select heading_printed, (fct.amount_dkk / 1000)::integer from fct_allocation_statement as fct "
        "inner join audit.audit_printed_cell using (document_id, table_no, row_no, column_no) "
        "where fct.initiative_id = 'school_meals' and cell_kind = 'cell' order by fct.column_no"
    )
    assert rows(chain, parts) == [("Løn", 310), ("Priser", 1475), ("Pulje til demografi", -200)]
    money = "select (sum(amount_dkk) / 1000)::integer from fct_allocation where plan_id = 'frames' and year = 2027"
    assert rows(chain, money) == [(24075,)]
    assert rows(chain, MET + "'demography_2027'") == [(7, 7)]
    found = refused(chain, "raw_allocations", "demography_2027,1,3,2,1.475", "demography_2027,1,3,2,1.457")
    assert any('likeliest: the cell printed "1.457" on this line' in one for one in found)


FRAMES = "demography_2027,1,Rammer,I alt,1000,true"


def test_components_without_row_totals_are_refused(chain_of):
    chain = chain_of("components_of_a_year")
    found = refused(chain, "raw_tables", FRAMES, FRAMES.replace("1000,true", "1000,false"))
    assert any("nothing says that each is a part of it" in one for one in found)


def test_a_change_stands_beside_its_level_in_one_table(chain_of):
    chain = chain_of("change_beside_levels")
    assert chain.found == []
    money = "select initiative_id, statement_kind, (amount_dkk / 1000)::integer from fct_allocation "
    assert sorted(rows(chain, money + "where plan_id = 'harbour'")) == [
        ("paths", "change", -150),
        ("paths", "level", 900),
        ("quay", "change", 350),
        ("quay", "level", 1200),
        ("watch", "level", 400),
    ]
    assert rows(chain, MET + "'revised_2026'") == [(6, 6)]
    states = "select statement_kind, count(*) from audit.audit_printed_cell where document_id = 'revised_2026' "
    assert sorted(rows(chain, states + "and cell_kind = 'cell' group by all")) == [("change", 3), ("level", 3)]


REVISED = "revised_2026,1,"


@breaks(
    "change_beside_levels",
    ("raw_allocations", REVISED + "1,2,350", REVISED + "1,2,530", 'likeliest: the cell printed "530" on this line'),
    ("raw_allocations", REVISED + "2,2,-150", REVISED + "2,2,-950", "more than stands (900000.00 kr.)"),
    (
        "raw_table_columns",
        "Tillægsbevilling,year,2026,,,,change",
        "Tillægsbevilling,year,2026,,,,extra",
        "level, change",
    ),
    (
        "raw_table_columns",
        "budget,row_total,,,,,",
        "budget,row_total,,,,,change",
        "no states on a column that is of no",
    ),
    (
        "raw_table_columns",
        "Tillægsbevilling,year,2026,,,,change",
        "Tillægsbevilling,year,2026,,,,",
        "column_is_change",
    ),
)
def test_a_change_beside_levels_entered_wrongly_is_refused(refusals, broken):
    refusals.assert_told(broken)


def test_a_subtotal_sums_the_rows_that_it_names(chain_of):
    chain = chain_of("subtotals_that_name_rows")
    assert chain.found == []
    sums = (
        "select row_no, year, summed_rows, (computed_dkk / 1000)::integer from audit.audit_reconciliation "
        "where document_id = 'care_2027' and control_kind = 'subtotal' and is_reconciled order by all"
    )
    assert rows(chain, sums) == [
        (8, 2027, "2 5 7", 3220),
        (8, 2028, "2 5 7", 3365),
        (8, None, "2 5 7", 6585),
        (9, 2027, "3 6", 10200),
        (9, 2028, "3 6", 5500),
        (9, None, "3 6", 15700),
    ]


SUBTOTAL = "8,subtotal,Service i alt,,"
ITS_ROWS = ("raw_table_rows", f"{SUBTOTAL}2 5 7")


@breaks(
    "subtotals_that_name_rows",
    (*ITS_ROWS, f"{SUBTOTAL}2-5 7", "row 8: subtotal printed 6585000"),
    (*ITS_ROWS, f"{SUBTOTAL}2 4 7", "do not begin and end with rows of"),
    (*ITS_ROWS, f"{SUBTOTAL}2 7-5", "the first of them is above the last"),
    (*ITS_ROWS, f'{SUBTOTAL}"2,5"', '"2,5" is not numbers of rows, such as'),
    (
        "raw_table_rows",
        "7,initiative,Madservice,,",
        "7,initiative,Madservice,,2-3",
        "no sums_rows on a row that is no sub-total",
    ),
)
def test_a_subtotal_that_names_the_wrong_rows_is_refused(refusals, broken):
    refusals.assert_told(broken)


def test_each_year_of_a_table_by_kind_has_its_own_totals(chain_of):
    chain = chain_of("totals_of_years")
    assert chain.found == []
    sums = (
        "select control_id, (computed_dkk / 1000)::integer from audit.audit_reconciliation "
        "where document_id = 'kinds_by_year_2027' and row_no is null and is_reconciled order by all"
    )
    assert [(name.removeprefix("kinds_by_year_2027.t1."), money) for name, money in rows(chain, sums)] == [
        ("c1", 740),
        ("c2", 1530),
        ("c3", 2270),
        ("c4", 670),
        ("c5", 2245),
        ("c6", 2915),
        ("total", 5185),
    ]
    years = "select year, (sum(amount_dkk) / 1000)::integer from fct_allocation where plan_id = 'parks' group by year"
    assert sorted(rows(chain, years)) == [(2027, 2270), (2028, 2915)]


ITS_COLUMNS = ("raw_table_columns", "row_total,,,,,,,1-2")


@breaks(
    "totals_of_years",
    (*ITS_COLUMNS, "row_total,,,,,,,1", "table total printed 2270000.00 kr., computed 740000"),
    (*ITS_COLUMNS, "row_total,,,,,,,", "row_total stands here again"),
    (*ITS_COLUMNS, "row_total,,,,,,,1-3", "do not begin and end with columns of amounts"),
    (*ITS_COLUMNS, "row_total,,,,,,,1 4", "row total printed 1900000.00 kr., computed 810000"),
    (*ITS_COLUMNS, "row_total,,,,,,,1;2", '"1;2" is not numbers of rows, such as 2-8'),
)
def test_a_total_that_names_the_wrong_columns_is_refused(refusals, broken):
    refusals.assert_told(broken)


@breaks(
    "totals_of_years",
    ("raw_table_columns", "2027,,,service,,,", "2027,,,service,,,1-2", "no sums_columns on a column that is no"),
    (
        "raw_printed_totals",
        "row_total,4,6,45",
        "row_total,4,6,54",
        "row total printed 54000.00 kr., computed 45000",
    ),
    (
        "raw_printed_totals",
        "subtotal,3,3,2.150",
        "subtotal,3,3,2.510",
        "subtotal printed 2510000.00 kr., computed 21",
    ),
    (
        "raw_printed_totals",
        "total,,6,2.915",
        "total,,6,2.951",
        "table total printed 2951000.00 kr., computed 29150",
    ),
)
def test_a_total_of_a_year_entered_wrongly_is_refused(refusals, broken):
    refusals.assert_told(broken)


@pytest.mark.parametrize(
    ("name", "document_id", "total", "sums"),
    [
        ("kinds_of_appropriation", "budget_kinds_2027", "c2", 2256000000),
        ("components_of_a_year", "demography_2027", "r3.total", 1585000),
        ("change_beside_levels", "revised_2026", "c2", 200000),
        ("subtotals_that_name_rows", "care_2027", "r8.y2028", 3365000),
        ("financing_in_all", "paid_2027", "r5.y2028", 750000),
        ("totals_of_years", "kinds_by_year_2027", "r1.c3", 1900000),
        ("totals_of_years", "kinds_by_year_2027", "r3.c6", 2870000),
        ("totals_of_years", "kinds_by_year_2027", "c6", 2915000),
    ],
)
def test_the_proof_sums_what_a_total_stands_for(chain_of, name, document_id, total, sums):
    chain = chain_of(name)
    chain.connection.execute(f"use {chain.database}")
    table = proof.printed_table(chain.connection, {"document_id": document_id, "table_no": 1})
    trails = {trail["cell"].one()["printed_cell_id"]: trail for trail in table["trails"]}
    control_id = f"{document_id}.t1.{total}"
    summed = trails[control_id]["summed"].rows
    assert sum(part["amount_dkk"] for part in summed) == sums
    # and each cell that the total sums leads to it
    for part in summed:
        leads_to = [one["control_id"] for one in trails[part["printed_cell_id"]]["totals"].rows]
        assert control_id in leads_to
    others = [trail for trail in trails.values() if "totals" in trail]
    leading = [one for one in others if control_id in [total["control_id"] for total in one["totals"].rows]]
    assert len([one for one in leading if one["cell"].one()["amount_dkk"]]) == len(summed)


def test_pages_name_the_column_of_a_part_of_a_year(chain_of):
    chain = chain_of("kinds_of_appropriation")
    chain.connection.execute(f"use {chain.database}")
    told = "\n".join(trace.trail_lines(chain.connection, "budget_kinds_2027.t1.r3.c2"))
    assert "Klima, Miljø og Teknik, Nettoanlæg, 2027 (cell)" in told
    assert "kind         stated: Construction" in told
    told = "\n".join(trace.trail_lines(chain.connection, "letter_2026.t1.r1.y2024"))
    assert ", 2024 (cell)" in told
    assert "  kind  " not in told
