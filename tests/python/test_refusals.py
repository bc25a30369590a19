"""Bad data: the build names file and line, exits with 1, and what was published stays byte for byte."""

import hashlib

import pytest
from conftest import replace_once, run_script

RAW = "seeds/raw"
REFERENCE = "seeds/reference"

# What is broken, and what must stand in the message beside the broken line itself.
CASES = {
    "an amount": (
        f"{RAW}/raw_allocations.csv",
        "letter_2026,2,3,2,700,,",
        "letter_2026,2,3,2,800,,",
        ["table 2, row 3", "printed 2100000.00", "computed 2200000.00", "difference -100000.00"],
    ),
    "a printed total": (
        f"{RAW}/raw_printed_totals.csv",
        "letter_2026,2,column_total,,2,7.800",
        "letter_2026,2,column_total,,2,7.900",
        ["table 2, year 2025", "printed 7900000.00", "computed 7800000.00"],
    ),
    "a footnote mark glued to its figure": (
        f"{RAW}/raw_allocations.csv",
        "letter_2026,1,1,1,5.800,1,",
        "letter_2026,1,1,1,5.8001,,",
        ['"5.8001" is not an amount', "footnote mark may be glued"],
    ),
    "a letter O for a zero": (
        f"{RAW}/raw_allocations.csv",
        "letter_2026,4,1,1,2.342,,",
        "letter_2026,4,1,1,2.34O,,",
        ['"2.34O" is not an amount'],
    ),
    "a symbol that is not in the legend": (
        f"{RAW}/raw_table_rows.csv",
        "Perspektiv,^",
        "Perspektiv,¤",
        ['symbol "¤" is not in the legend'],
    ),
    "a decision's date": (
        f"{RAW}/raw_decisions.csv",
        "17. juni 2024",
        "18. juni 2024",
        ["printed date 2024-06-18, its link says 2024-06-17"],
    ),
    "an id that nothing defines": (
        f"{REFERENCE}/ref_row_initiatives.csv",
        "letter_2026,1,5,perspektiv",
        "letter_2026,1,5,perspective",
        ["initiative_id perspective is not found in stg_ref_initiatives"],
    ),
    "a row twice": (
        f"{RAW}/raw_allocations.csv",
        "letter_2026,3,5,2,2000,,\n",
        "letter_2026,3,5,2,2000,,\nletter_2026,3,5,2,2000,,\n",
        ["table_no 3, row_no 5, column_no 2 stands here again"],
    ),
}

# A changed symbol, mark or footnote contradicts what was counted on the page: the message names the control.
CONTROLLED = {
    "a symbol": (
        f"{RAW}/raw_table_rows.csv",
        "lærepladsindsats,*",
        "lærepladsindsats,^",
        ["control letter_2026.t1.rows_by_symbol.*", "counted on the page 4, the rows hold 3", "lines 2 to 5"],
    ),
    "a footnote's amount": (
        f"{RAW}/raw_footnotes.csv",
        ",3.1,1000000,",
        ",3.2,1000000,",
        ["control letter_2026.t1.footnotes_sum_dkk", "raw_footnotes.csv lines 2 to 4"],
    ),
    "a mark moved to another cell": (
        f"{RAW}/raw_allocations.csv",
        "letter_2026,1,1,1,5.800,1,\n",
        "letter_2026,1,1,1,5.800,,\n",
        ["footnote_no 1 is not found in int_footnotes__placed"],
    ),
    "a dash for an empty cell": (
        f"{RAW}/raw_allocations.csv",
        "letter_2026,1,1,2,,,",
        "letter_2026,1,1,2,-,,",
        ["control letter_2026.t1.cells_dash", "control letter_2026.t1.cells_empty"],
    ),
}


def digest(project) -> str:
    return hashlib.sha256((project / "dist" / "handleplan.duckdb").read_bytes()).hexdigest()


@pytest.mark.parametrize("case", CASES)
def test_names_the_line_and_leaves_the_published_file(broken_project, case):
    path, old, new, words = CASES[case]
    before = digest(broken_project)
    line = replace_once(broken_project / path, old, new)
    if case == "a row twice":
        line += 1
    refused = run_script(broken_project, "build")
    assert refused.returncode == 1, refused.stderr
    assert f"{path}:{line}: " in refused.stderr
    for word in words:
        assert word in refused.stderr
    assert "Traceback" not in refused.stderr
    assert digest(broken_project) == before


@pytest.mark.parametrize("case", CONTROLLED)
def test_names_the_control_and_the_lines_it_covers(broken_project, case):
    path, old, new, words = CONTROLLED[case]
    before = digest(broken_project)
    replace_once(broken_project / path, old, new)
    refused = run_script(broken_project, "build")
    assert refused.returncode == 1, refused.stderr
    for word in words:
        assert word in refused.stderr
    assert digest(broken_project) == before
