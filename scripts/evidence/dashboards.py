"""Opens the dashboards in a real Superset and compares every figure that they ask for with the published file.

Starts a server of its own, logs in, opens each dashboard in Chromium in both languages (English light, Danish dark),
reads what Superset answers to each chart, and asks the file the same. Then tries to read the host's files by SQL, and
puts another release under the running server. Pictures and logs are left in build/bi.
"""

import argparse
import contextlib
import datetime
import json
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb
from playwright.sync_api import Page, Response, sync_playwright

from evidence.clients.clients import OUTSIDE
from handleplan.bi import bundle
from handleplan.bi.charts import BARS, GRID, Chart
from handleplan.bi.dashboards import DASHBOARDS, Dashboard
from handleplan.bi.datasets import LANGUAGES, label
from handleplan.errors import EnvironmentFaultError
from handleplan.paths import BUILD, DATABASE, program
from handleplan.release.folder import ReleaseFolder

FOLDER = BUILD / "bi"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LONGEST = 90.0  # seconds for a dashboard
HOSTILE = (*OUTSIDE, "attach 'left_behind.duckdb' as other")


@dataclass
class Count:
    """What was compared, and what differed."""

    figures: int = 0
    wrong: list[str] = field(default_factory=list)
    asked_elsewhere: set[str] = field(default_factory=set)


def plain(value: Any) -> Any:
    """A value as JSON has it: an amount as a number, a date as milliseconds, nothing and 0 as one."""
    if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
        return round(float(value), 9) or None
    if isinstance(value, datetime.date):
        moment = datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
        return round(moment.timestamp() * 1000.0, 9)
    return value


def expected(chart: Chart, language: str, file: Path, by: list[str]) -> dict[tuple, list]:
    """The figures of a chart, asked of the file itself: by the values of the columns."""
    with duckdb.connect(str(file), read_only=True) as published:
        files = bundle.contents(published)
        dataset = files[f"datasets/handleplan/{chart.dataset}_{language}.yaml"]["sql"]
        sql = dict(published.execute("select metric_id, sql_expression from main.metrics").fetchall())
        asked = ", ".join([*by, *(sql[metric] for metric in chart.metrics)])
        where, groups = (f" where {chart.only}" if chart.only else "", f" group by {', '.join(by)}" if by else "")
        rows = published.execute(f"select {asked} from ({dataset}) as dataset{where}{groups}").fetchall()
    return {tuple(map(plain, row[: len(by)])): list(map(plain, row[len(by) :])) for row in rows}


def answered(chart: Chart, language: str, rows: list[dict], by: list[str]) -> dict[tuple, list]:
    """The figures that Superset answers, by the values of the columns; bars come as a column for each series."""
    if chart.viz != BARS:
        names = [label(column, language) if chart.viz == GRID else column for column in by]
        return {
            tuple(plain(row[name]) for name in names): [plain(row[metric]) for metric in chart.metrics] for row in rows
        }
    return {(plain(row[by[0]]), name): [plain(value)] for row in rows for name, value in row.items() if name != by[0]}


def compare(count: Count, chart: Chart, language: str, results: list[dict], file: Path) -> None:
    """Holds what Superset answers to a chart against the file."""
    by = [column.format(l=language) for column in (*chart.by, *chart.across)]
    for number, result in enumerate(results):
        # A table with a line of totals asks for it by a second query.
        columns = by if number == 0 else []
        right = expected(chart, language, file, columns)
        found = answered(chart, language, result["data"], columns)
        if chart.viz == BARS:
            # No bar is a bar of 0.
            right, found = ({key: one for key, one in side.items() if any(one)} for side in (right, found))
        count.figures += sum(len(figures) for figures in right.values())
        if found != right:
            count.wrong.append(f"{chart.key} ({language}): {found} is not {right}")


def show(page: Page, address: str, dashboard: Dashboard, language: str) -> dict[str, list[dict]]:
    """Opens a dashboard; returns what Superset answers to each chart, by its title."""
    names = {chart.name(language) for chart in dashboard.charts()}
    seen: dict[str, list[dict]] = {}

    titles: dict[int, str] = {}
    waiting: list[Response] = []

    def note(response: Response) -> None:
        form = json.loads(response.request.post_data or "{}").get("form_data", {})
        if chart_id := form.get("slice_id"):
            if chart_id not in titles:
                said = page.request.get(f"{address}/api/v1/chart/{chart_id}").json()
                titles[chart_id] = said["result"]["slice_name"]
            seen[titles[chart_id]] = response.json()["result"] if response.ok else []

    def keep(response: Response) -> None:
        if "/api/v1/chart/data" in response.url:
            waiting.append(response)

    page.on("response", keep)
    page.goto(f"{address}/superset/dashboard/handleplan-{dashboard.key}-{language}/")
    begun = time.monotonic()
    while names - seen.keys() and time.monotonic() - begun < LONGEST:
        page.wait_for_timeout(500)
        while waiting:
            note(waiting.pop(0))
    page.remove_listener("response", keep)
    page.wait_for_timeout(1500)
    return seen


def log_in(page: Page, address: str, password: str) -> None:
    """Logs in as the admin."""
    page.goto(f"{address}/login/")
    page.locator("input[type=text]").first.fill("admin")
    page.locator("input[type=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def read_host(page: Page, address: str) -> list[str]:
    """Tries to reach the host's files by SQL; returns what was not refused."""
    token = page.request.get(f"{address}/api/v1/security/csrf_token/").json()["result"]
    databases = page.request.get(f"{address}/api/v1/database/").json()["result"]
    kept = []
    for sql in ("select count(*) from marts.fct_allocation", *HOSTILE):
        answer = page.request.post(
            f"{address}/api/v1/sqllab/execute/",
            headers={"X-CSRFToken": token, "Referer": address},
            data={"database_id": databases[0]["id"], "sql": sql, "schema": "marts", "runAsync": False},
        )
        if answer.ok == (sql in HOSTILE):
            kept.append(f"{sql}: {answer.status} {answer.text()[:300]}")
    return kept


def publish_another(dist: Path) -> None:
    """Puts a release of other figures in the place of the current one, as a build does: by one rename."""
    folder = ReleaseFolder(dist)
    release = folder.releases / "another"
    release.mkdir()
    shutil.copy(dist / "current" / DATABASE, release / DATABASE)
    (release / DATABASE).chmod(0o644)
    with duckdb.connect(str(release / DATABASE)) as changed:
        changed.execute("update marts.rpt_allocation set amount_dkk = 2 * amount_dkk")
    folder.switch_to(release, [DATABASE])


@contextlib.contextmanager
def served(database: Path) -> Iterator[tuple[str, str]]:
    """A server of its own on the file; gives its address and the password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = program("superset", database, "--home", FOLDER / "home", "--port", str(port))
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        password = ""
        for line in server.stdout or []:
            print(line, end="")
            password = m[1] if (m := re.search(r"password (\S+)", line)) else password
            if "Ctrl-C" in line:
                yield f"http://127.0.0.1:{port}", password
                break
        else:
            raise EnvironmentFaultError("the server did not start")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def look(page: Page, address: str, language: str, dist: Path, count: Count, suffix: str = "") -> None:
    """Opens and compares each dashboard in a language."""
    for dashboard in DASHBOARDS:
        seen = show(page, address, dashboard, language)
        page.screenshot(path=FOLDER / f"{dashboard.key}_{language}{suffix}.png")
        for chart in dashboard.charts():
            if results := seen.get(chart.name(language)):
                compare(count, chart, language, results, dist / DATABASE)
            else:
                count.wrong.append(f"{chart.key} ({language}): no answer")


def main() -> int:
    """The command line; returns the exit status."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    begun = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    dist = FOLDER / "dist"
    built = subprocess.run(
        program("build", "--with", "bi", "--dist", dist), capture_output=True, text=True, check=False
    )
    if built.returncode != 0:
        raise EnvironmentFaultError(f"the build failed:\n{built.stdout}{built.stderr}")
    chromium = shutil.which("chromium")
    if chromium is None:
        raise EnvironmentFaultError("no browser: install Chromium (Debian and Ubuntu: apt-get install chromium)")
    count = Count()
    with served(dist / DATABASE) as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language in LANGUAGES:
            scheme: Literal["dark", "light"] = "dark" if language == "da" else "light"
            page = browser.new_context(color_scheme=scheme, viewport={"width": 1400, "height": 2200}).new_page()
            page.on("requestfinished", lambda asked: count.asked_elsewhere.add(asked.url.split("?")[0]))
            log_in(page, address, password)
            look(page, address, language, dist, count)
        count.wrong += read_host(page, address)
        print(f"dashboards: {count.figures} figures compared", flush=True)
        publish_another(dist)
        look(page, address, "en", dist, count, "_after")
        browser.close()
    elsewhere = sorted(url for url in count.asked_elsewhere if not url.startswith((address, "blob:", "data:")))
    count.wrong += [f"asked elsewhere: {url}" for url in elsewhere]
    print(*count.wrong, sep="\n")
    print(
        f"dashboards: {count.figures} figures compared, before and after a release, {len(HOSTILE)} statements tried, "
        f"{len(count.wrong)} wrong, {time.monotonic() - begun:.0f} s; pictures in {FOLDER.relative_to(BUILD.parent)}"
    )
    return 1 if count.wrong else 0
