"""Makes the overview of a release: the page for people, the workbook and the data package."""

import json
from pathlib import Path

import datapackage
import duckdb
import overview
import publish
import workbook


def write(release: Path) -> None:
    """Writes overview/, data/ and handleplan.xlsx into the folder of a release, from its own file alone."""
    build_id = json.loads((release / publish.MANIFEST).read_text(encoding="utf-8"))["build_id"]
    with duckdb.connect(str(release / publish.DATABASE), read_only=True) as published:
        overview.write(published, release, build_id)
        workbook.write(published, release / "handleplan.xlsx", build_id)
        datapackage.write(published, release / "data", build_id)
