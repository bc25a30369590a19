"""The overview as people meet it: opened from disk in a browser, its figures held against the published file."""

import io
import re
import shutil
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from pypdf import PdfReader

from browser import opened
from conftest import HOSTILE, write_part
from handleplan import database
from handleplan.pages import overview

LINES = """
select plan_id, list(amount_dkk order by year nulls last)
from marts.rpt_plan_overview group by plan_id, line_no order by plan_id, line_no
"""


@pytest.fixture(scope="module")
def page(project):
    return project / "dist" / "overview" / "index.html"


@pytest.fixture(scope="module")
def ask(published):
    """Gives the rows of a query."""
    with duckdb.connect(str(published), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def kroner(text: str, language: str = "da") -> Decimal | None:
    """What a figure on the page says, in kroner: an empty one is none, a dash is 0."""
    text = text.strip()
    if text in ("", "-"):
        return Decimal(0) if text else None
    thousands, mark = (".", ",") if language == "da" else (",", ".")
    return Decimal(text.replace(thousands, "").replace(mark, ".").replace("\u2212", "-")) * 1000


def texts(opened_page, selector: str) -> list[str]:
    """What is shown in the elements, without the labels of narrow screens."""
    return opened_page.page.eval_on_selector_all(selector, "all => all.map(one => one.innerText.trim())")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_line_of_a_plan_is_that_of_the_published_file(page, ask, language):
    expected: dict = {}
    for plan_id, amounts in ask(LINES):
        expected.setdefault(plan_id, []).append(amounts)
    with opened(page, f"?language={language}", viewport={"width": 1200, "height": 900}) as seen:
        plans = seen.page.eval_on_selector_all(".plan", "all => all.map(one => one.dataset.plan)")
        assert sorted(plans) == sorted(expected)
        for number, plan_id in enumerate(plans, 1):
            figures = [kroner(text, language) for text in texts(seen, f".plan:nth-of-type({number}) .lines td.amount")]
            width = len(expected[plan_id][0])
            shown = [figures[start : start + width] for start in range(0, len(figures), width)]
            assert shown == expected[plan_id]


def test_the_answer_is_that_of_the_published_file(page, ask):
    expected = ask(
        "select sum(amount_dkk), sum(amount_dkk) filter (year = current_year), "
        "sum(amount_dkk) filter (year = current_year) - sum(amount_dkk) filter (year = current_year - 1) "
        "from marts.fct_allocation inner join marts.dim_municipality using (municipality_id) "
        "group by grouping sets ((plan_id), ()) order by plan_id is null, min(allocation_id)"
    )
    with opened(page, viewport={"width": 1200, "height": 900}) as seen:
        shown = [kroner(text.replace("uændret", "-")) for text in texts(seen, ".answer td.amount")]
    assert shown == [amount for row in expected for amount in row]


def test_pictures_have_the_figures_of_the_published_file_in_their_tables_and_in_their_text(page, ask):
    by_year = ask(
        "select coalesce(sum(amount_dkk), 0) from marts.fct_allocation group by plan_id, year "
        "order by min(min(allocation_id)) over (partition by plan_id), year"
    )
    by_source = ask(
        "select sum(amount_dkk) from marts.fct_allocation group by grouping sets ((plan_id, funding_source_id), "
        "(funding_source_id)) order by 1"
    )
    evidence = ask(
        "select sum(amount_dkk) from audit.audit_evidence group by grouping sets ((evidence_id), (what, grade))"
    )
    with opened(page, viewport={"width": 1200, "height": 900}) as seen:
        seen.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        tables = [
            [kroner(text) for text in group]
            for group in seen.page.eval_on_selector_all(
                "#pictures details",
                "all => all.map(one => [...one.querySelectorAll('td.amount')].map(cell => cell.innerText))",
            )
        ]
        labels = seen.page.eval_on_selector_all(
            ".chart.years",
            "all => all.map(one => [one.getAttribute('aria-label'), [...one.querySelectorAll('text')].map("
            "text => text.textContent)])",
        )
    assert tables[0] == [amount for (amount,) in by_year]
    assert sorted(filter(None, tables[1])) == [amount for (amount,) in by_source]
    assert sorted(tables[2]) == sorted(amount for (amount,) in evidence)
    for label, drawn in labels:
        assert [text for text in drawn if text not in label] == []
    drawn = [kroner(text) for label, _ in labels[::2] for text in re.findall(r"\d{4} ([\d.]+)", label)]
    assert drawn == tables[0]


def test_the_time_line_has_the_decisions_and_letters_of_the_published_file_in_order(page, ask):
    expected = ask(
        "select decided_on, 1 as place, agenda_item, title_en, list(amount_dkk order by decision_evidence desc) "
        "from marts.dim_decision left join (select decision_id, decision_evidence, sum(amount_dkk) as amount_dkk "
        "from marts.fct_allocation group by all) using (decision_id) where decision_id <> 'unknown' group by all "
        "union all select issued_on, 2, document_no, title_en, list(amount_dkk order by table_no) "
        "from marts.dim_document inner join (select document_id, table_no, sum(amount_dkk) as amount_dkk "
        "from marts.fct_allocation_statement group by all) using (document_id) group by all order by all"
    )
    with opened(page, "?language=en", viewport={"width": 1200, "height": 900}) as seen:
        events = seen.page.eval_on_selector_all(
            ".events > li",
            "all => all.map(one => [one.innerText, one.querySelector('strong').innerText, "
            "[...one.querySelectorAll('.amount')].map(amount => amount.innerText)])",
        )
        marks = seen.page.eval_on_selector_all(".axis svg", "all => all.map(one => one.textContent)")
        history = seen.page.inner_text("#time-line > p:last-child")
    assert [f"{day.day} {day:%B %Y}" for day, *_ in expected] == [text.split(",")[0] for text, *_ in events]
    assert [row[3:] for row in expected] == [
        (title, [kroner(amount, "en") for amount in amounts] or [None]) for _, title, amounts in events
    ]
    assert marks == [str(number) for number in range(1, len(expected) + 1)]
    assert history == "Each initiative is stated in one letter, of 2 March 2026."


def test_every_number_on_the_page_is_a_number_of_the_published_file(page, ask):
    """Whatever digits are shown are an amount, share, year, date or count of the file, or stand in a text of it."""
    amounts = {
        amount
        for (amount,) in ask(
            "select amount_dkk from marts.rpt_plan_overview "
            "union all select amount_dkk from marts.fct_grant_commitment "
            "union all select sum(amount_dkk) from audit.audit_evidence "
            "group by grouping sets ((plan_id, what, grade), (what, grade)) "
            "union all select sum(amount_dkk) from marts.fct_allocation group by grouping sets ("
            "(), (year), (funding_source_id), (plan_id, funding_source_id), (plan_id, year, funding_source_id), "
            "(plan_id, initiative_id, funding_source_id), (plan_id, initiative_id, decision_evidence), "
            "(plan_id, year, decision_evidence), (decision_id, decision_evidence))"
        )
        if amount is not None
    }
    amounts |= {
        change
        for (change,) in ask(
            "select abs(amount_dkk - lag(amount_dkk) over (partition by plan_id order by year)) "
            "from marts.rpt_plan_overview where line_kind = 'total' and year is not null "
            "union all select abs(sum(amount_dkk) filter (year = current_year) "
            "- sum(amount_dkk) filter (year = current_year - 1)) from marts.fct_allocation "
            "inner join marts.dim_municipality using (municipality_id)"
        )
    }
    known = {
        str(number)
        for (number,) in ask(
            "select year from marts.dim_year union all select count(*) from marts.dim_initiative "
            "union all select unnest([count(*), count(*) filter (is_reconciled)]) from audit.audit_reconciliation "
            "union all select count(*) from audit.audit_checks union all select agenda_item from marts.dim_decision "
            "where agenda_item is not null union all select unnest(range(1, count(*) + 1)) from marts.dim_plan "
            # the years and numbers of the time line: all decisions but the unknown one, and the letters
            "union all select year(decided_on) from marts.dim_decision where decided_on is not null union all "
            "select unnest(range(1, count(*) + (select count(*) from marts.dim_document))) from marts.dim_decision"
        )
    }
    known |= {
        str(share).replace(".", ",")
        for (share,) in ask(
            "select round(100 * sum(amount_dkk) / sum(sum(amount_dkk)) over (partition by what), 1) "
            "from audit.audit_evidence group by what, grade"
        )
    } | {"1.000"}
    phrases = [
        text
        for table, columns in {
            "dim_plan": "plan_name_da", "dim_initiative": "description_da", "dim_decision": "title_da",
            "dim_document": "title_da",
        }.items()
        for (text,) in ask(f"select {columns} from marts.{table} where {columns} is not null")
    ]  # fmt: skip
    phrases += [
        f"{day.day}.{day.month}.{day.year}"
        for (day,) in ask(
            "select decided_on from marts.dim_decision where decided_on is not null "
            "union select issued_on from marts.dim_document"
        )
    ]
    with opened(page, viewport={"width": 1200, "height": 900}) as seen:
        seen.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        shown = seen.page.inner_text("body main")
    for phrase in sorted(phrases, key=len, reverse=True):
        shown = shown.replace(phrase, " ")
    numbers = Counter(re.findall(r"\d[\d.,]*\d|\d", shown))
    strange = [number for number in numbers if number not in known and kroner(number) not in amounts]
    assert strange == []
    assert len(numbers) > 60


# Colours do not depend on the language, nor words on the colours: two of the four pairs show all.
@pytest.mark.parametrize(("language", "scheme"), [("da", "light"), ("en", "dark")])
def test_the_page_is_quiet_and_can_be_used_by_everybody(page, language, scheme):
    with opened(page, f"?language={language}", color_scheme=scheme) as seen:
        seen.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        assert seen.page.get_attribute("html", "lang") == language
        assert seen.violations() == []
        assert (seen.errors, seen.requests) == ([], [])


def test_the_page_is_small_and_holds_no_address_that_a_browser_would_load(page):
    text = page.read_text(encoding="utf-8")
    assert len(text.encode()) < 500_000
    assert re.findall(r"\b(?:src|srcset|action|poster)=|@import|url\((?!#)", text) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_narrow_screen_scrolls_in_one_direction(page, language):
    with opened(page, f"?language={language}", viewport={"width": 360, "height": 740}) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert texts(seen, ".plan .initiative td.amount")[0].split() == [
            "2024",
            "5.800" if language == "da" else "5,800",
        ]


def test_without_javascript_all_is_there_but_the_filter(page):
    with opened(page, java_script_enabled=False) as seen:
        assert not seen.page.is_visible("#filter")
        assert seen.page.is_visible("h1 [lang=da]")
        seen.page.check("#language-en")
        assert seen.page.is_visible("h1 [lang=en]")
        assert not seen.page.is_visible("h1 [lang=da]")
        assert seen.page.locator(".initiative:visible").count() == seen.page.locator(".initiative").count() > 0


def test_a_link_carries_a_selection_whose_sum_is_that_of_the_published_file(page, ask):
    address = "?plan=negative_social_control&source=municipal_budget&year=2026"
    ((count, amount),) = ask(
        "select count(distinct initiative_id), sum(amount_dkk) from marts.fct_allocation "
        "where plan_id = 'negative_social_control' and funding_source_id = 'municipal_budget' and year = 2026"
    )
    with opened(page, address) as seen:
        assert seen.page.locator(".plan:visible").count() == 1
        assert seen.page.locator(".initiative:visible").count() == count
        told = seen.page.inner_text("#shown")
        assert kroner(re.search(r"udgør ([\d.]+)", told)[1]) == amount
        assert "stadig hele planens" in told
        assert "også det der ikke vises" in seen.page.inner_text(".plan:visible tfoot")
        seen.page.select_option("[name=partner]", "mellemfolkeligt_samvirke")
        assert seen.page.locator(".initiative:visible").count() == 1
        assert "siger brevet ikke" in seen.page.inner_text("#shown")
        assert seen.page.url.endswith(f"{address.replace('&year=2026', '')}&partner=mellemfolkeligt_samvirke&year=2026")
        seen.page.click("[type=reset]")
        seen.page.wait_for_function("!location.search")
        assert seen.page.locator(".initiative[hidden]").count() == 0
        seen.page.fill("[name=q]", "sabaah")
        assert seen.page.locator(".initiative:visible").count() == 1
        seen.page.check("#language-en")
        assert seen.page.url.endswith("?q=sabaah&language=en")
        assert "Showing 1 of" in seen.page.inner_text("#shown")


def test_the_head_of_a_plan_tells_in_ten_seconds(page, ask):
    with opened(page, "#plan-negative_social_control", viewport={"width": 1200, "height": 900}) as seen:
        head = seen.page.inner_text(".plan[data-plan=negative_social_control] .facts")
        is_in_sight = seen.page.evaluate(
            "document.querySelector('.plan[data-plan=negative_social_control] .facts').getBoundingClientRect().bottom"
        )
    assert is_in_sight < 900
    for fact in ("7.400", "Budgetmidler", "5.900", "Integrationsbevilling", "1.500", "185", "6.800", "2025\u20132028"):
        assert fact in head
    assert "beslutning og prisniveau for 5.900 af 7.400" in " ".join(head.split())


def overflow(plan: str, number: int, labels: list[str], leaves: list[str]) -> str | None:
    """What of a plan's lines its printed page has no room for, and where they stand instead; None when all fit."""
    bare = [re.sub(r"\s", "", leaf) for leaf in leaves]
    missing = [label for label in labels if re.sub(r"\s", "", label) not in bare[number]]
    if not missing:
        return None
    following = "".join(bare[number + 1 : number + 2])
    place = {one: "the next" if re.sub(r"\s", "", one) in following else "no" for one in missing}
    lines = [f'"{one}" (on {place[one]} page)' for one in missing]
    return f"{plan}: its printed page (leaf {number + 1}) overflows by {len(missing)} lines: {', '.join(lines)}"


def test_a_page_that_overflows_is_told_with_its_plan_and_lines():
    leaves = ["Cover", "1 Plan A First line", "Second line 2 Plan B"]
    assert overflow("Plan A", 1, ["First line"], leaves) is None
    assert overflow("Plan A", 1, ["First line", "Second line", "Third"], leaves) == (
        'Plan A: its printed page (leaf 2) overflows by 2 lines: "Second line" (on the next page), "Third" (on no page)'
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_printed_each_plan_is_whole_on_a_page_of_its_own(page, ask, language):
    plans = dict(ask(f"select plan_name_{language}, plan_id from marts.dim_plan"))
    with opened(page, f"?language={language}") as seen:
        leaves = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True))).pages
    # A font may write two letters as one sign, and the file then holds that sign.
    told = [unicodedata.normalize("NFKC", " ".join(leaf.extract_text().split())) for leaf in leaves]
    heads = {
        name: [number for number, text in enumerate(told) if re.match(rf"\d+ {re.escape(name)}", text)]
        for name in plans
    }
    assert all(len(found) == 1 for found in heads.values()), f"a plan begins on no page of its own, by leaf: {heads}"
    assert len({number for (number,) in heads.values()}) == len(plans)
    overflows = []
    for name, (number,) in heads.items():
        labels = ask(
            f"select distinct line_label_{language} from marts.rpt_plan_overview where plan_id = '{plans[name]}'"
        )
        overflows += filter(None, [overflow(name, number, sorted(label for (label,) in labels), told)])
    assert not overflows, "\n".join(overflows)
    assert len(leaves) <= len(plans) + 4, f"{len(leaves)} leaves for {len(plans)} plans: see which runs over"


def test_a_figure_links_to_its_proof_and_no_link_is_dead(page, project, ask):
    proof = (project / "dist" / "docs" / "proof.html").read_text(encoding="utf-8")
    with opened(page) as seen:
        linked = seen.page.eval_on_selector_all(
            "a[href^='../docs/proof.html#']", "all => all.map(one => one.hash.slice(1))"
        )
        bare = seen.page.eval_on_selector_all(
            "td.amount, .parts .amount, .big, p .amount",
            "all => all.filter(one => !one.querySelector('a') && /\\d{3}$|-$/.test(one.innerText))"
            ".map(one => one.outerHTML)",
        )
    assert set(linked) <= set(re.findall(r'id="([^"]+)"', proof))
    # Every printed cell and total that holds something is linked, empty cells have nothing to link.
    printed = {key for (key,) in ask("select printed_cell_id from audit.audit_printed_cell where content <> 'empty'")}
    assert printed <= set(linked)
    assert bare == []


def page_of(file: Path, release: Path) -> Path:
    """Writes the page of a file into a folder."""
    with duckdb.connect(str(file), read_only=True) as connection:
        overview.write(connection, release, database.build_id(connection))
    return release / "overview" / "index.html"


def test_without_the_proof_no_figure_is_a_link(published, tmp_path):
    assert "../docs/" not in page_of(published, tmp_path).read_text(encoding="utf-8")


def test_hostile_texts_are_text_and_break_no_layout(hostile_release):
    for width in (360, 1200):
        with opened(hostile_release / "overview" / "index.html", viewport={"width": width, "height": 800}) as seen:
            assert (seen.errors, seen.requests) == ([], [])
            assert "taken" not in seen.page.title()
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
            assert seen.page.locator("main img, main script").count() == 0
            shown = seen.page.inner_text("main")
    for text in (HOSTILE[0], HOSTILE[2], HOSTILE[5], HOSTILE[8]):
        assert text in shown


def test_equal_files_give_equal_bytes(published, tmp_path):
    released = published.resolve().parent
    for name in ("handleplan.duckdb", "handleplan.manifest.json", "docs"):
        (tmp_path / name).symlink_to(released / name)
    write_part(tmp_path)
    parts = [tmp_path / "handleplan.xlsx", *tmp_path.glob("overview/**/*"), *tmp_path.glob("data/**/*")]
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in parts if path.is_file()}
    assert {"overview/index.html", "handleplan.xlsx", "data/datapackage.json"} <= set(written)
    assert {name: (released / name).read_bytes() for name in written} == written


def changed_page(published: Path, folder: Path, *changes: str) -> Path:
    """The page of a published file whose figures were changed."""
    file = folder / "handleplan.duckdb"
    shutil.copy(published, file)
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        for change in changes:
            connection.execute(change)
    return page_of(file, folder)


def test_what_is_stated_for_the_first_time_is_no_growth(published, tmp_path):
    page = changed_page(
        published,
        tmp_path,
        "update marts.rpt_plan_overview set year = 2030 where plan_id = 'extremism' and year = 2025",
    )
    with opened(page, "?language=en") as seen:
        last = seen.page.inner_text("table.answer tfoot tr td:last-child")
        told = seen.page.inner_text("#answer")
    assert "+1,200" in last  # 13,000 + 8,500 + 7,400 against 13,700 + 7,800 + 6,200
    assert "stated in both years. Left out: Action plan against extremism." in told


def test_what_has_no_cover_is_told_by_year_and_in_all(published, tmp_path):
    page = changed_page(
        published,
        tmp_path,
        "update marts.rpt_plan_overview set without_cover_dkk = case year when 2025 then 500000 when 2026 then 1250000 "
        "else 0 end where plan_id = 'extremism' and line_kind = 'total'",
    )
    with opened(page, "?language=en") as seen:
        told = seen.page.locator("p.caution", has_text="not covered yet").inner_text()
    assert " ".join(told.split()) == (
        "Action plan against extremism: allocated, but not covered yet are "
        "500 of 5,557 in 2025, 1,250 of 5,557 in 2026; in all 1,750."
    )
    own = (published.parent / "overview" / "index.html").read_text(encoding="utf-8")
    assert "not covered yet" not in own


def negative(where: str) -> list[str]:
    """Turns the sign of amounts in all tables that the overview reads."""
    tables = ("marts.fct_allocation", "marts.rpt_allocation", "marts.rpt_plan_overview")
    return [f"update {table} set amount_dkk = -amount_dkk where {where}" for table in tables]


def test_plans_that_spend_and_plans_that_save_are_not_added_up(published, tmp_path):
    page = changed_page(published, tmp_path, *negative("plan_id = 'extremism'"))
    with opened(page, "?language=en") as seen:
        sums = seen.page.eval_on_selector_all("table.answer tfoot a", "all => all.length")
        told = seen.page.inner_text("#answer")
        # Its bars hang below the line of zero, on the scale of all.
        bars = seen.page.eval_on_selector_all(
            "[data-plan='extremism'] td.mini rect[height]:not([height='0'])",
            "all => all.map(one => Number(one.getAttribute('y')))",
        )
        shares = seen.page.inner_text("#pictures").count(" %)")
    assert (sums, shares) == (0, 0)
    assert "not added up: all amounts are negative in Action plan against extremism." in told
    assert set(bars) == {16}


def test_of_a_sum_of_both_signs_nothing_is_a_share(published, tmp_path):
    page = changed_page(published, tmp_path, *negative("initiative_id = 'nsc_adults'"))
    with opened(page, "?language=en") as seen:
        unknown = seen.page.inner_text("[data-plan='negative_social_control'] .facts")
        others = seen.page.inner_text("[data-plan='integration'] .facts")
        shares = seen.page.inner_text("#pictures").count(" %)")
    assert "(amounts of both signs, added up)" in unknown
    assert ("both signs" in others, shares) == (False, 0)


def test_a_printed_nought_is_0_and_no_link_leads_elsewhere_than_to_the_web(published, tmp_path):
    """Of two cells without money one is a dash and one a 0; addresses that are none stand as text."""
    nought = (
        "overview_cell_id = (select min(overview_cell_id) from marts.rpt_plan_overview "
        "where is_dash and line_kind = 'initiative')"
    )
    page = changed_page(
        published,
        tmp_path,
        f"update marts.rpt_plan_overview set is_dash = false where {nought}",
        "update marts.dim_decision set url = 'javascript:alert(1)'",
        "update marts.dim_document set question_url = 'javascript:alert(1)'",
    )
    html = page.read_text(encoding="utf-8")
    own = (published.parent / "overview" / "index.html").read_text(encoding="utf-8")
    noughts = re.compile(
        r'<td role="cell" class="amount[^>]*>\s*<span class="label">(?:(?!</td>).)*?\b0\s*(?:</a>)?\s*</td>', re.S
    )
    assert (len(noughts.findall(own)), len(noughts.findall(html))) == (0, 1)
    assert not re.search(r'href="(?!https?://|#|\.\./|data:,")', html)
