"""The folder that releases are published in: its links, its releases, and what a killed build left there.

A release is a folder releases/<build_id>; `current` is a relative link to it, and the names that people use
(handleplan.duckdb ...) are relative links through it. So one rename switches all at once: a client that holds the old
file keeps reading it, one that opens the name gets either the old release or the new one, whole. A program that needs
file and manifest of one release resolves `current` once and opens both in the folder that it finds.
"""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handleplan.errors import EnvironmentFaultError
from handleplan.paths import DATABASE, MANIFEST


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


@dataclass(frozen=True)
class ReleaseFolder:
    """A folder of releases. Only the holder of its lock may call what changes it."""

    path: Path

    @property
    def releases(self) -> Path:
        """The folder that holds a folder for each release."""
        return self.path / "releases"

    @property
    def lock(self) -> Path:
        """The file whose lock a publish holds: it stands with the releases, which several clones may share."""
        return self.path / ".lock"

    @property
    def database(self) -> Path:
        """The name under which people open the published file."""
        return self.path / DATABASE

    def current_name(self) -> str | None:
        """The name of the release that `current` points at, be it there or not; None before the first."""
        current = self.path / "current"
        return current.readlink().name if current.is_symlink() else None

    def has(self, name: str) -> bool:
        """Whether the current release has something of that name; one that cannot be entered has nothing."""
        try:
            return (self.path / "current" / name).exists()
        except OSError:
            return False

    def says(self) -> str:
        """What the folder holds at this moment, for the last line of a message."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
            return f"{self.path.name}/{DATABASE} is build {manifest['build_id']}"
        except (OSError, ValueError, KeyError):
            return f"{self.path.name}/ holds no release that can be read"

    def refuse_foreign_names(self, names: Iterable[str]) -> None:
        """Raises when a name that a release needs is taken by what no build made: it may be somebody's only copy."""
        for name in ("current", *names):
            # A link is not followed: what it points at may be unreadable, and is none of our business.
            if not (self.path / name).is_symlink() and (self.path / name).exists():
                raise EnvironmentFaultError(
                    f"{self.path.name}/{name} is no link made by a build: move it away, then build again"
                )

    def clear_what_died(self) -> None:
        """Removes what a killed build left."""
        for left in [*self.path.glob("releases/.new-*"), *self.path.glob(".*.new")]:
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()

    def free_release(self, build_id: str) -> Path:
        """The folder of a new release: its build_id, with a number where one of equal content is there already."""
        release, copy_no = self.releases / build_id, 1
        while release.exists():
            copy_no += 1
            release = self.releases / f"{build_id}-{copy_no}"
        return release

    def switch_to(self, release: Path, names: Iterable[str]) -> None:
        """Makes a finished release the current one."""
        # The names stand before the first release does, so that file and manifest appear at once, by the same rename.
        for name in names:
            switch_link(self.path / name, f"current/{name}")
        for changed in (self.releases, self.path, self.path.parent):
            sync(changed)
        switch_link(self.path / "current", f"releases/{release.name}")

    def unlink_missing(self, names: Iterable[str]) -> None:
        """Removes the links to what the current release does not have: no page of other figures is left behind."""
        for name in names:
            if (self.path / name).is_symlink() and not (self.path / name).exists():
                (self.path / name).unlink()
        sync(self.path)

    def discard(self, release: Path) -> None:
        """Removes a release that could not be made current, as far as that is possible."""
        with contextlib.suppress(OSError):
            self.clear_what_died()
            if release.name != self.current_name():
                shutil.rmtree(release)

    def prune(self, keep: set[str | None]) -> None:
        """Removes all releases but those named; the one before stays, so that a reader about to open it never misses.

        The new release is published by now, so one that cannot be removed is reported and ends nothing.
        """
        for release in self.releases.iterdir():
            if release.is_dir() and release.name not in keep:
                try:
                    shutil.rmtree(release)
                except OSError as error:
                    print(f"publish: an old release is left over, remove it by hand: {error}", file=sys.stderr)
        # Else power cuts right after many publishes would bring all of them back, and fill the disk.
        sync(self.releases)
