"""The manifest of a release: what is published, from which sources, made by which versions."""

import hashlib
import json
import sys

import duckdb

from handleplan.database import contents, one_row, tables
from handleplan.release.sources import NoCommitError, commit_of_tree, hash_of_sources

SCHEMA_VERSION = "1"


def make_manifest(connection: duckdb.DuckDBPyConnection, versions: dict[str, str], known: dict[str, dict]) -> dict:
    """Describes what is published. Holds no wall-clock time: equal input gives an equal manifest on every machine.

    A table whose rows and hash are known is not read again.
    """
    try:
        commit, is_dirty = commit_of_tree()
    except NoCommitError as why:
        commit, is_dirty = "unknown", True
        print(f"publish: the manifest names no commit: {why}", file=sys.stderr)
    sums = connection.execute(
        "select plan_id, year, cast(sum(amount_dkk) as varchar) from dst.marts.fct_allocation group by all order by all"
    ).fetchall()
    documents = connection.execute(
        "select document_id, cast(issued_on as varchar) from dst.marts.dim_document order by document_no"
    ).fetchall()
    audit = one_row(
        connection,
        "select (select count(*) from dst.audit.audit_reconciliation), "
        "(select count(*) from dst.audit.audit_reconciliation where is_reconciled), "
        "(select count(*) from dst.audit.audit_controls), (select count(*) from dst.audit.audit_controls where holds), "
        "(select count(*) from dst.audit.audit_checks), (select sum(failures)::bigint from dst.audit.audit_checks)",
    )
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "versions": versions,
        "commit": commit,
        "is_dirty": is_dirty,
        "sources_sha256": hash_of_sources(),
        "documents": [{"document_id": key, "issued_on": issued_on} for key, issued_on in documents],
        "tables": {
            table: known.get(table) or contents(connection, f"dst.{table}") for table in tables(connection, "dst")
        },
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
