"""What pays for a plan, what has no cover, and lines that are in no sum."""

import pytest

import letters
from conftest import replace_once
from handleplan.terminal import show


def rows(chain, sql: str) -> list[tuple]:
    """What a query on the marts of a chain gives."""
    return chain.connection.execute(sql).fetchall()


def money(chain) -> list[tuple]:
    """Every row of the fact, but for what the document says it comes from."""
    return sorted(rows(chain, "select plan_id, initiative_id, year, amount_dkk from fct_allocation"))


def test_what_pays_and_what_has_no_cover_stand_beside_what_is_allocated(chain_of):
    chain = chain_of("dementia_plain")
    assert chain.found == []
    years = "select year, (sum(amount_dkk) / 1000)::integer from fct_allocation where document_id = 'sund_2026_09_17_5'"
    assert sorted(rows(chain, years + " group by year")) == [(2027, 10775), (2028, 11738), (2029, 7751), (2030, 5213)]
    lines = "select year, (amount_dkk / 1000)::integer from fct_financing where financing_kind = 'shortfall'"
    assert sorted(rows(chain, lines)) == [(2027, 0), (2028, 0), (2029, 2488), (2030, 3388)]
    pays = "select (amount_dkk / 1000)::integer from fct_financing where financing_kind = 'financing' and year = 2027"
    assert sorted(rows(chain, pays)) == [(3388,), (7387,)]
    cover = (
        "select year, (without_cover_dkk / 1000)::integer from rpt_plan_overview "
        "where line_kind = 'total' and without_cover_dkk is not null order by year nulls last"
    )
    assert rows(chain, cover) == [(2027, 0), (2028, 0), (2029, 2488), (2030, 3388), (None, 5876)]


@pytest.mark.parametrize(
    ("old", "new"), [("1,19,3,2.488", "1,19,3,2.478"), ("1,17,1,3.388", "1,17,1,3.338"), ("1,18,4,1.825", "1,18,4,")]
)
def test_a_line_that_does_not_meet_the_cost_is_refused_at_its_line(chain_of, old, new):
    chain = chain_of("dementia_plain")
    cells = letters.path_of(chain.seeds, "raw_allocations")
    replace_once(cells, f"sund_2026_09_17_5,{old}", f"sund_2026_09_17_5,{new}")
    found = chain.run([chain.key("raw_allocations")])
    assert any("financing and shortfall (to line" in one and "the initiatives cost" in one for one in found), found


def test_lines_below_the_total_and_amounts_in_brackets_move_no_money(chain_of):
    chain = chain_of("outside_the_total")
    assert chain.found == []
    standing = money(chain)
    plan = [(initiative, year, int(amount)) for plan, initiative, year, amount in standing if plan == "harbour"]
    assert plan == [("paths", 2027, 300000), ("paths", 2028, 200000), ("quay", 2027, 1200000)]
    met = "select count(*), count(*) filter (where is_reconciled) from audit.audit_reconciliation "
    assert rows(chain, met + "where document_id = 'reserve_2027'") == [(6, 6)]
    shown = (
        "select row_no, cell_kind, content, amount_printed, amount_dkk::integer, outside_dkk::integer "
        "from audit.audit_printed_cell where document_id = 'reserve_2027' "
        "and (content = 'outside' or cell_kind = 'memo') order by all"
    )
    assert rows(chain, shown) == [
        (1, "cell", "outside", "[400]", None, 400000),
        (3, "memo", "amount", "1.600", 1600000, None),
        (3, "memo", "amount", "300", 300000, None),
    ]
    cells = letters.path_of(chain.seeds, "raw_allocations")
    replace_once(cells, "reserve_2027,1,3,1,1.600", "reserve_2027,1,3,1,1.700")
    assert any("reserve_2027.t1.r3.total" in one for one in chain.run([chain.key("raw_allocations")]))
    replace_once(cells, "reserve_2027,1,3,1,1.700", "reserve_2027,1,3,1,1.600")
    replace_once(cells, ",[400],", ",400,")
    assert len(chain.run([chain.key("raw_allocations")])) > 1
    replace_once(cells, ",400,", ",[4x0],")
    assert any('"[4x0]" is not an amount' in one for one in chain.run([chain.key("raw_allocations")]))


def test_the_overview_in_the_terminal_says_how_much_has_no_cover(chain_of):
    chain = chain_of("dementia_plain")
    chain.connection.execute(f"use {chain.database}")
    told = show.as_table(show.asked(chain.connection, "dementia", None), "en")
    assert told.splitlines()[-1].split() == ["Of", "which", "without", "cover", "0", "0", "2,488", "3,388", "5,876"]
    assert "without cover" not in show.as_table(show.asked(chain.connection, "racism", None), "en")
