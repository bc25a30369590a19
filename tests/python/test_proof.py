"""The proof page: every figure on it is the published file's, every SQL gives its figures, and anybody can use it."""

import os
import subprocess
import sys
from decimal import Decimal
from html.parser import HTMLParser

import duckdb
import pytest

from browser import opened

FOOTNOTED = "letter_2026.t1.r1.y2024"


@pytest.fixture(scope="session")
def proof(project):
    """The proof page of the release."""
    return project / "dist" / "docs" / "proof.html"


@pytest.fixture
def connection(published):
    with duckdb.connect(str(published), read_only=True) as opened_file:
        yield opened_file


class Answers(HTMLParser):
    """Reads each part of the page that answers one query: the figures in it, and the query."""

    def __init__(self, html: str) -> None:
        """Reads a page."""
        super().__init__()
        self.found, self.ids, self.links, self.cells = [], [], [], {}
        self.depth, self.at, self.tag, self.shown, self.cell = [], None, None, None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        """Notes ids, links, the begin of an answer and of a figure in it."""
        values = dict(attributes)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
            self.cell = values.get("id", "").removeprefix("cell-") if values.get("id", "").startswith("cell-") else None
        if "answer" in values.get("class", "").split():
            self.found.append({"figures": [], "texts": [], "sql": ""})
            self.depth.append(tag)
        elif self.depth and tag == self.depth[-1]:
            self.depth.append(tag)
        if tag == "data":
            assert self.depth, f"a figure with no SQL: {values}"
            self.found[-1]["figures"].append(Decimal(values["value"]))
            self.found[-1]["texts"].append("")
        self.tag = tag if tag in ("pre", "data") else self.tag

    def handle_endtag(self, tag):
        """Notes the end of an answer, a figure or a link."""
        if self.depth and tag == self.depth[-1]:
            self.depth.pop()
        if tag == self.tag:
            self.tag = None
        if tag == "a":
            self.cell = None

    def handle_data(self, data):
        """Notes what is written in a query, a figure or a cell."""
        if self.tag == "pre" and self.depth:
            self.found[-1]["sql"] += data
        if self.tag == "data":
            self.found[-1]["texts"][-1] += data
        if self.cell:
            self.cells[self.cell] = self.cells.get(self.cell, "") + data


@pytest.fixture(scope="session")
def page(proof) -> Answers:
    """The page as read without a browser."""
    return Answers(proof.read_text(encoding="utf-8"))


def figures_of(cursor) -> list[Decimal]:
    """The figures of an answer: what stands in columns of kroner and counts, NULL left out."""
    at = [number for number, column in enumerate(cursor.description) if column[0].endswith(("_dkk", "_count"))]
    return [Decimal(row[number]) for row in cursor.fetchall() for number in at if row[number] is not None]


def test_every_sql_gives_the_figures_above_it(page, connection):
    differing = [
        answer["sql"]
        for answer in page.found
        if sorted(figures_of(connection.execute(answer["sql"]))) != sorted(answer["figures"])
    ]
    assert differing == []
    # Every cell and total has a trail, and every trail an answer of its own and one for what it is part of.
    assert len(page.found) > 2 * len(page.cells)


def test_the_time_line_tells_all_money_of_decisions_and_letters_and_one_letter_restates_nothing(page, connection):
    (answer,) = [one for one in page.found if "event_no" in one["sql"]]
    expected = connection.execute(
        "select (select sum(amount_dkk) from marts.fct_allocation where decision_id <> 'unknown') "
        "+ (select sum(amount_dkk) from marts.fct_allocation_statement)"
    ).fetchone()
    assert (sum(answer["figures"]),) == expected
    assert [one for one in page.ids if one.startswith("statements-")] == []
    assert {"event-letter_2026", "event-biu_2023_12_11_item_9"} <= set(page.ids)


def test_every_figure_reads_as_its_value(page):
    for answer in page.found:
        for value, text in zip(answer["figures"], answer["texts"], strict=True):
            digits = text.replace(".", "").replace(",", "")
            # Both languages stand in it where they differ: then each half has the digits.
            halves = {digits, digits[: len(digits) // 2]}
            whole = {f"{abs(value / by).normalize():f}".replace(".", "") for by in (1, 1000)}
            assert {half.lstrip("-") for half in halves} & whole, (value, text)


def test_the_tables_are_as_printed(page, connection):
    printed = connection.execute(
        "select printed_cell_id, coalesce(amount_printed, ''), coalesce(footnote_marks, ''), content "
        "from audit.audit_printed_cell"
    ).fetchall()
    assert page.cells.keys() == {cell_id for cell_id, *_ in printed}
    for cell_id, amount, marks, content in printed:
        told = {"amount": "", "dash": " stregdash", "empty": "tomempty"}[content]
        note = f" note {marks}" if marks else ""
        assert page.cells[cell_id] == amount + told + note


def test_every_key_is_an_address_and_every_address_leads_somewhere(page, connection):
    keys = {
        key
        for (key,) in connection.execute(
            "select printed_cell_id from audit.audit_printed_cell union all "
            "select cast(allocation_id as varchar) from audit.audit_trace union all "
            "select 'plan-' || plan_id from marts.dim_plan union all "
            "select 'decision-' || decision_id from marts.dim_decision union all "
            "select overview_cell_id from marts.rpt_plan_overview where overview_cell_id is not null"
        ).fetchall()
    }
    missing = {key for key in keys if key not in page.ids}
    # Totals of the overview over several tables have keys of the overview's own.
    printed = {row[0] for row in connection.execute("select printed_cell_id from audit.audit_printed_cell").fetchall()}
    assert {
        key for key in missing if key in printed or key.startswith(("plan-", "decision-")) or key.isdigit()
    } == set()
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_links_lead_to_public_pages_alone(page):
    outside = {link for link in page.links if not link.startswith("#")}
    assert {link for link in outside if not link.startswith("https://www.kk.dk/")} == {"index.html", "columns.html"}


def test_is_one_small_file(proof):
    assert proof.stat().st_size < 1_000_000


def test_limits_say_the_same_in_both_languages():
    from handleplan.pages import proof as program

    danish, english = program.limits("da"), program.limits("en")
    assert [len(part["points"]) for part in danish] == [len(part["points"]) for part in english]
    assert len(english) == 4


# Colours do not depend on the language, nor words on the colours: two of the four pairs show all.
@pytest.mark.parametrize(("language", "scheme"), [("da", "light"), ("en", "dark")])
def test_axe_finds_nothing(proof, language, scheme):
    with opened(proof, f"?language={language}#{FOOTNOTED}", color_scheme=scheme) as seen:
        assert seen.page.locator("html").get_attribute("lang") == language
        assert seen.violations() == []
        assert (seen.errors, seen.requests) == ([], [])


def test_a_cell_is_opened_by_keyboard(proof):
    with opened(proof) as seen:
        page = seen.page
        page.locator(f'[id="cell-{FOOTNOTED}"]').focus()
        page.keyboard.press("Enter")
        trail = page.locator(f'[id="{FOOTNOTED}"]')
        trail.wait_for(state="visible")
        parts = trail.locator(".part h4 data")
        assert [parts.nth(at).get_attribute("value") for at in range(parts.count())] == ["2800000.00", "3000000.00"]
        assert page.evaluate("document.activeElement.id") == FOOTNOTED
        # A summary is opened by keyboard too, and the way back leads to the cell.
        trail.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert trail.locator("pre").first.is_visible()
        trail.get_by_role("link", name="Tilbage til tabellen").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == f"cell-{FOOTNOTED}"


def test_an_address_that_nothing_has_is_told(proof):
    with opened(proof, "#101001099") as seen:
        assert seen.page.locator("#missing").is_visible()
        seen.page.evaluate("location.hash = '101001011'")
        seen.page.locator('[id="101001011"]').wait_for(state="visible")
        assert not seen.page.locator("#missing").is_visible()


def test_works_without_javascript(proof):
    with opened(proof, f"#{FOOTNOTED}", java_script_enabled=False) as seen:
        assert seen.page.locator(f'[id="{FOOTNOTED}"]').is_visible()
        seen.page.locator("#language-en").check()
        assert seen.page.get_by_role("heading", name="The proof").is_visible()
        assert not seen.page.get_by_role("heading", name="Beviset").is_visible()


def test_is_readable_on_a_narrow_screen(proof):
    with opened(proof, f"?language=en#{FOOTNOTED}", viewport={"width": 360, "height": 800}) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360


def written(project, target, **environment) -> subprocess.CompletedProcess:
    """Writes the proof of the release again, in a process of its own."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, pathlib; from handleplan.pages import proof; proof.write(*map(pathlib.Path, sys.argv[1:]))",
            str(project / "dist" / "handleplan.duckdb"),
            str(target),
        ],
        cwd=project / "scripts",
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_equal_input_gives_equal_bytes(project, proof, tmp_path):
    assert written(project, tmp_path / "again.html", PYTHONHASHSEED="7").returncode == 0
    assert (tmp_path / "again.html").read_bytes() == proof.read_bytes()


def test_an_error_is_reported_to_the_address_given(project, proof, tmp_path):
    address = "https://example.org/new?title={id}&body={value}"
    assert written(project, tmp_path / "page.html", HANDLEPLAN_REPORT_URL=address).returncode == 0
    links = Answers((tmp_path / "page.html").read_text(encoding="utf-8")).links
    assert f"https://example.org/new?title={FOOTNOTED}&body=5.800" in links
    assert "Report an error" not in proof.read_text(encoding="utf-8")
    refused = written(project, tmp_path / "page.html", HANDLEPLAN_REPORT_URL="javascript:alert('{id}')")
    assert "EnvironmentFaultError: HANDLEPLAN_REPORT_URL is" in refused.stderr
