"""Writes the bundle: a ZIP of YAML that `superset import-dashboards` takes. Made from the published file alone."""

import io
import zipfile
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import duckdb
import yaml

from handleplan.bi import malloy
from handleplan.bi.charts import Chart
from handleplan.bi.dashboards import DASHBOARDS, Dashboard, filters, position
from handleplan.bi.datasets import LANGUAGES, REPORTS, dataset
from handleplan.paths import DATABASE

# Where docs/connect.md mounts the folder of releases in a server's container.
MOUNTED = Path("/data") / DATABASE
# A zip knows no time before this one; a bundle of equal content is equal byte for byte.
ANY_TIME = (1980, 1, 1, 0, 0, 0)
# Every query could read the server's own files otherwise, and SQL could switch it on again.
LOCKED = {"enable_external_access": "false", "lock_configuration": "true"}


def _uuid(*names: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("handleplan", *names))))


def _database(path: Path) -> dict:
    return {
        "database_name": "handleplan",
        "sqlalchemy_uri": f"duckdb:///{path}",
        "cache_timeout": None,
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_csv_upload": False,
        "extra": {
            "allows_virtual_table_explore": True,
            "engine_params": {"connect_args": {"read_only": True, "config": LOCKED}},
        },
        "uuid": _uuid("database"),
        "version": "1.0.0",
    }


def _chart(chart: Chart, dashboard: Dashboard, language: str) -> dict:
    return {
        "slice_name": chart.name(language),
        "description": None,
        "viz_type": chart.viz,
        "params": chart.params(language),
        "cache_timeout": None,
        "uuid": _uuid("chart", language, dashboard.key, chart.key),
        "version": "1.0.0",
        "dataset_uuid": _uuid("dataset", language, chart.dataset),
    }


def _dashboard(dashboard: Dashboard, language: str) -> dict:
    numbers = {chart.key: number for number, chart in enumerate(dashboard.charts(), start=1)}

    def id_of(chart: Chart) -> tuple[int, str]:
        return numbers[chart.key], _uuid("chart", language, dashboard.key, chart.key)

    return {
        "dashboard_title": dashboard.name_da if language == "da" else dashboard.name_en,
        "description": None,
        "css": "",
        "slug": f"handleplan-{dashboard.key}-{language}",
        "uuid": _uuid("dashboard", language, dashboard.key),
        "position": position(dashboard, language, id_of),
        "metadata": {
            "native_filter_configuration": filters(
                dashboard, language, id_of, _uuid("dataset", language, "allocations")
            ),
            "cross_filters_enabled": False,
            "color_scheme": "supersetColors",
            "refresh_frequency": 0,
            "timed_refresh_immune_slices": [],
            "expanded_slices": {},
            "label_colors": {},
        },
        "version": "1.0.0",
        "published": True,
    }


def contents(published: duckdb.DuckDBPyConnection, path: Path = MOUNTED) -> dict[str, dict]:
    """The files of the bundle by name, for a server that finds the published file at a path."""
    files: dict[str, dict] = {
        "metadata.yaml": {"version": "1.0.0", "type": "Dashboard", "timestamp": "1980-01-01T00:00:00+00:00"},
        "databases/handleplan.yaml": _database(path),
    }
    for language in LANGUAGES:
        for report in REPORTS:
            ids = {"uuid": _uuid("dataset", language, report.key), "database_uuid": _uuid("database")}
            described = dataset(published, report, language) | ids | {"version": "1.0.0"}
            files[f"datasets/handleplan/{report.key}_{language}.yaml"] = described
        for dashboard in DASHBOARDS:
            files[f"dashboards/{dashboard.key}_{language}.yaml"] = _dashboard(dashboard, language)
            for chart in dashboard.charts():
                name = f"charts/{dashboard.key}_{chart.key}_{language}.yaml"
                files[name] = _chart(chart, dashboard, language)
    return files


def packed(published: duckdb.DuckDBPyConnection, path: Path = MOUNTED) -> bytes:
    """The bundle as a ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents(published, path).items()):
            entry = zipfile.ZipInfo(f"handleplan/{name}", ANY_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))
    return target.getvalue()


def write(release: Path) -> None:
    """Writes the bundle and the model for Malloy into the folder bi of a release."""
    folder = release / "bi"
    folder.mkdir()
    with duckdb.connect(str(release / DATABASE), read_only=True) as published:
        (folder / "superset.zip").write_bytes(packed(published))
        (folder / "handleplan.malloy").write_text(malloy.model(published), encoding="utf-8")
