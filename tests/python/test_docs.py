"""dbt's docs and column lineage: they open from disk, hide nothing of the machine, and break on no text."""

import json
import re
import shutil
from getpass import getuser

import duckdb
import pytest

from browser import opened
from handleplan import queries
from handleplan.pages import columns, dbt_docs, proof

HOSTILE = (
    "</script><script>document.title = 'broken'</script> \"quoted\" 'single' {{ 7 * 7 }} `tick` "
    "\N{RIGHT-TO-LEFT OVERRIDE}txet\N{POP DIRECTIONAL FORMATTING} e\N{COMBINING ACUTE ACCENT} <!-- &amp;"
)
NODE = "model.handleplan.fct_allocation"


@pytest.fixture(scope="session")
def docs(project):
    """The folder of the auditor's pages."""
    return project / "dist" / "docs"


@pytest.fixture(scope="session")
def programs():
    """The programs that make the pages, as modules."""
    return {"columns": columns, "part_docs": dbt_docs, "proof": proof}


def data_of(index) -> list[dict]:
    """The manifest and the catalog in dbt's page."""
    html = index.read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    starts = [html.index('{"child_map"'), html.index('{"errors"')]
    return [decoder.raw_decode(html[start:])[0] for start in starts]


@pytest.fixture(scope="session")
def made_of(docs, programs):
    """Of each column the columns that it is made of."""
    return programs["columns"].parents(*data_of(docs / "index.html"))


def write_lineage_of_the_fact(page, database, programs, made_of) -> None:
    """The page of column lineage for one table: all that it is made of, in a size that axe reads in a second."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = queries.rows(connection, "columns/published", schemas=["marts"])
    fact = [row for row in rows if row["table_name"] == "fct_allocation"]
    programs["columns"].write(page, made_of, files={}, published=fact, build_id="test")


def test_the_lineage_graph_is_drawn(docs):
    with opened(docs / "index.html", f"#!/model/{NODE}?g_v=1&g_i=%2Bfct_allocation") as seen:
        canvas = seen.page.locator("canvas").last
        canvas.wait_for(state="visible")
        drawn = "canvas => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size"
        seen.page.wait_for_function(f"[...document.querySelectorAll('canvas')].some(c => ({drawn})(c) > 10)")
        assert (seen.errors, seen.requests) == ([], [])


def test_the_overview_leads_in(docs):
    with opened(docs / "index.html") as seen:
        seen.page.get_by_role("heading", name="How much money have the action plans had").wait_for()
        assert seen.page.get_by_role("heading", name="Glossary").is_visible()
        seen.page.get_by_role("link", name="the proof", exact=True).click()
        seen.page.get_by_role("heading", name="Beviset").wait_for()
        assert (seen.errors, seen.requests) == ([], [])


def test_column_lineage_is_for_everybody(docs):
    with opened(
        docs / "columns.html", "?language=en#marts.fct_allocation.amount_dkk", viewport={"width": 360, "height": 800}
    ) as seen:
        lineage = seen.page.locator('[id="marts.fct_allocation.amount_dkk"]')
        assert "seeds/raw/raw_allocations.csv, column amount_printed" in lineage.inner_text()
        assert lineage.locator("svg rect").count() > 5
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert (seen.errors, seen.requests) == ([], [])


@pytest.mark.parametrize(("language", "scheme"), [("da", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_column_lineage(published, programs, made_of, tmp_path, language, scheme):
    page = tmp_path / "columns.html"
    write_lineage_of_the_fact(page, published, programs, made_of)
    with opened(page, f"?language={language}#marts.fct_allocation.amount_dkk", color_scheme=scheme) as seen:
        assert seen.violations() == []


def test_every_published_column_leads_back_to_a_file(published, programs, made_of):
    with duckdb.connect(str(published), read_only=True) as connection:
        stored = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() "
            "where list_contains(['marts', 'audit'], schema_name) and table_name <> 'audit_checks'"
        ).fetchall()
    starts = {programs["columns"].Column(*row) for row in stored}
    assert starts <= made_of.keys()
    without = {
        str(start)
        for start in starts
        if not any(one.schema == "raw" for one in programs["columns"].steps(start, made_of))
    }
    # What the model itself says: words of the grid of evidence and of the overview, the series that a variable
    # chooses, whether a row takes a part out of its pool, the place of a row, and a count.
    own = {name for name in without if not name.rsplit(".", 1)[-1].endswith(("seed_file", "seed_line"))}
    assert own == {
        "audit.audit_evidence.what",
        "audit.audit_evidence.grade",
        "audit.audit_reconciliation.open_cells_count",
        "audit.audit_trace.is_given_out",
        "marts.fct_allocation_statement.is_given_out",
        "marts.rpt_fixed_price_totals.price_series",
        "marts.rpt_fixed_prices.price_series",
        "marts.rpt_plan_overview.line_kind",
        "marts.rpt_time_line_event.amount_kind",
        "marts.rpt_time_line_event.event_kind",
    }


def test_nothing_tells_of_the_machine_the_clock_or_a_person(docs, project):
    for page in docs.iterdir():
        text = page.read_text(encoding="utf-8")
        assert str(project) not in text
        assert "safelinks" not in text
        assert not re.search(r"[\w.+-]+@[\w-]+\.(com|dk|org|net)\b", text)
    values = json.dumps(data_of(docs / "index.html"))
    for key in ("generated_at", "invocation_id", "created_at", "root_path", "user_id", "compiled_path"):
        assert f'"{key}"' not in values
    assert f"/{getuser()}/" not in values


def test_descriptions_are_whole_and_owners_are_roles(docs):
    manifest, _catalog = data_of(docs / "index.html")
    assert {"proof", "overview", "workbook", "data_package", "bi_tool", "superset", "malloy"} == {
        one["name"] for one in manifest["exposures"].values()
    }
    owners = {one["owner"]["name"] for one in [*manifest["exposures"].values(), *manifest["groups"].values()]}
    assert owners == {"Data owner", "Data entry", "Modelling", "Data users"}
    nodes = [node for node in manifest["nodes"].values() if node["resource_type"] in ("model", "seed")]
    columns = [(node["name"], column) for node in nodes for column in node["columns"].values()]
    assert len(columns) > 600
    assert [(name, column["name"]) for name, column in columns if not column["description"]] == []
    assert [
        node["name"] for node in nodes if not (node["tags"] or node["schema"] == "staging") or not node["group"]
    ] == []


def test_hostile_texts_come_through_as_text(docs, project, programs, made_of, tmp_path):
    manifest, catalog = data_of(docs / "index.html")
    manifest["nodes"][NODE]["description"] = HOSTILE
    programs["part_docs"].write_index(tmp_path / "index.html", manifest, catalog)
    database = tmp_path / "handleplan.duckdb"
    shutil.copy(project / "dist" / "handleplan.duckdb", database)
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        for table, column in (
            ("audit.audit_printed_cell", "row_label_printed"),
            ("audit.audit_trace", "decision_reason_da"),
            ("audit.audit_corroborations", "source_url"),
            ("audit.audit_corroborations", "says_da"),
            ("marts.rpt_allocation", "funding_source_name_da"),
        ):
            connection.execute(f"update {table} set {column} = ?", [HOSTILE])
        quoted = HOSTILE.replace("'", "''")
        connection.execute(f"comment on column marts.fct_allocation.amount_dkk is '{quoted}'")
    programs["proof"].write(database, tmp_path / "proof.html")
    write_lineage_of_the_fact(tmp_path / "columns.html", database, programs, made_of)
    shown = {"index.html": f"#!/model/{NODE}", "proof.html": "#letter_2026.t1.r1.y2024", "columns.html": ""}
    for name, anchor in shown.items():
        with opened(tmp_path / name, anchor) as seen:
            # dbt's docs and column lineage set text between backticks as code.
            for part in HOSTILE.split("`"):
                seen.page.wait_for_function("part => document.body.textContent.includes(part)", arg=part.strip())
            assert seen.page.title() != "broken"
            assert (seen.errors, seen.requests) == ([], [])
