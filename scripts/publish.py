"""Turns an audited candidate into a release under dist/, in one atomic step.

A release is a folder dist/releases/<build_id>; dist/current is a relative link to it, and the names that people use
(dist/handleplan.duckdb ...) are relative links through it. So one rename switches all at once: who holds the old file
keeps reading it, who opens the name gets either the old release or the new one, whole. A program that needs file and
manifest of one release resolves dist/current once and opens both in the folder that it finds.
"""

import contextlib
import graphlib
import hashlib
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
from contents import KEPT_SCHEMAS, describe, tables

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SCHEMA_VERSION = "1"
DATABASE = "handleplan.duckdb"
MANIFEST = "handleplan.manifest.json"
# What a release may have besides, by the part that makes it: a module with write(release: Path), and its names.
PARTS = {"docs": ("docs",), "overview": ("overview", "data", "handleplan.xlsx")}


class PublishError(Exception):
    """The release could not be made; what was published before stands untouched."""


def tables_in_key_order(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The kept tables, each after the ones that its foreign keys point at."""
    order = graphlib.TopologicalSorter({table: set() for table in tables(connection, database)})
    for schema, table, referenced in connection.execute(
        "select schema_name, table_name, referenced_table from duckdb_constraints() "
        "where database_name = ? and constraint_type = 'FOREIGN KEY'",
        [database],
    ).fetchall():
        order.add(f"{schema}.{table}", f"{schema}.{referenced}")
    return list(order.static_order())


def copy_kept_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    """Copies the kept schemas of `handleplan` to `dst` with keys, checks and comments."""
    connection.execute("copy from database handleplan to dst (schema)")
    dropped = connection.execute(
        "select schema_name from duckdb_schemas() "
        "where database_name = 'dst' and not internal and schema_name <> 'main' and not list_contains(?, schema_name)",
        [list(KEPT_SCHEMAS)],
    ).fetchall()
    for (schema,) in dropped:
        connection.execute(f"drop schema dst.{schema} cascade")
    for table in tables_in_key_order(connection, "handleplan"):
        connection.execute(f"insert into dst.{table} select * from handleplan.{table} order by all")


def write_checks(connection: duckdb.DuckDBPyConnection, checks: list[dict]) -> None:
    """Writes audit.audit_checks: the proof that was run is part of what is published."""
    connection.execute(
        "create table dst.audit.audit_checks (check_id varchar primary key, protects varchar not null, "
        "description varchar not null, rows_in_scope bigint not null, failures bigint not null)"
    )
    comments = {
        "check_id": "Name of the check in the project.",
        "protects": "The models that the check reads.",
        "description": "What the check holds to be true.",
        "rows_in_scope": "Rows of the models that the check reads.",
        "failures": "Rows that failed: 0 in a published file.",
    }
    connection.execute(
        "comment on table dst.audit.audit_checks is "
        "'The checks that ran on this build before it was published. One row per check.'"
    )
    for column, comment in comments.items():
        connection.execute(f"comment on column dst.audit.audit_checks.{column} is '{comment}'")
    connection.executemany(
        "insert into dst.audit.audit_checks values (?, ?, ?, ?, ?)",
        [list(check.values()) for check in sorted(checks, key=lambda check: check["check_id"])],
    )


def write_about(connection: duckdb.DuckDBPyConnection, build_id: str) -> None:
    """Writes main.about, which a client shows first, for somebody who has only the file."""
    documents = connection.execute(
        "select string_agg(title_da || ' (' || issued_on || ')', '; ' order by document_no), "
        "string_agg(title_en || ' (' || issued_on || ')', '; ' order by document_no) from dst.marts.dim_document"
    ).fetchone()
    checks = connection.execute("select count(*) from dst.audit.audit_checks").fetchone()[0]
    lines = [
        (
            "what",
            "Hvilke penge kommunale handleplaner har fået og har nu, efter initiativ, år og kilde, i kroner.",
            "What money municipal action plans have had and have now, by initiative, year and source, in kroner.",
        ),
        ("documents", documents[0], documents[1]),
        (
            "begin",
            "marts.rpt_plan_overview er overblikket; marts.fct_allocation er pengene, én gang; "
            "audit.audit_trace fører hvert tal tilbage til brevets celle.",
            "marts.rpt_plan_overview is the overview; marts.fct_allocation is the money, once; "
            "audit.audit_trace leads each figure back to the printed cell.",
        ),
        (
            "caution",
            "Prisniveauer er blandede, som i brevene: summer er nominelle. Tilsagn (marts.fct_grant_commitment) "
            "lægges ikke til de afsatte midler.",
            "Price levels are mixed, as in the letters: sums are nominal. Grant commitments "
            "(marts.fct_grant_commitment) are not added to allocations.",
        ),
        (
            "proof",
            f"{checks} kontroller er kørt uden fejl; se audit.audit_checks.",
            f"{checks} checks ran without a failure; see audit.audit_checks.",
        ),
        ("build", build_id, build_id),
    ]
    connection.execute(
        "create table dst.main.about (line_no integer primary key, topic varchar not null, "
        "text_da varchar not null, text_en varchar not null)"
    )
    connection.execute(
        "comment on table dst.main.about is "
        "'Who this file is: what it holds, from which documents, where to begin, which build. One row per topic.'"
    )
    for column, comment in {
        "line_no": "Order in which to read.",
        "topic": "What the line tells of.",
        "text_da": "The text in Danish.",
        "text_en": "The text in English.",
    }.items():
        connection.execute(f"comment on column dst.main.about.{column} is '{comment}'")
    connection.executemany(
        "insert into dst.main.about values (?, ?, ?, ?)", [[number, *line] for number, line in enumerate(lines, 1)]
    )


def commit_of_tree() -> tuple[str, bool]:
    """The commit that is built from and whether the tree differs from it; ('unknown', True) outside git."""
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
        status = subprocess.run(
            ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return "unknown", True
    return commit, bool(status.strip())


def make_manifest(connection: duckdb.DuckDBPyConnection, versions: dict[str, str]) -> dict:
    """Describes what is published. Holds no wall-clock time: equal input gives an equal manifest on every machine."""
    commit, is_dirty = commit_of_tree()
    sums = connection.execute(
        "select plan_id, year, cast(sum(amount_dkk) as varchar) from dst.marts.fct_allocation group by all order by all"
    ).fetchall()
    documents = connection.execute(
        "select document_id, cast(issued_on as varchar) from dst.marts.dim_document order by document_no"
    ).fetchall()
    audit = connection.execute(
        "select (select count(*) from dst.audit.audit_reconciliation), "
        "(select count(*) from dst.audit.audit_reconciliation where is_reconciled), "
        "(select count(*) from dst.audit.audit_controls), (select count(*) from dst.audit.audit_controls where holds), "
        "(select count(*) from dst.audit.audit_checks), (select sum(failures)::bigint from dst.audit.audit_checks)"
    ).fetchone()
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "versions": versions,
        "commit": commit,
        "is_dirty": is_dirty,
        "documents": [{"document_id": key, "issued_on": issued_on} for key, issued_on in documents],
        "tables": describe(connection, "dst"),
        "sums_dkk": [{"plan_id": plan_id, "year": year, "amount_dkk": amount} for plan_id, year, amount in sums],
        "audit": dict(
            zip(
                ["totals", "totals_reconciled", "controls", "controls_held", "checks", "check_failures"],
                audit,
                strict=True,
            )
        ),
    }
    canonical = json.dumps(manifest, sort_keys=True, ensure_ascii=False)
    return {"build_id": hashlib.sha256(canonical.encode()).hexdigest()[:12], **manifest}


def reopen_and_compare(folder: Path) -> None:
    """Opens the written file in a new process, read-only, and compares it with its manifest."""
    verified = subprocess.run(
        [sys.executable, Path(__file__).with_name("verify.py"), folder / DATABASE, "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    if verified.returncode != 0:
        told = verified.stderr.strip() or f"verify ended with {verified.returncode}"
        raise PublishError(f"the written file is not what was built: {told}")


def sql_text(path: Path) -> str:
    """A path as SQL writes a text: a quote in the name of a folder is doubled."""
    return "'" + str(path).replace("'", "''") + "'"


def sync(path: Path) -> None:
    """Waits until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def switch_link(link: Path, target: str) -> None:
    """Points a link at a target by one rename; a name that is a link already and points there is left alone."""
    if link.is_symlink() and str(link.readlink()) == target:
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)


def current_release() -> str | None:
    """The name of the release that dist/current points at, be it there or not; None before the first."""
    current = DIST / "current"
    return current.readlink().name if current.is_symlink() else None


def standing() -> str:
    """What dist/ holds at this moment, for the last line of a message."""
    try:
        manifest = json.loads((DIST / MANIFEST).read_text(encoding="utf-8"))
        return f"{DIST.name}/{DATABASE} is build {manifest['build_id']}"
    except (OSError, ValueError, KeyError):
        return f"{DIST.name}/ holds no release that can be read"


def write_parts(folder: Path, parts: Sequence[str]) -> list[str]:
    """Has the parts make their pages and downloads from the files of the release; returns the names that it has."""
    for part in parts:
        importlib.import_module(f"part_{part}").write(folder)
    return [DATABASE, MANIFEST, *[name for part in parts for name in PARTS[part]]]


def unlink_missing() -> None:
    """Removes the links to what the current release does not have: no page stays that tells of other figures."""
    for names in PARTS.values():
        for name in names:
            if (DIST / name).is_symlink() and not (DIST / name).exists():
                (DIST / name).unlink()


def refuse_foreign_names() -> None:
    """Raises when a name that a release needs is taken by what no build made: it may be somebody's only copy."""
    for name in ("current", DATABASE, MANIFEST, *[name for names in PARTS.values() for name in names]):
        # A link is not followed: what it points at may be unreadable, and is none of our business.
        if not (DIST / name).is_symlink() and (DIST / name).exists():
            raise PublishError(f"{DIST.name}/{name} is no link made by a build: move it away, then build again")


def clear_what_died() -> None:
    """Removes what a killed build left in dist/. Call it only with the build lock held."""
    for left in [*DIST.glob("releases/.new-*"), *DIST.glob(".*.new")]:
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def prune_releases(keep: set[str | None]) -> None:
    """Removes all releases but those named; the one before stays, so that a reader about to open it never misses.

    The new release stands by now, so one that cannot be removed is told and no fault.
    """
    for release in (DIST / "releases").iterdir():
        if release.is_dir() and release.name not in keep:
            try:
                shutil.rmtree(release)
            except OSError as error:
                print(f"publish: an old release is left over, remove it by hand: {error}", file=sys.stderr)
    # Else power cuts right after many publishes would bring all of them back, and fill the disk.
    sync(DIST / "releases")


def publish(candidate: Path, checks: list[dict], versions: dict[str, str], parts: Sequence[str] = ()) -> dict:
    """Publishes an audited candidate, with the parts named; returns its manifest.

    Call it only with the build lock held. Raises PublishError, OSError or duckdb.Error; whenever it does, dist/ holds
    the last release or the new one, whole.
    """
    releases = DIST / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    refuse_foreign_names()
    clear_what_died()
    previous = current_release()
    folder = releases / f".new-{os.getpid()}"
    folder.mkdir()
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach {sql_text(candidate)} as handleplan (read_only)")
            connection.execute(
                f"attach {sql_text(folder / DATABASE)} as dst (storage_version 'v1.0.0', block_size 16384)"
            )
            copy_kept_schemas(connection)
            write_checks(connection, checks)
            manifest = make_manifest(connection, versions)
            write_about(connection, manifest["build_id"])
            connection.execute("detach dst")
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        reopen_and_compare(folder)
        names = write_parts(folder, parts)
        for written in [*folder.rglob("*"), folder]:
            if written.is_file():
                written.chmod(0o444)
            sync(written)
        folder = folder.rename(free_release_name(manifest["build_id"]))
        # The names stand before the first release does, so that file and manifest appear at once, by the same rename.
        for name in names:
            switch_link(DIST / name, f"current/{name}")
        for changed in (releases, DIST, DIST.parent):
            sync(changed)
        switch_link(DIST / "current", f"releases/{folder.name}")
    except BaseException:
        # What is told is the first error, not one met in tidying up after it.
        with contextlib.suppress(OSError):
            clear_what_died()
            if folder.name != current_release():
                shutil.rmtree(folder)
        raise
    unlink_missing()
    sync(DIST)
    prune_releases({folder.name, previous})
    return manifest


def free_release_name(build_id: str) -> Path:
    """The folder of a new release: its build_id, with a number where a release of equal content is there already."""
    releases = DIST / "releases"
    release, copy_no = releases / build_id, 1
    while release.exists():
        copy_no += 1
        release = releases / f"{build_id}-{copy_no}"
    return release
