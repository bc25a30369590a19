"""What pays for a plan, what has no cover, and lines that are in no sum."""

import pytest

import letters
from conftest import replace_once, rows
from handleplan.terminal import show
from together import breaks


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


LACKS = (
    "select sum(amount_dkk)::integer from fct_financing where financing_kind = 'shortfall' and plan_id = 'dementia' "
)


def test_lines_of_a_change_stand_beside_those_of_the_level(chain_of):
    chain = chain_of("dementia_plain", "lines_of_a_change")
    assert chain.found == []
    assert rows(chain, LACKS + "and year = 2027") == [(40000,)]
    assert rows(chain, LACKS) == [(5916000,)]
    chain.connection.execute(f"use {chain.database}")
    for as_of, lacking in ((None, "40"), ("2026-10-19", "40"), ("2026-10-18", "0")):
        told = show.as_table(show.asked(chain.connection, "dementia", show.day(as_of or "")), "en")
        assert told.splitlines()[-1].split()[4] == lacking


def test_a_part_of_a_plan_whose_lines_would_count_a_shortfall_twice_is_refused(chain_of):
    chain = chain_of("dementia_plain", "lines_of_a_change")
    tables, rows_of = letters.path_of(chain.seeds, "raw_tables"), letters.path_of(chain.seeds, "raw_table_rows")
    replace_once(tables, "false,false,2027 p/l,change", "false,false,2027 p/l,level")
    (found,) = chain.run([chain.key("raw_tables")])
    told = "document dementia_more, table 1, year 2027: its lines say what pays for dementia_1, and those of document "
    assert told + "sund_2026_09_17_5 pay for it too, among others that stand" in found
    replace_once(rows_of, "dementia_more,1,2,financing", "dementia_more,1,2,memo")
    replace_once(rows_of, "dementia_more,1,3,shortfall", "dementia_more,1,3,memo")
    assert chain.run([chain.key("raw_table_rows")]) == []
    assert rows(chain, LACKS) == [(5876000,)]


def fact(chain) -> list[tuple]:
    """Every row of the fact with all its columns."""
    return rows(chain, "select * from fct_allocation order by allocation_id")


def without(chain, seed: str, *starts: str) -> str:
    """Take the lines out of a seed that start so; its key, to run it again."""
    path = letters.path_of(chain.seeds, seed)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(starts)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")
    return chain.key(seed)


def test_a_letter_with_and_without_what_pays_gives_the_same_money(chain_of):
    chain = chain_of("dementia_plain")
    with_lines = fact(chain)
    below = tuple(f"sund_2026_09_17_5,1,{row_no}," for row_no in (17, 18, 19))
    keys = [without(chain, "raw_allocations", *below), without(chain, "raw_table_rows", *below)]
    counted = "sund_2026_09_17_5,1,cells_amount,,"
    replace_once(letters.path_of(chain.seeds, "raw_controls"), counted + "76", counted + "64")
    assert chain.run([*keys, chain.key("raw_controls")]) == []
    assert fact(chain) == with_lines
    assert rows(chain, "select count(*) from fct_financing") == [(0,)]
    assert rows(chain, "select count(*) from rpt_plan_overview where without_cover_dkk is not null") == [(0,)]


def test_an_amount_in_brackets_and_an_empty_cell_give_the_same_money(chain_of):
    chain = chain_of("outside_the_total")
    with_brackets = fact(chain)
    replace_once(letters.path_of(chain.seeds, "raw_allocations"), ",[400],", ",,")
    controls = letters.path_of(chain.seeds, "raw_controls")
    replace_once(controls, "reserve_2027,1,cells_amount,,6", "reserve_2027,1,cells_amount,,5")
    replace_once(controls, "reserve_2027,1,cells_empty,,0", "reserve_2027,1,cells_empty,,1")
    assert chain.run([chain.key("raw_allocations"), chain.key("raw_controls")]) == []
    assert fact(chain) == with_brackets


@pytest.mark.parametrize("kind", ["memo", "financing"])
def test_a_line_among_the_initiatives_moves_no_subtotal(chain_of, kind):
    chain = chain_of("marks_of_all_kinds")
    before = fact(chain)
    figures = "1,8,1,4.150,,,,", "1,8,2,500,,,,"
    new = {
        "raw_table_rows": [("1,8,subtotal,", f"1,8,{kind},Afsat i budgettet,\nletter_marks,1,9,subtotal,")],
        "raw_printed_totals": [(f"1,subtotal,8,{column}", f"1,subtotal,9,{column}") for column in (1, 2)],
        "raw_allocations": [("1,7,2,-,,,,", "1,7,2,-,,,,\n" + "\n".join(f"letter_marks,{one}" for one in figures))],
        "raw_controls": [("1,cells_amount,,7", "1,cells_amount,,9")],
    }
    for seed, changes in new.items():
        for old, then in changes:
            replace_once(letters.path_of(chain.seeds, seed), f"letter_marks,{old}", f"letter_marks,{then}")
    found = chain.run([chain.key(seed) for seed in new])
    # As a line of financing the figures pay for half of the table alone, and that is all that is found.
    assert [one for one in found if "financing and shortfall" not in one] == []
    assert bool(found) == (kind == "financing")
    assert fact(chain) == before


def test_a_subtotal_sums_lines_of_financing(chain_of):
    chain = chain_of("financing_in_all")
    assert chain.found == []
    met = "select count(*), count(*) filter (where is_reconciled) from audit.audit_reconciliation "
    assert rows(chain, met + "where document_id = 'paid_2027'") == [(14, 14)]
    assert rows(chain, LACKS.replace("dementia", "public_spaces")) == [(650000,)]


NAMED = "rows of initiatives, or both with lines of financing"


@breaks(
    "financing_in_all",
    ("raw_printed_totals", "subtotal,5,2,750", "subtotal,5,2,760", "printed 760000.00 kr., computed 750000"),
    ("raw_printed_totals", "subtotal,7,3,2.400", "subtotal,7,3,2.300", "printed 2300000.00 kr., computed 2400000"),
    ("raw_table_rows", "ring i alt,,3-4", "ring i alt,,", "subtotal printed 1000000.00 kr., computed 1200000"),
    ("raw_table_rows", "ring i alt,,3-4", "ring i alt,,2-4", NAMED),
    ("raw_table_rows", "ring i alt,,3-4", "ring i alt,,3-5", NAMED),
)
def test_a_subtotal_of_lines_sums_those_that_it_names(refusals, broken):
    refusals.assert_told(broken)


def test_a_paper_entered_in_the_unit_that_its_head_names_is_refused(chain_of):
    chain = chain_of("dementia_plain")
    tables, controls = letters.path_of(chain.seeds, "raw_tables"), letters.path_of(chain.seeds, "raw_controls")
    replace_once(tables, "Demenspakke,I alt,1000,", "Demenspakke,I alt,1000000,")
    replace_once(tables, "mio. kr.,misprint", "mio. kr.,")
    replace_once(controls, "sund_2026_09_17_5,1,unit_dkk,,1000\n", "sund_2026_09_17_5,1,unit_dkk,,1000000\n")
    (found,) = chain.run([chain.key("raw_tables"), chain.key("raw_controls")])
    assert "in units of 1000000 kr. its amounts are 929.0 times those of the municipality's other tables" in found
