"""Savings that a paper prints without a minus: taken away where a table states so, and never added unsaid."""

import pytest

from conftest import ROOT, refused, rows
from handleplan.reading import words
from handleplan.reading.labels import Label
from handleplan.reading.paper import Cell, Row, Table
from handleplan.reading.prints import Reading
from handleplan.reading.tables import stated_by
from together import breaks

FIXTURE = "savings_without_minus"
TAKEN = ",reduction,allocated,,,"
GIVEN = "Gårdplan,I alt,1000,true,true,true,true,,level,allocated,,,"
SAVED = "savings_2026,1,"


def test_what_is_saved_is_taken_away(chain_of):
    chain = chain_of(FIXTURE)
    assert chain.found == []
    money = (
        "select initiative_id, statement_kind, funding_source_id, (sum(amount_dkk) / 1000)::integer "
        "from fct_allocation where document_id = 'savings_2026' group by all order by all"
    )
    assert rows(chain, money) == [
        ("benches", "level", "unknown", 900),
        ("employment_support", "change", "administration_budget", -400),
        ("employment_support", "change", "integration_grant", -600),
        ("gate_lights", "change", "unknown", -150),
        ("gate_lights", "level", "unknown", 400),
        ("perspektiv", "change", "municipal_budget", -450),
        ("trees", "change", "unknown", -100),
        ("trees", "level", "unknown", 1200),
    ]
    now = "select (sum(amount_dkk) / 1000)::integer from fct_allocation where initiative_id = $one and year = 2026"
    assert rows(chain, now, one="employment_support") == [(5300,)]


def test_the_print_stays_and_its_amount_is_below_zero(chain_of):
    chain = chain_of(FIXTURE)
    cells = (
        "select printed_cell_id, amount_printed, (amount_dkk / 1000)::integer, statement_kind "
        "from audit.audit_printed_cell where document_id = 'savings_2026' and row_no is null order by 1"
    )
    assert rows(chain, cells) == [
        ("savings_2026.t1.total", "1.450", -1450, "reduction"),
        ("savings_2026.t1.y2026", "1.450", -1450, "reduction"),
        ("savings_2026.t2.c1", "2.500", 2500, "level"),
        ("savings_2026.t2.c2", "250", -250, "reduction"),
        ("savings_2026.t2.total", "2.250", 2250, "level"),
    ]
    met = "select count(*), count(*) filter (is_reconciled) from audit.audit_reconciliation where document_id = $one"
    assert rows(chain, met, one="savings_2026") == [(10, 10)]


@breaks(
    FIXTURE,
    ("raw_tables", TAKEN, ",change,allocated,,,", '"Besparelser" speaks of savings, and the amounts of'),
    ("raw_tables", TAKEN, ",level,allocated,,,", '"Besparelser" speaks of savings, and the amounts of'),
    ("raw_tables", TAKEN, TAKEN + "said_in_text", '"said_in_text": nothing in document savings_2026, table 1 asks for'),
    ("raw_tables", GIVEN, GIVEN + "given_back", "expected no such states_reason"),
    ("raw_tables", TAKEN, TAKEN + "because", "given_back, other_meaning, said_in_text"),
    ("raw_table_columns", "Effektivisering,", "Mindre,", '"Gårdplan": document savings_2026, table 2 states'),
    ("raw_table_columns", ",,,,reduction", ",,,,change", '"Effektivisering" speaks of savings, and the amounts of'),
    ("raw_allocations", SAVED + "2,1,450", SAVED + "2,1,-450", '"-450" has a minus where document savings_2026,'),
    ("raw_printed_totals", "total,2,2,450", "total,2,2,(450)", '"(450)" has a minus where document savings_2026,'),
    ("raw_allocations", SAVED + "2,1,450", SAVED + "2,1,4.500", "more than stands (4400000.00 kr.)"),
    ("raw_allocations", SAVED + "2,1,450", SAVED + "2,1,540", 'likeliest: the cell printed "540" on this line'),
    ("raw_allocations", "2026,2,1,2,100", "2026,2,1,2,110", 'likeliest: the cell printed "110" on this line'),
    ("raw_table_rows", SAVED + "2,initiative,Perspektiv,^", SAVED + "2,financing,Pulje,", "enter the line as memo"),
)
def test_what_is_taken_away_says_so_and_has_no_minus(refusals, broken):
    refusals.assert_told(broken)


def test_the_paper_or_the_text_beside_a_table_may_say_what_it_takes_away(chain_of):
    chain = chain_of(FIXTURE)
    found = refused(chain, "raw_table_columns", "Effektivisering,", "Mindre,")
    assert [one.partition(": ")[0] for one in found] == ["seeds/raw/raw_tables.csv:7"]
    reason = GIVEN, GIVEN + "said_in_text"
    assert refused(chain, "raw_tables", *reason) == []
    assert refused(chain, "raw_tables", *reversed(reason)) == found
    assert refused(chain, "raw_documents", "Råderum i budgettet", "Spareplan") == []


@pytest.mark.parametrize(
    ("title", "head", "amounts", "is_known", "stated"),
    [
        ("Besparelser", "2027", ("100", "-", ""), False, "reduction"),
        ("Besparelser", "2027", ("100", "\u221250"), False, "change"),
        ("Service- og driftsreduktioner", "2027", ("100",), False, "reduction"),
        ("Plan for reduktion af vold", "2027", ("100",), True, "level"),
        ("Helhedsplan", "Besparelse 2027", ("100",), True, "reduction"),
        ("Helhedsplan", "2027", ("100", "-50"), False, "level"),
    ],
)
def test_a_table_of_savings_that_is_read_is_proposed_as_one(title, head, amounts, is_known, stated):
    read = [Row("initiative", Label("Kajen", (), ""), [Cell(Reading(amount))]) for amount in amounts]
    assert stated_by(Table(1, title, [head], ["year"], read, None, 1000), is_known=is_known) == stated


def test_the_words_of_savings_are_the_same_in_the_checks_and_in_reading(chain_of):
    texts = {
        "Budgetbesparelser 2027": True,
        "Mindreudgifter": True,
        "NEDSKÆRINGER": True,
        "Sparekrav": True,
        "Cuts of 2027": True,
        "Mindreforbrug": True,
        "Indtægtsbevillinger": True,
        "Statsrefusion": True,
        "Executive office": False,
        "Transparent drift": False,
        "Tillægsbevilling": False,
    }
    macro = (ROOT / "macros" / "parsing" / "speaks_of_savings.sql").read_text(encoding="utf-8")
    pattern = words.SAVINGS.pattern
    assert pattern in macro.replace("'\n        ~ '", "")
    assert {text: words.SAVINGS.fullmatch(text.casefold()) is not None for text in texts} == texts
    asked = "select text, regexp_full_match(lower(text), $pattern) from (select unnest($texts) as text)"
    assert dict(rows(chain_of(FIXTURE), asked, pattern=pattern, texts=list(texts))) == texts
