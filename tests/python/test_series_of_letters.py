"""Letters of tests/fixtures/letters, each added to the project's own and taken through the whole chain."""

import io
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from pypdf import PdfReader

import letters
from browser import opened
from conftest import LETTERS, ROOT, copy_built, replace_once, rows, run_program
from handleplan.checks.chain import Chain
from handleplan.terminal import summary
from test_overview import kroner
from test_proof import Answers, figures_of

SERIES = (
    "restated_2027",
    "new_plan_2027",
    "rounded_totals",
    "marks_of_all_kinds",
    "one_date_1",
    "one_date_2",
    "partial",
    "later_years_only",
)
AS_OF = "stated_from <= $as_of and (stated_to is null or $as_of < stated_to)"


def changes(chain, year: int) -> dict[str, tuple[str, int]]:
    """What last happened to each initiative's year, where something did: the word, and the change in 1,000 kr."""
    found = rows(
        chain,
        "select initiative_id, change_kind, change_dkk from rpt_restatement "
        "inner join dim_document on to_document_id = document_id "
        "where year = $year and change_kind <> 'unchanged' order by issued_on, document_no",
        year=year,
    )
    return {initiative: (word, int(change / 1000)) for initiative, word, change in found}


def thousands_by(chain, column: str, where: str = "true") -> dict:
    """The current money in 1,000 kr. by a column of the fact."""
    return dict(
        rows(
            chain, f"select {column}, (sum(amount_dkk) / 1000)::integer from fct_allocation where {where} group by all"
        )
    )


def test_one_letter_restates_nothing(chain_of):
    assert rows(chain_of(), "select count(*) from rpt_restatement") == [(0,)]


def test_a_letter_restates_renames_drops_and_moves(chain_of):
    chain = chain_of("restated_2027")
    assert chain.found == []
    assert changes(chain, 2026) == {
        "inuit_greenlanders": ("lowered", -500),
        "lgbt_asylum_support": ("withdrawn", -700),
        "new_anti_racism_efforts": ("raised", 700),
        "nsc_area_based_evaluation": ("withdrawn", -250),
        "nsc_coordination": ("lowered", -85),
        "nsc_job_centre_advisers": ("lowered", -400),
        "nsc_professionals": ("moved", 0),
    }
    assert {word for word, _ in changes(chain, 2027).values()} == {"new"}
    assert rows(
        chain,
        "select distinct initiative_name_da_before, initiative_name_da_after from rpt_restatement where is_renamed",
    ) == [
        (
            "Nye indsatser mod racisme, etnisk diskrimination og hadforbrydelser",
            "Nye indsatser mod racisme og hadforbrydelser",
        )
    ]
    assert rows(
        chain,
        "select plan_id, initiative_name_en from dim_initiative "
        "where initiative_id in ('nsc_professionals', 'new_anti_racism_efforts') order by initiative_id",
    ) == [("anti_racism", "New efforts against racism and hate crime"), ("anti_racism", "Professionals")]


def test_what_was_known_then_is_one_where(chain_of):
    alone, later = chain_of(), chain_of("restated_2027")
    known = (
        "select * exclude (stated_from, stated_to, is_current, status, is_given_out, column_no) "
        f"from fct_allocation_statement where {AS_OF} order by 1"
    )
    now = "select * exclude (period_start) from fct_allocation order by 1"
    first = rows(alone, now)
    assert rows(later, known, as_of=date(2026, 3, 2)) == first
    assert rows(later, known, as_of=date(2027, 2, 28)) == first
    assert rows(later, known, as_of=date(2027, 3, 1)) == rows(later, now)
    assert rows(later, known, as_of=date(2026, 3, 1)) == []


def test_a_new_plan_follows_its_predecessor(chain_of):
    chain = chain_of("new_plan_2027")
    assert chain.found == []
    plan = "select plan_name_en, first_year, last_year, predecessor_plan_id from dim_plan where plan_id = $plan"
    found = rows(chain, plan, plan="integration_2027")
    assert found == [("Integration action plan 2027-2030", 2027, 2030, "integration")]
    assert thousands_by(chain, "year", "plan_id = 'integration_2027'") == dict.fromkeys(range(2027, 2031), 9600)
    assert thousands_by(chain, "pl_year", "plan_id = 'integration_2027'") == {2027: 38400}
    assert thousands_by(chain, "pl_year_evidence", "plan_id = 'integration_2027'") == {"stated": 38400}
    assert thousands_by(chain, "initiative_id", "initiative_id = 'youth_inclusion'") == {"youth_inclusion": 18100}


def test_a_total_printed_wrongly_is_shown_with_both_figures(chain_of):
    chain = chain_of("rounded_totals")
    assert chain.found == []
    totals = rows(
        chain,
        "select table_no, (printed_dkk / 1000000)::integer, (computed_dkk / 1000000)::integer, printed_wrongly "
        "from audit.audit_reconciliation where accepted_difference_dkk <> 0 order by table_no",
    )
    assert totals == [(1, 35879, 35880, "rounding"), (2, 4892, 4891, "rounding"), (3, 10449, 10450, "rounding")]
    reasons = "select count(reason_da), count(reason_en), count(distinct reason_en) from audit.audit_reconciliation"
    assert rows(chain, reasons) == [(3, 3, 1)]
    assert rows(chain, "select min(amount_dkk) from marts.fct_allocation") == [(Decimal("-321000000.00"),)]
    chain.connection.execute(f"use {chain.database}")
    assert summary.totals_of(chain.connection) == "41 of 44, 3 differ as accepted"


def test_a_table_whose_columns_are_no_years_is_refused_by_name(chain_of):
    first, *others = chain_of("columns_that_are_no_years").found
    assert first.startswith("seeds/raw/raw_tables.csv:6: document budget_2027, table 1")
    assert "none of its columns (Service, Nettoanlæg, Overførsler mv.) is a year" in first
    assert [one for one in others if "crosses a year column" in one] == []


def test_marks_of_all_kinds_are_held(chain_of):
    chain = chain_of("marks_of_all_kinds")
    assert chain.found == []
    components = rows(
        chain,
        "select row_no, year, component_no, (amount_dkk / 1000)::integer, funding_source_id, pl_year "
        "from fct_allocation where document_id = 'letter_marks' and row_no < 7 order by all",
    )
    assert components == [
        (2, 2025, 0, 4000, "integration_grant", -1),
        (2, 2025, 1, 500, "state_grant", 2025),
        (2, 2025, 2, 1500, "administration_budget", 2024),
        (2, 2026, 0, 6500, "integration_grant", -1),
        (3, 2025, 0, 2300, "unknown", -1),
        (3, 2026, 0, 2400, "unknown", 2026),
        (6, 2025, 0, -250, "foundation_funds", -1),
        (6, 2026, 0, 500, "foundation_funds", -1),
    ]
    kinds = (
        "select control_kind, count(*) from audit.audit_reconciliation where document_id = 'letter_marks' group by all"
    )
    assert dict(rows(chain, kinds)) == {"subtotal": 4, "column_total": 2}


def test_of_two_letters_of_one_date_the_one_entered_later_counts(chain_of):
    chain = chain_of("one_date_1", "one_date_2")
    assert chain.found == []
    assert thousands_by(chain, "document_id", "plan_id = 'extremism' and year >= 2026") == {"letter_2027_second": 5000}
    spans = (
        "select distinct stated_from = stated_to from fct_allocation_statement where document_id = 'letter_2027_first'"
    )
    assert rows(chain, spans) == [(True,)]
    assert changes(chain, 2027) == {"ext_youth_parents_civil_society": ("raised", 100)}


def test_a_partial_letter_replaces_only_what_it_prints(chain_of):
    chain = chain_of("partial")
    assert chain.found == []
    before, after = (thousands_by(one, "year", "plan_id = 'negative_social_control'") for one in (chain_of(), chain))
    assert (before[2025], before[2026]) == (after[2025], after[2026] + 185 - 75)
    assert changes(chain, 2026) == {"nsc_adults": ("raised", 75), "nsc_coordination": ("withdrawn", -185)}
    order = "select initiative_id from dim_initiative where plan_id = 'negative_social_control' order by display_order"
    assert rows(chain, order) == rows(chain_of(), order)


def test_a_letter_of_later_years_leaves_the_years_before(chain_of):
    chain = chain_of("later_years_only")
    assert chain.found == []
    by_year = thousands_by(chain, "year", "plan_id = 'extremism'")
    assert by_year == {2024: 5557, 2025: 5557, 2026: 5557, 2027: 2600, 2028: 2600}
    assert {word for word, _ in changes(chain, 2027).values()} == {"new"}


def test_an_initiative_under_two_plans_is_refused_until_a_move_says_which_ends(chain_of):
    chain = chain_of("moved_by_one_table")
    assert chain.found == []
    assert changes(chain, 2026) == {"nsc_job_centre_advisers": ("moved", -400)}
    moves = letters.path_of(chain.seeds, "ref_initiative_moves")
    moves.write_text(moves.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    (found,) = [one for one in chain.run([chain.key("ref_initiative_moves")]) if "raw_allocations.csv" in one]
    assert found.startswith("seeds/raw/raw_allocations.csv:77: initiative nsc_job_centre_advisers, year 2026")
    assert "raw_allocations.csv line 61)" in found
    assert "ref_initiative_moves.csv" in found


def test_a_move_that_ends_nothing_is_refused(chain_of):
    chain = chain_of("partial")
    move = {"initiative_id": "nsc_adults", "from_plan_id": "anti_racism", "to_plan_id": "negative_social_control"}
    more = {"year": 2026, "document_id": "letter_2026_note", "reason_da": "x", "reason_en": "x"}
    letters.write(chain.seeds, {"ref_initiative_moves": [move | more]})
    assert any("ref_initiative_moves.csv:2" in one for one in chain.run([chain.key("ref_initiative_moves")]))


def test_a_partial_table_must_print_all_rows_of_an_initiative(chain_of):
    chain = chain_of("partial")
    rows_file = letters.path_of(chain.seeds, "ref_row_initiatives")
    replace_once(rows_file, "letter_2026,3,4,nsc_coordination,", "letter_2026,3,4,nsc_adults,")
    found = chain.run([chain.key("ref_row_initiatives")])
    assert any("this partial table prints 1 of the 2 rows that document letter_2026 prints" in one for one in found)


@pytest.mark.parametrize("reason", ["", "En del af puljen."])
def test_a_row_given_its_neighbours_id_is_refused_unless_it_says_why(chain_of, reason):
    chain = chain_of("restated_2027")
    mapped = letters.path_of(chain.seeds, "ref_row_initiatives")
    line = replace_once(mapped, "letter_2027,1,3,sabaah,", f"letter_2027,1,3,mino_danmark,{reason}")
    found = chain.run([chain.key("ref_row_initiatives")])
    label = "seeds/raw/raw_table_rows.csv:29: "
    told = f'{label}initiative mino_danmark (ref_row_initiatives.csv line {line}): printed "Støtte til Sabaah", '
    assert [one.startswith(told) for one in found] == ([] if reason else [True])
    assert all('"Støtte til Sabaah" is a name of sabaah (ref_initiative_names.csv line 9)' in one for one in found)


def test_a_reason_for_a_label_that_needs_none_is_refused(chain_of):
    chain = chain_of("restated_2027")
    mapped = letters.path_of(chain.seeds, "ref_row_initiatives")
    replace_once(mapped, "letter_2027,1,3,sabaah,", "letter_2027,1,3,sabaah,En del af puljen.")
    (found,) = chain.run([chain.key("ref_row_initiatives")])
    assert found.startswith("seeds/raw/raw_table_rows.csv:29: ")
    assert found.endswith('printed "Støtte til Sabaah", a name of it; expected no label_reason')


def test_a_price_level_entered_wrongly_contradicts_what_was_counted(chain_of):
    chain = chain_of("new_plan_2027")
    tables = letters.path_of(chain.seeds, "raw_tables")
    line = replace_once(tables, "true,2027 p/l", "true,2026 p/l")
    (found,) = chain.run([chain.key("raw_tables")])
    assert found.startswith(
        f"seeds/raw/raw_tables.csv:{line}: control letter_2027_plan.t1.table_pl_year: "
        "counted on the page 2027, the rows hold 2026"
    )
    replace_once(tables, "true,2026 p/l", "true,")
    assert any("table_pl_year" in one for one in chain.run([chain.key("raw_tables")]))


def test_a_rule_for_price_levels_lost_or_gained_contradicts_what_was_counted(chain_of):
    chain = chain_of("restated_2027")
    documents = letters.path_of(chain.seeds, "raw_documents")
    replace_once(documents, "Forvaltningen,,", "Forvaltningen,year_of_decision,")
    (found,) = chain.run([chain.key("raw_documents")])
    assert found.startswith("seeds/raw/raw_documents.csv:3: control letter_2027.price_level_rule.year_of_decision: ")
    replace_once(documents, "Forvaltningen,year_of_decision,", "Forvaltningen,,")
    replace_once(documents, "Integrationsforvaltningen,year_of_decision,", "Integrationsforvaltningen,,")
    assert any("letter_2026.price_level_rule" in one for one in chain.run([chain.key("raw_documents")]))


def test_an_amount_too_large_for_its_unit_is_refused_at_its_line(chain_of):
    chain = chain_of("new_plan_2027")
    cells = letters.path_of(chain.seeds, "raw_allocations")
    replace_once(cells, 'letter_2027_plan,1,1,1,"6,8"', "letter_2027_plan,1,1,1,99.999.999.999")
    found = chain.run([chain.key("raw_allocations")])
    assert any(
        one.startswith('seeds/raw/raw_allocations.csv:77: amount_printed: "99.999.999.999" in units of 1000000 kr.')
        for one in found
    )


def test_a_footnote_without_an_amount_names_no_source(chain_of):
    chain = chain_of("marks_of_all_kinds")
    notes = letters.path_of(chain.seeds, "raw_footnotes")
    replace_once(notes, "letter_marks,1,3,,,,,,,2026 p/l", "letter_marks,1,3,,,,fondsmidler,,,2026 p/l")
    found = chain.run([chain.key("raw_footnotes")])
    assert any("no source in a footnote without an amount" in one for one in found)


def test_the_queries_of_the_guide_run(chain_of):
    guide = (letters.ROOT / "docs" / "new-letter.md").read_text(encoding="utf-8")
    known, changed = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    chain = chain_of("restated_2027")
    expected = len(changes(chain, 2026)) + len(changes(chain, 2027))
    chain.connection.execute(f"use {chain.database}")
    assert sum(money for *_, money in rows(chain, known)) == Decimal(100071000)
    assert len(rows(chain, changed)) == expected


def rate(year: int, percent: str, is_municipal: bool, published_on: str = "2026-06-01") -> dict:
    """A made-up rate of the series that dbt_project.yml names."""
    words = dict.fromkeys(("publisher_da", "publisher_en", "covers_da", "covers_en"), "made up for a test")
    words["url"] = "https://example.org/rates"
    figures = {"year": year, "rate_percent": percent, "is_municipal": str(is_municipal).lower()}
    return {"price_series": "municipal_service", "published_on": published_on} | figures | words


def covered(chain) -> dict[int, tuple]:
    """By price level: kroner, and what they are in current prices."""
    sums = "select pl_year, sum(amount_dkk), sum(fixed_price_dkk) from rpt_fixed_prices group by all"
    return {pl_year: money for pl_year, *money in rows(chain, sums)}


def test_without_municipal_rates_no_amount_is_taken_to_other_prices(chain_of):
    chain = chain_of()
    assert rows(chain, "select count(fixed_price_dkk), count(reason_en), count(*) from rpt_fixed_prices") == [
        (0, 67, 67)
    ]
    letters.write(chain.seeds, {"ref_price_index": [rate(year, "10", False) for year in (2024, 2025, 2026)]})
    assert chain.run([chain.key("ref_price_index")]) == []
    assert rows(chain, "select sum(covered_dkk), sum(fixed_price_dkk) from rpt_fixed_price_totals") == [(0, None)]


def test_municipal_rates_work_once_they_are_rows(chain_of):
    chain = chain_of()
    rates = [rate(2024, "49", True, "2023-06-01"), *(rate(year, "10", True) for year in (2024, 2025, 2026))]
    letters.write(chain.seeds, {"ref_price_index": rates})
    assert chain.run([chain.key("ref_price_index")]) == []
    found = covered(chain)
    for pl_year, factor in ((2023, "1.331"), (2024, "1.21"), (2025, "1.1")):
        nominal, fixed = found[pl_year]
        assert fixed == nominal * Decimal(factor)
    assert found[-1][1] is None
    shares = rows(chain, "select sum(covered_dkk), sum(amount_dkk) from rpt_fixed_price_totals")
    assert shares == [(Decimal(34600000), Decimal(100071000))]


@pytest.fixture(scope="module")
def series(project, tmp_path_factory):
    """The release of the project's own letter with the whole series added, with its proof and overview."""
    copy = copy_built(project, tmp_path_factory.mktemp("series"))
    for name in SERIES:
        letters.write(copy, letters.read(LETTERS / name))
    built = run_program(copy, "build", "--parts", "none")
    assert built.returncode == 0, built.stderr
    release = (copy / "dist" / "current").resolve()
    pages = (
        "import sys, pathlib, duckdb; from handleplan.pages import overview, proof; "
        "release = pathlib.Path(sys.argv[1]); "
        "file = release / 'handleplan.duckdb'; proof.write(file, release / 'docs' / 'proof.html'); "
        "overview.write(duckdb.connect(str(file), read_only=True), release, 'series')"
    )
    written = subprocess.run(
        [sys.executable, "-c", pages, release], cwd=ROOT / "scripts", capture_output=True, text=True, check=False
    )
    assert written.returncode == 0, written.stderr
    return release


def test_the_build_publishes_the_whole_series(series):
    with duckdb.connect(str(series / "handleplan.duckdb"), read_only=True) as published:
        documents = published.execute("select count(*) from marts.dim_document").fetchone()
        words = published.execute("select distinct change_kind from marts.rpt_restatement order by 1").fetchall()
    assert documents == (len(SERIES) + 1,)
    assert [word for (word,) in words] == ["lowered", "moved", "new", "raised", "unchanged", "withdrawn"]


PAGES = ("overview/index.html", "docs/proof.html")
# What each letter states of an initiative's year: the first as its rows say, later ones as the restatements do.
STATED = """
select initiative_id, document_id, year, sum(amount_dkk) as amount_dkk, '' as word, null as change_dkk
from marts.fct_allocation_statement where document_id = 'letter_2026' group by all
union all
select initiative_id, to_document_id, year, after_dkk, change_kind,
    case when change_kind <> 'new' and change_dkk <> 0 then change_dkk end
from marts.rpt_restatement
"""
TABLES = """
all => all.map(one => [one.id.slice('statements-'.length), [...one.querySelectorAll('thead a')].map(link => link.hash),
    [...one.querySelectorAll('tbody tr')].map(line => [...line.children].map(cell => cell.innerText))])
"""


@pytest.mark.parametrize("page", PAGES)
def test_the_time_line_says_what_each_letter_states_of_an_initiative(series, page):
    with duckdb.connect(str(series / "handleplan.duckdb"), read_only=True) as published:
        stated: dict = {}
        for initiative, document, *rest in published.execute(STATED).fetchall():
            stated.setdefault(initiative, {}).setdefault(document, []).append(rest)
    with opened(series / page, "?language=en") as seen:
        seen.page.eval_on_selector_all(".statements", "all => all.forEach(one => { one.open = true; })")
        tables = seen.page.eval_on_selector_all("[id^='statements-']", TABLES)
    shown: dict = {}
    for initiative, heads, lines in tables:
        for year, *cells in lines:
            for head, cell in zip(heads, cells, strict=True):
                amount, word, change = re.fullmatch(
                    r"(-?[\d,.]*)\s*([a-z]*) ?([-+\u2212]?[\d,.]*)", cell.strip()
                ).groups()
                if amount or word:
                    told = [int(year), kroner(amount, "en"), word, kroner(change.lstrip("+"), "en")]
                    shown.setdefault(initiative, {}).setdefault(head.removeprefix("#event-"), []).append(told)
    # A dash of the first letter is a row of 0 kr. where a later letter restates it, and none in the fact.
    said = {
        key: {document: [row for row in found if row[1] != 0 or row[2]] for document, found in documents.items()}
        for key, documents in shown.items()
    }
    for documents in [*said.values(), *stated.values()]:
        for document in list(documents):
            documents[document] = sorted(documents[document], key=str)
    several = {key: found for key, found in stated.items() if len(found) > 1}
    assert said.keys() == several.keys()
    assert said == several


def test_the_time_line_of_a_series_is_in_order_and_every_letter_has_its_numbers(series):
    with opened(series / PAGES[0], "?language=en") as seen:
        events = seen.page.eval_on_selector_all(".events > li", "all => all.map(one => one.innerText)")
        names = seen.page.inner_text("#time-line")
    dates = [re.match(r"(\d+ \w+ \d{4}), (decision|letter)", event)[1] for event in events]
    assert dates[8:] == [
        "8 December 2025", "2 March 2026", "19 August 2026", "1 September 2026", "1 December 2026",
        *["1 March 2027"] * 4, "1 March 2028",
    ]  # fmt: skip
    assert events[11].split("\n")[-3:] == ["against the letters before:", "raised +75", "withdrawn \u2212185"]
    assert "New efforts against racism and hate crime raised, renamed" in names
    assert "Professionals moved" in names
    assert "Coordination etc. withdrawn, new" in names
    assert "Only in the letter of 1 December 2026: Holistic business-oriented effort" in names


def test_headings_and_columns_of_no_year_stand_in_the_proof_as_printed(series):
    with opened(series / PAGES[1], "?language=en") as seen:
        table = seen.page.locator("table.printed:has(span:text-is('Beskæftigelse'))")
        heads = table.locator("thead th").all_inner_texts()
        headings = table.locator("tr.heading").all_inner_texts()
    assert heads[-1] == "Varig in no sum; not entered"
    assert [one.strip() for one in headings] == ["Beskæftigelse", "Medborgerskab"]


def test_a_total_that_differs_as_accepted_is_marked_and_told_with_its_reason(series):
    with opened(series / PAGES[1], "?language=en") as seen:
        marked = seen.page.eval_on_selector_all("td:has(.differs) a", "all => all.map(one => one.hash)")
        told = seen.page.inner_text("section:has(#summary)")
    assert marked == [f"#budget_2027.t{number}.y2027" for number in (1, 2, 3)]
    met, every, differing = re.search(
        r"Printed totals reconciled: (\d+) of (\d+)[\s\S]*(rounded one by one)", told
    ).groups()
    assert (int(every) - int(met), told.count(differing)) == (3, 3)


def test_every_sql_of_the_proof_of_a_series_gives_the_figures_above_it(series):
    page = Answers((series / PAGES[1]).read_text(encoding="utf-8"))
    with duckdb.connect(str(series / "handleplan.duckdb"), read_only=True) as published:
        for answer in page.found:
            assert sorted(figures_of(published.execute(answer["sql"]))) == sorted(answer["figures"]), answer["sql"]
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


# Of a large page axe-core takes minutes: the rest of both pages is tested where one letter is told.
@pytest.mark.parametrize(("page", "language", "scheme"), [(PAGES[0], "da", "light"), (PAGES[1], "en", "dark")])
def test_the_time_line_of_a_series_can_be_used_by_everybody(series, page, language, scheme):
    size = {"width": 360, "height": 740}
    with opened(series / page, f"?language={language}", color_scheme=scheme, viewport=size) as seen:
        seen.page.eval_on_selector_all(".statements", "all => all.forEach(one => { one.open = true; })")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        seen.page.eval_on_selector_all(
            "main > section:not([aria-labelledby^='time-line'])", "all => all.forEach(one => one.remove())"
        )
        assert seen.violations() == []
        assert (seen.errors, seen.requests) == ([], [])


def test_no_figure_of_the_overview_of_a_series_leads_nowhere(series):
    anchors = set(re.findall(r'id="([^"]+)"', (series / PAGES[1]).read_text(encoding="utf-8")))
    with opened(series / PAGES[0]) as seen:
        linked = seen.page.eval_on_selector_all("#time-line a[href*='proof.html#']", "all => all.map(one => one.hash)")
        bare = seen.page.eval_on_selector_all(
            "#time-line .amount, #time-line .word",
            "all => all.filter(one => /\\d$|-$/.test(one.innerText) && !one.querySelector('a')).length",
        )
        inside = seen.page.eval_on_selector_all("a[href^='#']", "all => all.map(one => one.hash.slice(1))")
        ids = seen.page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert {one[1:] for one in linked} <= anchors
    assert (len(linked) > 100, bare) == (True, 0)
    assert set(inside) <= set(ids)


def test_printed_the_time_line_says_what_happened_to_each_initiative(series):
    with opened(series / PAGES[0]) as seen:
        leaves = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True))).pages
    told = " ".join(" ".join(leaf.extract_text().split()) for leaf in leaves)
    assert "Nye indsatser mod racisme og hadforbrydelser hævet, omdøbt" in told


def test_a_build_that_stops_at_its_first_findings_refuses_what_cannot_be_held(compiled_project, tmp_path):
    seeds = letters.copy_seeds(tmp_path)
    letters.write(seeds, letters.read(LETTERS / "columns_that_are_no_years"))
    with pytest.raises(ValueError, match=r"none of its columns \(Service, Nettoanlæg, Overførsler mv\.\) is a year"):
        Chain(compiled_project, seeds)
