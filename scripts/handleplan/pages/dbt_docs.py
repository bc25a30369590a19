"""Makes the auditor's pages of a release: dbt's docs, column lineage, and the proof; each is one file."""

import json
import re
from pathlib import Path
from typing import Any

import duckdb

from handleplan import database, dbt, queries
from handleplan.checks import compiled
from handleplan.errors import ProjectError
from handleplan.pages import columns, proof
from handleplan.paths import DATABASE, ROOT, TARGET

# What differs between two builds of the same input, or tells of the machine, or of a seed as dbt last read it, which is
# not whenever data change: no reader of the docs needs it.
OF_THE_RUN = (
    "build_path", "checksum", "compiled_path", "created_at", "generated_at", "invocation_id", "invocation_started_at",
    "root_path", "run_started_at", "user_id",
)  # fmt: skip
# The begin of a tag or of an entity; a lone < or & is none.
HTML = re.compile(r"<(?=[a-zA-Z/!?])|&(?=#?\w+;)")


def without_the_run(value: Any) -> Any:
    """A part of an artefact of dbt without clock, random ids and machine paths, its keys in order."""
    if isinstance(value, dict):
        return {key: without_the_run(value[key]) for key in sorted(value) if key not in OF_THE_RUN}
    if isinstance(value, list):
        return [without_the_run(item) for item in value]
    return value


def as_text(value: Any) -> Any:
    """A part of the manifest whose descriptions hold no HTML: dbt's page takes them for Markdown, and drops tags."""
    if isinstance(value, dict):
        return {
            key: HTML.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", item)
            if key == "description" and isinstance(item, str)
            else as_text(item)
            for key, item in value.items()
        }
    return [as_text(item) for item in value] if isinstance(value, list) else value


def in_script(value: object) -> str:
    """A value as JSON that may stand in a script: no text in it can end the script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def describe_columns(manifest: dict, catalog: dict, project: str) -> None:
    """Gives each column of a table the text of its name in models/*/columns.md, where the YAML lists no description."""
    for key, table in catalog["nodes"].items():
        described = manifest["nodes"][key]["columns"]
        for column in table["columns"]:
            block = manifest["docs"].get(f"doc.{project}.{column}")
            entry = described.setdefault(column, {"name": column, "description": ""})
            if block and not entry["description"]:
                entry["description"] = block["block_contents"]


def artefacts() -> tuple[dict, dict]:
    """The manifest of the build and the catalog of the candidate, as dbt writes them."""
    result = dbt.invoke("docs", "generate", "--no-compile", target="candidate", target_path=TARGET)
    if not result.success:
        raise ProjectError(f"dbt could not describe the candidate: {result.exception or result.result}")
    manifest, catalog = (
        without_the_run(json.loads(file.read_text(encoding="utf-8")))
        # The manifest beside the catalog may be that of a build in between, of other sources.
        for file in ((compiled.kept() or TARGET) / "manifest.json", TARGET / "catalog.json")
    )
    project = manifest["metadata"]["project_name"]
    # The macros that come with dbt are most of its manifest, and none of the project.
    manifest["macros"] = {key: macro for key, macro in manifest["macros"].items() if macro["package_name"] == project}
    # In the order in which dbt's threads read the files.
    manifest["group_map"] = {group: sorted(members) for group, members in manifest["group_map"].items()}
    describe_columns(manifest, catalog, project)
    # A block of docs cannot take in another: the glossary joins the overview here.
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    manifest["docs"][f"doc.{project}.__overview__"]["block_contents"] += f"\n\n{glossary.strip()}"
    return manifest, catalog


def write_index(page: Path, manifest: dict, catalog: dict) -> None:
    """Writes dbt's docs as one file, as `dbt docs generate --static` does, with texts that cannot end the script."""
    from dbt.task.docs import DOCS_INDEX_FILE_PATH

    html = Path(DOCS_INDEX_FILE_PATH).read_text(encoding="utf-8")
    for name, value in (("MANIFEST", manifest), ("CATALOG", catalog)):
        place = f'"{name}.JSON INLINE DATA"'
        if html.count(place) != 1:
            raise ProjectError(f"dbt's page of docs has no place for the {name.lower()} any more")
        html = html.replace(place, in_script(as_text(value)))
    # Two addresses that dbt's page asks for and that are none: an icon before its name is known, and one never packed.
    html = html.replace('<use xlink:href="{{', '<use ng-attr-xlink:href="{{')
    html = html.replace("${require('./assets/favicons/favicon.ico')}", "data:,")
    # What a table assumes is a sentence: dbt's page cuts the details after one line.
    html = html.replace("</head>", "<style>.detail-body, .detail-body * { white-space: normal }</style></head>", 1)
    page.write_text(html, encoding="utf-8", newline="\n")


def write_columns(page: Path, file: Path, manifest: dict, catalog: dict) -> None:
    """Writes the lineage of each published column."""
    nodes = manifest["nodes"].values()
    with duckdb.connect(str(file), read_only=True) as published:
        columns.write(
            page,
            columns.parents(manifest, catalog),
            files={node["name"]: node["original_file_path"] for node in nodes if node["resource_type"] == "seed"},
            published=queries.rows(published, "columns/published", schemas=list(database.KEPT_SCHEMAS)),
            build_id=database.build_id(published),
        )


def write(release: Path) -> None:
    """Writes the pages into the folder docs of a release."""
    folder = release / "docs"
    folder.mkdir()
    manifest, catalog = artefacts()
    write_index(folder / "index.html", manifest, catalog)
    write_columns(folder / "columns.html", release / DATABASE, manifest, catalog)
    proof.write(release / DATABASE, folder / "proof.html")
