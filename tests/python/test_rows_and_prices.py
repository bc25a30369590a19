"""What a row and a column say besides their amounts: who is responsible, and a price level of their own."""

from conftest import rows
from handleplan.pages import proof
from together import breaks


def test_a_price_level_of_a_row_goes_before_its_columns_and_its_tables(chain_of):
    chain = chain_of("prices_and_responsible")
    assert chain.found == []
    levels = "select initiative_id, year, pl_year, pl_year_evidence from fct_allocation where plan_id = 'elderly'"
    assert sorted(rows(chain, levels)) == [
        ("day_centre", 2028, 2026, "stated"),
        ("dementia_team", 2027, 2025, "stated"),
        ("dementia_team", 2028, 2025, "stated"),
        ("home_nurse", 2027, 2027, "stated"),
        ("home_nurse", 2028, 2026, "stated"),
    ]


def test_who_is_responsible_stands_beside_the_row(chain_of):
    chain = chain_of("prices_and_responsible")
    named = "select initiative_id, year, responsible_printed from rpt_initiative_statement where document_id = "
    assert sorted(rows(chain, named + "'elderly_2027'"), key=str) == [
        ("day_centre", 2027, None),
        ("day_centre", 2028, None),
        ("dementia_team", 2027, "Socialudvalget"),
        ("dementia_team", 2028, "Socialudvalget"),
        ("home_nurse", 2027, "Sundheds- og Omsorgsudvalget"),
        ("home_nurse", 2028, "Sundheds- og Omsorgsudvalget"),
    ]
    chain.connection.execute(f"use {chain.database}")
    table = proof.printed_table(chain.connection, {"document_id": "elderly_2027", "table_no": 1})
    heads = [next(iter(line.values()))["responsible_printed"] for line in table["lines"]]
    assert heads == ["Sundheds- og Omsorgsudvalget", "Socialudvalget", None, None]


FIRST = "elderly_2027,1,1,2027,year,,,,,,2027 p/l"
TOTAL = "elderly_2027,1,3,I alt,row_total,,,,,,"


@breaks(
    "prices_and_responsible",
    ("raw_table_rows", "Socialudvalget,2025 p/l", "Socialudvalget,2026 p/l", "elderly_2027.t1.row_pl_year.2"),
    ("raw_table_rows", "Socialudvalget,2025 p/l", "Socialudvalget,i år", '"i år" is not a year from 2000 to 2099'),
    ("raw_table_columns", FIRST, FIRST.replace("2027 p/l", ""), "elderly_2027.t1.column_pl_year.1"),
    ("raw_table_columns", TOTAL, TOTAL + "2027 p/l", "of no year"),
    ("raw_allocations", "elderly_2027,1,2,1,640", "elderly_2027,1,2,1,460", 'likeliest: the cell printed "460"'),
)
def test_a_price_level_entered_wrongly_is_refused(refusals, broken):
    refusals.assert_told(broken)
