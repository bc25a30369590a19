"""Papers that change what stands, propose, or divide a pool: fixtures of tests/fixtures/letters and what is refused."""

from decimal import Decimal

import pytest

import letters
from conftest import refused, replace_once, rows

FACT = "select sum(amount_dkk) from fct_allocation where "


def thousands(chain, where: str) -> int:
    """The money of the fact in 1,000 kr."""
    return int(rows(chain, FACT + where)[0][0] / 1000)


def test_a_supplement_adds_to_what_stands(chain_of):
    chain = chain_of("supplement_delta")
    assert chain.found == []
    assert thousands(chain, "plan_id = 'integration' and year = 2026") == 13500
    found = rows(
        chain,
        "select document_id, statement_kind, (sum(amount_dkk) / 1000)::integer, max(pl_year) from fct_allocation "
        "where initiative_id = 'employment_support' and year = 2026 group by all order by all",
    )
    assert [(document, kind, money) for document, kind, money, _ in found] == [
        ("letter_2026", "level", 6300),
        ("supplement_2026", "change", 500),
    ]
    assert found[1][3] == 2026
    line = "select (amount_tdkk)::integer, source_symbols from rpt_plan_overview "
    assert rows(chain, line + "where initiative_id = 'employment_support' and year = 2026") == [(6800, "* ^")]
    assert rows(chain, "select change_kind, change_dkk from rpt_restatement") == [("changed", Decimal(500000))]


def test_money_given_back_is_taken_out(chain_of):
    chain = chain_of("returned_money", "supplement_delta")
    assert chain.found == []
    assert thousands(chain, "initiative_id = 'work_duty' and year = 2025") == 6000
    assert thousands(chain, "plan_id = 'integration' and year = 2025") == 13200
    assert rows(chain, FACT + "true") == [(Decimal(100071000),)]


def test_money_carried_over_or_moved_changes_no_total(chain_of):
    chain = chain_of("carried_over", "transferred")
    assert chain.found == []
    assert rows(chain, FACT + "true") == [(Decimal(100071000),)]
    assert [thousands(chain, f"initiative_id = 'nsc_area_based' and year = {year}") for year in (2025, 2026)] == [
        800,
        3200,
    ]
    assert thousands(chain, "initiative_id = 'mino_danmark' and year = 2026") == 550
    met = "select count(*) from audit.audit_reconciliation where document_id = 'transfer_2026' and is_reconciled"
    assert rows(chain, met) == [(4,)]


def test_a_later_level_replaces_the_level_and_its_changes(chain_of):
    before, after = chain_of("restated_2027"), chain_of("transferred", "carried_over", "restated_2027")
    assert after.found == []
    money = "select plan_id, initiative_id, year, sum(amount_dkk) from fct_allocation where year <> 2025 group by all"
    assert sorted(rows(after, money)) == sorted(rows(before, money))
    assert thousands(after, "initiative_id = 'nsc_area_based' and year = 2025") == 800


def test_a_change_below_zero_is_refused_at_its_line(chain_of):
    chain = chain_of("returned_money")
    cell = "returned_2026,1,1,1,\u2212"
    found = refused(chain, "raw_allocations", f"{cell}500", f"{cell}6.501")
    (one,) = [one for one in found if "changes it by" in one]
    assert one.startswith("seeds/raw/raw_allocations.csv:77: initiative work_duty, year 2025, source integration_grant")
    assert "more than stands (3400000.00 kr.)" in one


def test_money_of_another_source_cannot_be_given_back(chain_of):
    chain = chain_of("returned_money")
    found = refused(chain, "raw_symbols", "returned_2026,*,integrationsbevilling", "returned_2026,*,budgetmidler")
    assert any("source municipal_budget: document returned_2026 changes it by -500000.00" in one for one in found)


def test_a_change_of_what_nothing_states_is_refused_unless_it_is_new(chain_of):
    chain = chain_of("supplement_delta")
    refused(chain, "raw_table_columns", "supplement_2026,1,1,2026,year", "supplement_2026,1,1,2028,year")
    found = refused(
        chain,
        "raw_controls",
        "supplement_2026,1,column_year,1,2026",
        "supplement_2026,1,column_year,1,2028",
    )
    (one,) = found
    assert one.startswith("seeds/raw/raw_allocations.csv:77: initiative employment_support, year 2028")
    assert "changes what nothing states" in one
    mapped = "supplement_2026,1,1,employment_support,,"
    assert refused(chain, "ref_row_initiatives", mapped, mapped + "true") == []
    assert thousands(chain, "initiative_id = 'employment_support' and year = 2028") == 500
    assert rows(chain, "select last_year from dim_plan where plan_id = 'integration'") == [(2028,)]


def test_what_stands_is_not_new(chain_of):
    chain = chain_of("supplement_delta")
    mapped = "supplement_2026,1,1,employment_support,,"
    (one,) = refused(chain, "ref_row_initiatives", mapped, mapped + "true")
    assert "is said to be new, and documents before state all that it states" in one
    mapped = "letter_2026,1,2,youth_inclusion,,"
    found = refused(chain, "ref_row_initiatives", mapped, mapped + "true")
    assert any("leave is_new empty in a table that states the whole plan" in one for one in found)


@pytest.mark.parametrize("column", ["states", "status"])
def test_what_a_table_states_has_no_default(chain_of, column):
    chain = chain_of("supplement_delta")
    tables = letters.path_of(chain.seeds, "raw_tables")
    told = tables.read_text(encoding="utf-8").replace("2026 p/l,change,allocated", "2026 p/l,{}")
    blank = {"states": ",allocated", "status": "change,"}[column]
    tables.write_text(told.replace("{}", blank), encoding="utf-8")
    found = chain.run([chain.key("raw_tables")])
    assert any(one.startswith(f"seeds/raw/raw_tables.csv:6: {column} is empty") for one in found)


def test_a_change_holds_from_its_date(chain_of):
    chain = chain_of("supplement_delta")
    known = (
        "select sum(amount_dkk) from fct_allocation_statement "
        "where stated_from <= $day and (stated_to is null or $day < stated_to)"
    )
    assert rows(chain, known, day="2026-06-07") == [(Decimal(100071000),)]
    assert rows(chain, known, day="2026-06-08") == [(Decimal(100571000),)]


def outcomes(chain) -> dict[str, tuple]:
    """What became of each proposed initiative: the word, what was proposed and what was allocated, in 1,000 kr."""
    found = rows(chain, "select initiative_id, outcome, proposed_dkk, allocated_dkk from rpt_proposal")
    return {one: (word, int(asked / 1000), got and int(got / 1000)) for one, word, asked, got in found}


def test_a_proposal_moves_no_fact(chain_of):
    facts = "select * from fct_allocation order by all", "select * from rpt_plan_overview order by all"
    alone, chain = chain_of(), chain_of("proposed")
    assert chain.found == []
    for fact in facts:
        assert rows(chain, fact) == rows(alone, fact)
    assert rows(chain, "select * from rpt_restatement") == []
    kept = "select count(*), (sum(amount_dkk) / 1000)::integer from fct_allocation_statement where status = 'proposed'"
    assert rows(chain, kept) == [(4, 1050)]
    met = "select count(*) from audit.audit_reconciliation where document_id = 'proposal_2026' and is_reconciled"
    assert rows(chain, met) == [(6,)]
    assert {word for word, _, _ in outcomes(chain).values()} == {"not_yet"}


def test_what_became_of_a_proposal_can_be_read(chain_of):
    chain = chain_of("proposed", "adopted")
    assert chain.found == []
    assert outcomes(chain) == {
        "sabaah": ("whole", 300, 300),
        "mino_danmark": ("part", 200, 100),
        "youth_campaign": ("not_yet", 400, None),
        "lgbt_asylum_support": ("not_yet", 150, None),
    }
    assert thousands(chain, "plan_id = 'anti_racism' and year = 2026") == 8900


def test_a_divided_pool_counts_once(chain_of):
    chain = chain_of("pool_divided")
    assert chain.found == []
    by_initiative = dict(
        rows(
            chain,
            "select initiative_id, (sum(amount_dkk) / 1000)::integer from fct_allocation "
            "where plan_id = 'anti_racism' and year = 2026 group by all",
        )
    )
    assert {one: money for one, money in by_initiative.items() if one.startswith("pool_")} == {
        "pool_a": 800,
        "pool_b": 1200,
        "pool_c": 1000,
    }
    assert "new_anti_racism_efforts" not in by_initiative
    assert sum(by_initiative.values()) == 8500
    line = "select amount_tdkk::integer from rpt_plan_overview where plan_id = 'anti_racism' and year = 2026 "
    assert rows(chain, line + "and line_kind = 'total'") == [(8500,)]
    assert rows(chain, line + "and initiative_id = 'new_anti_racism_efforts'") == [(0,)]
    known = "select sum(amount_dkk) from fct_allocation_statement where stated_from <= $day and "
    for day in ("2026-05-31", "2026-06-01"):
        found = rows(chain, known + "(stated_to is null or $day < stated_to)", day=day)
        assert found == [(Decimal(100071000),)]
    taken = rows(
        chain,
        "select cell_printed, trace.amount_dkk from audit.audit_trace as trace inner join fct_allocation_statement "
        "using (allocation_id) where initiative_id = 'new_anti_racism_efforts' and trace.is_given_out order by all",
    )
    assert taken == [("1.000", -1000000), ("1.200", -1200000), ("800", -800000)]


def test_what_is_left_of_a_pool_is_a_row(chain_of):
    chain = chain_of("pool_divided")
    lineage = "pool_c,part_of,new_anti_racism_efforts,pool_2026,2026\n"
    mapped = "pool_2026,1,3,pool_c,,"
    replace_once(letters.path_of(chain.seeds, "ref_initiative_lineage"), lineage, "")
    found = chain.run([chain.key("ref_initiative_lineage")])
    assert any(one.startswith("seeds/reference/ref_row_initiatives.csv:29: initiative pool_c") for one in found)
    assert any("under a plan that stands; write is_new true" in one for one in found)
    assert refused(chain, "ref_row_initiatives", mapped, mapped + "true") == []
    left = "select amount_dkk from fct_allocation where initiative_id = 'new_anti_racism_efforts' and year = 2026"
    assert rows(chain, left) == [(Decimal(1000000),)]
    assert thousands(chain, "plan_id = 'anti_racism' and year = 2026") == 9500


def test_parts_above_their_pool_are_refused(chain_of):
    chain = chain_of("pool_divided")
    found = refused(chain, "raw_allocations", "pool_2026,1,1,1,800", "pool_2026,1,1,1,801")
    (one,) = [one for one in found if "its parts are" in one]
    assert one.startswith("seeds/raw/raw_allocations.csv:77: pool new_anti_racism_efforts, year 2026")
    assert "3001000.00 kr., more than the pool of 3000000.00 kr." in one


def test_lineage_that_leads_nowhere_is_refused(chain_of):
    chain = chain_of("pool_divided")
    wrong = "pool_c,part_of,new_anti_racism_efforts,pool_2026,"
    found = refused(chain, "ref_initiative_lineage", wrong + "2026", wrong + "2025")
    assert any("ref_initiative_lineage.csv:4: initiative pool_c part of" in one for one in found)


def test_initiatives_merged_into_one_end_with_it(chain_of):
    chain = chain_of("merged")
    assert chain.found == []
    assert thousands(chain, "plan_id = 'anti_racism' and year = 2026") == 8500
    assert thousands(chain, "initiative_id = 'associations'") == 1000
    gone = "select count(*) from fct_allocation where year = 2026 and initiative_id in ('sabaah', 'mino_danmark')"
    assert rows(chain, gone) == [(0,)]
    lineage = letters.path_of(chain.seeds, "ref_initiative_lineage")
    replace_once(lineage, "sabaah,merged_into,associations,merged_2026,2026\n", "")
    assert chain.run([chain.key("ref_initiative_lineage")]) == []
    assert thousands(chain, "plan_id = 'anti_racism' and year = 2026") == 9200


def test_a_decision_without_a_printed_link_has_what_is_known_of_it(chain_of):
    chain = chain_of("supplement_delta")
    listed = {"document_id": "supplement_2026", "decision_id": "supplement"}
    committee = ("Beskæftigelses- og Integrationsudvalget", "Employment and Integration Committee")
    known = dict(zip(("committee_da", "committee_en"), committee, strict=True)) | {"title_en": "Supplement to the plan"}
    reach = {"rule": "adopts_plan", "plan_id": "integration", "reason_da": "Titlen.", "reason_en": "The title."}
    print_of_it = {"decided_on_printed": "8. juni 2026", "title_printed": "Tillæg til integrationshandleplan"}
    added = {
        "raw_decisions": [listed | print_of_it | {"decision_no": 1}],
        "ref_decisions": [known | {"decision_id": "supplement", "municipality_id": "copenhagen"}],
        "ref_decision_links": [listed | reach],
        "raw_controls": [{"document_id": "supplement_2026", "control_kind": "decisions", "expected": 1}],
    }
    letters.write(chain.seeds, added)
    assert chain.run([chain.key(seed) for seed in added]) == []
    asked = (
        "select decided_on::varchar, committee_en, agenda_item, url from dim_decision where decision_id = 'supplement'"
    )
    assert rows(chain, asked) == [("2026-06-08", committee[1], None, None)]
    item = refused(chain, "ref_decisions", f"{committee[1]},,Supplement", f"{committee[1]},7,Supplement")
    assert len(item) == 1
    assert "decision supplement: agenda item 7, no link says so; leave it empty" in item[0]
