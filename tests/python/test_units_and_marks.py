"""The unit of a table as printed and as judged, and symbols that stand for no source."""

from pathlib import Path

from conftest import replace_once
from letters import path_of


def with_end(path: Path, old: str, new: str) -> None:
    """Replaces the end of the last line of a seed."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith(f"{old}\n")
    path.write_text(text.removesuffix(f"{old}\n") + f"{new}\n", encoding="utf-8")


def test_a_unit_other_than_the_printed_one_has_a_reason(chain_of):
    chain = chain_of("prints_of_all_kinds")

    def found(old: str, new: str) -> list[str]:
        with_end(path_of(chain.seeds, "raw_tables"), old, new)
        return chain.run([chain.key("raw_tables")])

    assert found(",,,", ",1.000 kr.,,") == []
    (one,) = found("1.000 kr.,,", "mio. kr.,,")
    assert one.startswith("seeds/raw/raw_tables.csv:6: ")
    assert "expected the unit_dkk that unit_printed names" in one
    assert found("mio. kr.,,", "mio. kr.,misprint,") == []
    shown = "select distinct table_unit_dkk, unit_printed from audit.audit_printed_cell where unit_reason = 'misprint'"
    assert chain.connection.execute(shown).fetchall() == [(1000, "mio. kr.")]
    assert "misprint only where the page names another" in found("mio. kr.,misprint,", ",misprint,")[0]
    assert '"mia. kr." is not a unit such as kr., 1.000 kr., t.kr. or mio. kr.' in found(",misprint,", "mia. kr.,,")[-1]


def test_a_table_a_thousand_times_its_neighbours_is_refused_until_its_row_says_so(chain_of):
    chain = chain_of("budget_headings")
    changed = [chain.key("raw_tables"), chain.key("raw_controls")]
    replace_once(
        path_of(chain.seeds, "raw_controls"), "budget_2027,1,unit_dkk,,1000\n", "budget_2027,1,unit_dkk,,1000000\n"
    )
    replace_once(path_of(chain.seeds, "raw_tables"), "I alt,1000,", "I alt,1000000,")
    (one,) = chain.run(changed)
    assert one.startswith(
        "seeds/raw/raw_tables.csv:6: document budget_2027, table 1: in units of 1000000 kr. its amounts are "
    )
    assert "check unit_dkk against the page, or write unit_reason size if they are" in one
    with_end(path_of(chain.seeds, "raw_tables"), ",,,", ",,size,")
    assert chain.run(changed) == []


def test_a_symbol_that_only_notes_something_is_shown_and_gives_no_source(chain_of):
    chain = chain_of("marks_of_all_kinds")
    symbols, controls = path_of(chain.seeds, "raw_symbols"), path_of(chain.seeds, "raw_controls")
    changed = [chain.key("raw_symbols"), chain.key("raw_controls")]
    replace_once(symbols, "letter_marks,§,fondsmidler,source", "letter_marks,§,fondsmidler,note")
    assert any('symbol "§" stands for "fondsmidler", a source that' in one for one in chain.run(changed))
    replace_once(symbols, "letter_marks,§,fondsmidler,note", "letter_marks,§,anbefales varig,source")
    assert any("anbefales varig is not found in ref_funding_source_names" in one for one in chain.run(changed))
    replace_once(symbols, "letter_marks,§,anbefales varig,source", "letter_marks,§,anbefales varig,note")
    replace_once(controls, "source_of_symbol,§ fondsmidler,1", "source_of_symbol,§ anbefales varig,1")
    assert chain.run(changed) == []
    sources = "select distinct row_no, funding_source_id from fct_allocation where document_id = 'letter_marks' "
    of_rows = chain.connection.execute(sources + "and row_no in (3, 6)").fetchall()
    assert sorted(of_rows) == [(3, "integration_grant"), (6, "unknown")]
    notes = "select distinct row_no from audit.audit_printed_cell where notes_printed = 'anbefales varig'"
    assert sorted(chain.connection.execute(notes).fetchall()) == [(3,), (6,)]
