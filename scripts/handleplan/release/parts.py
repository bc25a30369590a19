"""What a release may have besides the file and its manifest: pages and downloads, each made from the file alone."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import duckdb

from handleplan import database
from handleplan.paths import DATABASE


def _write_docs(release: Path) -> None:
    from handleplan.pages import dbt_docs

    dbt_docs.write(release)


def _write_overview(release: Path) -> None:
    from handleplan.downloads import datapackage, workbook
    from handleplan.pages import overview

    with duckdb.connect(str(release / DATABASE), read_only=True) as published:
        build_id = database.build_id(published)
        overview.write(published, release, build_id)
        workbook.write(published, release / "handleplan.xlsx", build_id)
        datapackage.write(published, release / "data", build_id)


def _write_bi(release: Path) -> None:
    from handleplan.bi import bundle

    bundle.write(release)


@dataclass(frozen=True)
class Part:
    """The names that a part has in a release, what writes them into the release's folder, and what that imports."""

    names: tuple[str, ...]
    write: Callable[[Path], None]
    libraries: tuple[str, ...]

    def missing(self) -> list[str]:
        """The libraries that the part needs and the environment lacks."""
        return [library for library in self.libraries if find_spec(library) is None]


# The libraries of a part are imported when it is made: `make build` has only those of the build lock.
PARTS = {
    "docs": Part(("docs",), _write_docs, ("sqlglot",)),
    "overview": Part(("overview", "data", "handleplan.xlsx"), _write_overview, ("altair", "vl_convert", "xlsxwriter")),
    "bi": Part(("bi",), _write_bi, ("yaml",)),
}


def names_of(parts: list[str]) -> list[str]:
    """The names that the parts have in a release."""
    return [name for part in parts for name in PARTS[part].names]
