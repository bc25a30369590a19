"""What a cell prints and what it means: forms of amounts, readings entered beside them, and what is refused."""

from conftest import refused, replace_once
from letters import path_of
from together import breaks

PLAN = "select year, (sum(amount_dkk) / 1000)::integer from fct_allocation where document_id = 'prints_2026' "


def test_prints_of_all_kinds_are_the_money_they_mean(chain_of):
    chain = chain_of("prints_of_all_kinds")
    assert chain.found == []
    money = chain.connection.execute(PLAN + "group by all order by all").fetchall()
    assert money == [(2025, 0), (2026, 3600)]
    met = "select count(*) from audit.audit_reconciliation where document_id = 'prints_2026' and is_reconciled"
    assert chain.connection.execute(met).fetchall() == [(7,)]
    shown = (
        "select amount_printed, amount_read, reading_reason, unit_dkk, amount_dkk::integer "
        "from audit.audit_printed_cell where document_id = 'prints_2026' and cell_kind = 'cell' "
        "and (amount_read is not null or unit_dkk <> 1000) order by row_no"
    )
    assert chain.connection.execute(shown).fetchall() == [
        ("0,4 mio.", None, None, 1000000, 400000),
        ("2.000-2.500", "2.000", "range_low", 1000, 2000000),
        ("ca. 500", "500", "approximate", 1000, 500000),
    ]
    traced = "select cell_printed, amount_read from audit.audit_trace where reading_reason = 'approximate'"
    assert chain.connection.execute(traced).fetchall() == [("ca. 500", "500")]


CELL = "prints_2026,1,4,1,"
READ = ("raw_allocations", f"{CELL}ca. 500,,,500,approximate")


@breaks(
    "prints_of_all_kinds",
    (*READ, f"{CELL}ca. 500,,,,", "goes into amount_read, and why into reading_reason"),
    (*READ, f"{CELL}ca. 500,,,500,", "both filled, or both empty"),
    (*READ, f"{CELL}500,,,,approximate", "both filled, or both empty"),
    (*READ, f"{CELL}ca. 500,,,50,approximate", "a reading with the digits printed"),
    (*READ, f"{CELL}ca. 500,,,600,approximate", "a reading with the digits printed"),
    (*READ, f"{CELL}ca. 500,,,ca. 500,approximate", '"ca. 500" is not an amount'),
    (*READ, f"{CELL}ca. 500,,,500,guessed", "is not one of approximate, "),
    (*READ, f"{CELL}500,,,500,approximate", "amount_read empty, since the print is read without it"),
    (*READ, f"{CELL},,,500,approximate", "amount_read empty, since the print is read without it"),
)
def test_a_reading_that_does_not_fit_its_print_is_refused_at_its_line(refusals, broken):
    found = refusals.told(broken, broken.said)
    assert any(one.startswith("seeds/raw/raw_allocations.csv:83: ") and broken.said in one for one in found), found


def test_an_open_amount_of_a_proposal_is_shown_and_in_no_sum(chain_of):
    chain = chain_of("unknown_amount")
    assert chain.found == []
    ask = chain.connection.execute
    shown = "select row_label_printed, amount_printed, amount_dkk from audit.audit_printed_cell where content = 'open'"
    assert ask(shown).fetchall() == [("Øvrige midler", "?", None)]
    totals = (
        "select control_kind, (printed_dkk / 1000)::integer, is_reconciled, open_cells_count "
        "from audit.audit_reconciliation where document_id = 'sund_2026_08_20_12' order by all"
    )
    assert ask(totals).fetchall() == [("column_total", 29700, True, 1), ("subtotal", 16200, True, 0)]
    assert ask("select count(*) from fct_allocation where plan_id = 'underspend'").fetchall() == [(0,)]


OPEN = "sund_2026_08_20_12,1,13,1,"


@breaks("unknown_amount", *[("raw_allocations", f"{OPEN}?", OPEN + new, "") for new in ("", "3", "-")])
def test_an_open_amount_entered_as_another_is_refused(refusals, broken):
    refusals.assert_told(broken)


def test_an_open_amount_of_what_is_allocated_is_refused_at_its_line(chain_of):
    chain = chain_of("unknown_amount")
    replace_once(path_of(chain.seeds, "raw_tables"), "level,proposed", "level,allocated")
    found = chain.run([chain.key("raw_tables")])
    assert any("an open one (?) is carried in a proposal only" in one for one in found)


def test_the_end_of_a_range_is_one_of_the_printed(chain_of):
    chain = chain_of("prints_of_all_kinds")
    found = refused(chain, "raw_allocations", ",2.000-2.500,,,2.000,range_low", ",2.000-2.500,,,2.250,range_low")
    assert any("a reading with the digits printed" in one for one in found)
