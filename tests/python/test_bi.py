"""The bundle for BI tools: made from the file alone, equal each time, locked, and nothing in it is asked in vain."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
import yaml

from conftest import ROOT
from handleplan.bi import bundle
from handleplan.bi.charts import GRID
from handleplan.bi.dashboards import DASHBOARDS, FILTERS
from handleplan.bi.datasets import LANGUAGES, REPORTS, label, table_of, without_language
from handleplan.files import from_yaml


@pytest.fixture(scope="module")
def files(project) -> dict[str, dict]:
    """The files of the bundle, as it is released."""
    with zipfile.ZipFile(project / "dist" / "bi" / "superset.zip") as archive:
        return {name.split("/", 1)[1]: yaml.safe_load(archive.read(name)) for name in archive.namelist()}


@pytest.fixture
def published_file(published):
    with duckdb.connect(str(published), read_only=True) as opened:
        yield opened


def of_kind(files: dict[str, dict], kind: str) -> dict[str, dict]:
    return {name: content for name, content in files.items() if name.startswith(f"{kind}/")}


def test_equal_files_give_an_equal_bundle(project, published, tmp_path):
    released = (project / "dist" / "bi" / "superset.zip").read_bytes()
    shutil.copy(published, tmp_path / "handleplan.duckdb")
    # In another process, where texts have other hashes.
    command = "import sys, pathlib; from handleplan.bi import bundle; bundle.write(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", command, tmp_path], cwd=ROOT / "scripts", check=True)
    assert (tmp_path / "bi" / "superset.zip").read_bytes() == released


def test_it_is_for_a_server_that_has_the_file_where_the_guide_mounts_it_or_says_otherwise(published_file, files):
    assert files["databases/handleplan.yaml"]["sqlalchemy_uri"] == "duckdb:////data/handleplan.duckdb"
    elsewhere = bundle.contents(published_file, Path("/srv/other.duckdb"))
    assert elsewhere["databases/handleplan.yaml"]["sqlalchemy_uri"] == "duckdb:////srv/other.duckdb"
    assert files | {"databases/handleplan.yaml": {}} == elsewhere | {"databases/handleplan.yaml": {}}


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{file}')",
        "copy (select 1) to '{folder}/new.csv'",
        "attach '{folder}/new.duckdb' as other",
        "set enable_external_access = true",
        "create table marts.other as select 1",
    ],
)
def test_its_settings_keep_sql_out_of_the_host_and_let_it_write_nothing(statement, files, published, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    settings = files["databases/handleplan.yaml"]["extra"]["engine_params"]["connect_args"]
    with duckdb.connect(str(published), **settings) as opened:
        assert opened.execute("select count(*) > 0 from marts.fct_allocation").fetchone() == (True,)
        with pytest.raises(duckdb.Error):
            opened.execute(statement.format(file=tmp_path / "secret.txt", folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["secret.txt"]


def test_every_figure_of_a_dataset_is_that_of_its_table(files, published_file):
    for report in REPORTS:
        for language in LANGUAGES:
            one = files[f"datasets/handleplan/{report.key}_{language}.yaml"]
            table = f"marts.{report.table}"
            listed = published_file.execute(
                "select metric_id from main.metrics where table_name = ? order by metric_no", [table]
            ).fetchall()
            assert [metric["metric_name"] for metric in one["metrics"]] == [name for (name,) in listed]
            for asked in ("count(*)", *(metric["expression"] for metric in one["metrics"])):
                (right,) = published_file.execute(f"select {asked} from {table}").fetchone()
                assert published_file.execute(f"select {asked} from ({one['sql']}) as dataset").fetchone() == (right,)


def test_only_the_year_of_the_money_is_a_time(files, published_file):
    for one in of_kind(files, "datasets").values():
        assert [column["column_name"] for column in one["columns"] if column["is_dttm"]] == ["period_start"]
        assert one["main_dttm_col"] == "period_start"
        lost = published_file.execute(f"select count(*) from ({one['sql']}) as dataset where period_start is null")
        assert lost.fetchone() == (0,)


def test_every_chart_asks_for_what_its_dataset_has(files):
    for language in LANGUAGES:
        for dashboard in DASHBOARDS:
            for chart in dashboard.charts():
                one = files[f"datasets/handleplan/{chart.dataset}_{language}.yaml"]
                columns = {column["column_name"] for column in one["columns"]}
                metrics = {metric["metric_name"] for metric in one["metrics"]}
                asked = {column.format(l=language) for column in (*chart.by, *chart.across)}
                assert (asked - columns, set(chart.metrics) - metrics) == (set(), set()), chart.key
                # A filter that does not reach a chart is said not to; one that does finds its column there.
                reach = {key for key, _, _, column in FILTERS if column.format(l=language) in columns}
                assert {key for key, *_ in FILTERS} - reach <= set(chart.without), chart.key
                stored = files[f"charts/{dashboard.key}_{chart.key}_{language}.yaml"]
                assert stored["dataset_uuid"] == one["uuid"]
                if chart.viz == GRID:
                    heads = [column["label"] for column in stored["params"]["groupbyRows"]]
                    assert heads == [label(column.format(l=language), language) for column in chart.by]


def test_what_is_named_once_is_named_in_both_languages(files):
    assert [row for row in table_of("labels") if not all(row.values())] == []
    shown = {
        language: {
            without_language(column["column_name"], language)
            for name, one in of_kind(files, "datasets").items()
            if name.endswith(f"_{language}.yaml")
            for column in one["columns"]
        }
        for language in LANGUAGES
    }
    assert shown["da"] == shown["en"] == {row["column"] for row in table_of("labels")}


def test_every_code_that_a_table_may_hold_has_a_word(compiled_project, published_file):
    nodes = json.loads((compiled_project / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    worded = re.compile(r"case (?:\w+\.)?(\w+)((?:\s+when '\w+' then '[^']+')+)\s+end as (\w+)_label_(da|en)\b")
    found = [
        (node["name"], *case)
        for node in nodes
        if node["resource_type"] == "model"
        for case in worded.findall(node["compiled_code"])
    ]
    named = published_file.execute(
        "select worded.table_name, worded.column_name "
        "from duckdb_columns() as worded inner join duckdb_columns() as coded "
        "on worded.schema_name = 'marts' and worded.table_name = coded.table_name "
        "and worded.column_name in (coded.column_name || '_label_da', coded.column_name || '_label_en') order by all"
    ).fetchall()
    assert sorted((table, f"{code}_label_{language}") for table, _, _, code, language in found) == named
    for table, column, cases, code, _ in found:
        said = published_file.execute(
            "select expression from duckdb_constraints() where constraint_type = 'CHECK' and table_name in (?, ?)",
            [table, table.replace("rpt_", "fct_")],
        ).fetchall()
        checks = [text for (text,) in said if text and f"{code} IN (" in text.replace('"', "")]
        allowed = {word for text in checks for word in text.split("'")[1::2]}
        assert column == code
        assert allowed == set(re.findall(r"when '(\w+)'", cases)), (table, code)


def test_every_dashboard_is_there_in_both_languages_with_all_its_charts(files):
    charts = {one["uuid"] for one in of_kind(files, "charts").values()}
    shown = [
        box["meta"]["uuid"]
        for one in of_kind(files, "dashboards").values()
        for box in one["position"].values()
        if isinstance(box, dict) and box.get("type") == "CHART"
    ]
    assert sorted(shown) == sorted(charts)
    assert len(of_kind(files, "dashboards")) == 2 * len(DASHBOARDS) == 6
    uuids = [one["uuid"] for one in files.values() if "uuid" in one]
    assert len(uuids) == len(set(uuids))


def test_its_exposure_depends_on_what_its_datasets_read(files):
    listed = from_yaml(ROOT / "models" / "exposures.yml")["exposures"]
    (exposed,) = (one["depends_on"] for one in listed if one["name"] == "superset")
    read = {table for one in of_kind(files, "datasets").values() for table in re.findall(r"marts\.(\w+)", one["sql"])}
    assert sorted(exposed) == sorted(f"ref('{table}')" for table in {*read, "audit_metrics"})


def test_the_model_for_malloy_has_every_measure_and_only_what_the_file_has(project, published_file):
    model = (project / "dist" / "bi" / "handleplan.malloy").read_text(encoding="utf-8")
    listed = published_file.execute("select table_name, metric_id, sql_expression from main.metrics").fetchall()
    sources = re.findall(r"duckdb\.table\('(marts\.\w+)'\) extend \{(.*?)\n\}", model, re.S)
    found = [(table, *measure) for table, body in sources for measure in re.findall(r"^    (\w+) is (.+)$", body, re.M)]
    assert sorted(found) == sorted(listed)
    for table, body in sources:
        columns = {name for name, *_ in published_file.execute(f"describe {table}").fetchall()}
        for key in re.findall(r"primary_key: (\w+)", body):
            # By this Malloy counts a row once that a join repeats.
            assert published_file.execute(f"select count(*) = count(distinct {key}) from {table}").fetchone() == (True,)
        assert set(re.findall(r"join_many: partners on (\w+)", body)) <= columns
    (exposed,) = (
        one["depends_on"]
        for one in from_yaml(ROOT / "models" / "exposures.yml")["exposures"]
        if one["name"] == "malloy"
    )
    read = {table.removeprefix("marts.") for table in re.findall(r"table\('(marts\.\w+)'\)", model)}
    assert sorted(exposed) == sorted(f"ref('{table}')" for table in {*read, "audit_metrics"})
