"""Runs the model for Malloy on a release and compares each measure, in all and by partner, with SQL on the file.

Needs node and npm; installs Malloy from locks/malloy into build/clients/malloy, once.
"""

import argparse
import json
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb

from evidence.clients.clients import CHECKS_BY, ENVIRONMENTS, installed_once, npm_install, run
from handleplan.errors import EnvironmentFaultError
from handleplan.paths import DATABASE, DIST, ROOT

LOCK = ROOT / "locks" / "malloy"
HAVING = "initiative_id in (select initiative_id from marts.bridge_initiative_partner{})"


def environment() -> Path:
    """The folder that Malloy is installed in, from its lock."""
    folder = ENVIRONMENTS / "malloy"

    def install() -> None:
        shutil.copytree(LOCK, folder, dirs_exist_ok=True)
        # Not `npm ci`: it wants the packages of every other platform in the lock, which a registry need not have.
        npm_install(folder)

    return installed_once(folder, "Malloy", (LOCK / "package-lock.json").read_text(encoding="utf-8"), install)


def figure(value: Decimal | float | None) -> float | None:
    """A figure as both say it: nothing and 0 are one."""
    return round(float(value or 0), 9) or None


def expected(published: duckdb.DuckDBPyConnection, table: str, sql: str, partners: list[str]) -> dict:
    """The figures of a measure by SQL; by partner each row once, by a condition in place of a join."""

    def ask(condition: str = "true", *values: str) -> float | None:
        found = published.execute(f"select {sql} from {table} where {condition}", list(values)).fetchall()
        return figure(found[0][0])

    right: dict = {"all": ask()}
    if partners:
        by_partner = {partner: ask(HAVING.format(" where partner_id = ?"), partner) for partner in partners}
        right |= {"withPartner": ask(HAVING.format("")), "byPartner": by_partner}
    return right


def told(answer: dict, partners: list[str]) -> dict:
    """What Malloy says of a measure; a partner without a row is left out of its answer."""
    found: dict = {key: figure(value) for key, value in answer.items() if key in ("all", "withPartner")}
    if partners:
        said = {partner: figure(value) for partner, value in answer["byPartner"].items()}
        found["byPartner"] = dict.fromkeys(partners) | said
    return found


def answers(file: Path, model: Path, asked: list) -> list[dict]:
    """What Malloy answers to each measure asked."""
    command = ("node", CHECKS_BY / "in_malloy.mjs", environment(), file, model)
    return json.loads(run(*command, what="Malloy", stdin=json.dumps(asked)))


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path, nargs="?", default=DIST, help="a folder that make bi wrote")
    release = parser.parse_args().release
    file, model = (release / name for name in (DATABASE, "bi/handleplan.malloy"))
    if not model.is_file():
        raise EnvironmentFaultError(f"{model} is not there: make bi")
    has_partners = {
        source.split(" ", 1)[0]: "join_many" in source for source in model.read_text(encoding="utf-8").split("source: ")
    }
    with duckdb.connect(str(file), read_only=True) as published:
        listed = published.execute(
            "select table_name, metric_id, sql_expression from main.metrics order by metric_no"
        ).fetchall()
        named = published.execute("select distinct partner_id from marts.bridge_initiative_partner").fetchall()
        asked = [[source := table.removeprefix("marts."), metric, has_partners[source]] for table, metric, _ in listed]
        said = answers(file, model, asked)
        compared, wrong = 0, []
        for answer, (table, metric, sql), (_, _, by_partner) in zip(said, listed, asked, strict=True):
            partners = [one for (one,) in named] if by_partner else []
            right, found = expected(published, table, sql, partners), told(answer, partners)
            compared += len(right) + len(partners)
            wrong += [f"{metric}: Malloy says {found}, SQL {right}"] if found != right else []
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"malloy: {len(listed)} measures, {compared} figures compared, in all and by partner, {len(wrong)} wrong")
    return 1 if wrong else 0
