"""Turns an audited candidate into a release, in one atomic step."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import duckdb

from handleplan.database import sql_text
from handleplan.errors import EnvironmentFaultError
from handleplan.paths import DATABASE, MANIFEST, SUMS, program
from handleplan.release.contents import copy_kept_schemas, mend_comments, write_about, write_checks, write_metrics
from handleplan.release.folder import ReleaseFolder, sync
from handleplan.release.increment import Bulk, Increment, keep_inputs, merge_into
from handleplan.release.lock import only_build
from handleplan.release.manifest import make_manifest
from handleplan.release.parts import PARTS, names_of

OWN_NAMES = (DATABASE, MANIFEST, SUMS)
ALL_NAMES = (*OWN_NAMES, *names_of(list(PARTS)))


def write_database(
    candidate: Path, release: Path, checks: list[dict], versions: dict[str, str], increment: Increment | None
) -> dict:
    """Writes the file of a release and its manifest, and compares the two; returns the manifest."""
    if increment:
        shutil.copyfile(increment.base / DATABASE, release / DATABASE)
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(candidate)} as handleplan (read_only)")
        connection.execute(f"attach {sql_text(release / DATABASE)} as dst (storage_version 'v1.0.0', block_size 16384)")
        known = {}
        if increment:
            known = merge_into(connection, increment)
        else:
            copy_kept_schemas(connection)
            mend_comments(connection)
        write_checks(connection, checks)
        manifest = make_manifest(connection, versions, known)
        write_about(connection, manifest)
        write_metrics(connection)
        connection.execute("detach dst")
    (release / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    reopen_and_compare(release)
    return manifest


def reopen_and_compare(release: Path) -> None:
    """Opens the written file in a new process, read-only, and compares it with its manifest."""
    verified = subprocess.run(
        program("verify", release / DATABASE, "--quiet"), capture_output=True, text=True, check=False
    )
    if verified.returncode != 0:
        said = verified.stderr.strip() or f"verify ended with {verified.returncode}"
        raise EnvironmentFaultError(f"the written file is not what was built: {said}")


def write_sums(release: Path) -> None:
    """Writes the SHA-256 of each file of a release, for `sha256sum -c SHA256SUMS` in its folder."""
    names = sorted(path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((release / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (release / SUMS).write_text("".join(lines), encoding="utf-8")


def finish(release: Path) -> None:
    """Makes all files of a release read-only and waits until they are on the disk."""
    for written in [*release.rglob("*"), release]:
        if written.is_file():
            written.chmod(0o444)
        sync(written)


def _make_ready(folder: ReleaseFolder, increment: Increment | None) -> str | None:
    """Makes a folder ready for a new release; returns the name of the current one."""
    folder.releases.mkdir(parents=True, exist_ok=True)
    folder.refuse_foreign_names(ALL_NAMES)
    folder.clear_what_died()
    current = folder.current_name()
    if increment and increment.base.name != current:
        raise EnvironmentFaultError(f"another build has published in {folder.path} meanwhile: build again")
    return current


def publish(
    candidate: Path,
    folder: ReleaseFolder,
    checks: list[dict],
    versions: dict[str, str],
    parts: Sequence[str] = (),
    bulk: Bulk | None = None,
) -> dict:
    """Publishes an audited candidate, with the parts named; returns its manifest.

    Waits while another build, of any clone, publishes in the folder. Raises EnvironmentFaultError, OSError or
    duckdb.Error; whenever it does, the folder holds the last release or the new one, whole.
    """
    increment = bulk.increment if bulk else None
    with only_build(folder.lock, f"publish: waiting for another build to publish in {folder.path}"):
        previous = _make_ready(folder, increment)
        release = folder.releases / f".new-{os.getpid()}"
        release.mkdir()
        try:
            manifest = write_database(candidate, release, checks, versions, increment)
            if bulk:
                keep_inputs(candidate, release, increment)
            for part in parts:
                PARTS[part].write(release)
            write_sums(release)
            finish(release)
            release = release.rename(folder.free_release(manifest["build_id"]))
            folder.switch_to(release, [*OWN_NAMES, *names_of(list(parts))])
        except BaseException:
            # The first error is raised, not one met in tidying up after it.
            folder.discard(release)
            raise
        folder.unlink_missing(ALL_NAMES)
        folder.prune({release.name, previous})
        return manifest
