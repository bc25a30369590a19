"""The queries of pages and downloads: dbt's exposures say which models they read, and each query has a reader."""

import re

import duckdb
import pytest

from conftest import ROOT
from handleplan import files, queries
from handleplan.downloads import datapackage, workbook
from handleplan.pages import overview, proof

FORMS = {
    "proof": lambda published, folder, file: proof.write(file, folder / "proof.html"),
    "overview": lambda published, folder, file: overview.write(published, folder, "build"),
    "workbook": lambda published, folder, file: workbook.write(published, folder / "handleplan.xlsx", "build"),
    "data_package": lambda published, folder, file: datapackage.write(published, folder / "data", "build"),
}
# Published under another name than that of the model.
ALIASES = {"main.about": "audit_about"}


@pytest.fixture(scope="module")
def exposed() -> dict[str, list[str]]:
    """The models that each exposure depends on, as they are listed."""
    listed = files.from_yaml(ROOT / "models" / "exposures.yml")["exposures"]
    return {one["name"]: [re.fullmatch(r"ref\('(\w+)'\)", ref)[1] for ref in one["depends_on"]] for one in listed}


@pytest.mark.parametrize("form", FORMS)
def test_an_exposure_depends_on_what_its_form_reads(form, exposed, published, tmp_path, monkeypatch):
    asked, text = set(), queries.text
    monkeypatch.setattr(queries, "text", lambda name: asked.add(name) or text(name))
    with duckdb.connect(str(published), read_only=True) as connection:
        FORMS[form](connection, tmp_path, published)
        marts = {table["table_name"] for table in datapackage.tables(connection)} if form == "data_package" else set()
    named = {name for query in asked for name in re.findall(r"\b(?:marts|audit|main)\.\w+", text(query))}
    # The checks are a table of the release, not a model.
    read = {ALIASES.get(name, name.split(".")[1]) for name in named - {"audit.audit_checks"}} | marts
    assert sorted(exposed[form]) == sorted(read)


def test_every_query_has_a_reader_and_every_reader_a_query():
    there = {str(path.relative_to(queries.FOLDER).with_suffix("")) for path in queries.FOLDER.glob("*/*.sql")}
    programs = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "handleplan").glob("**/*.py"))
    folders = "|".join(sorted({name.split("/")[0] for name in there}))
    named = set(re.findall(rf"""["']((?:{folders})/\w+)["']""", programs))
    assert named - there == set()
    # Where a program asks for several queries of a folder in turn it names them without it.
    assert {name for name in there - named if f'"{name.split("/")[1]}"' not in programs} == set()
