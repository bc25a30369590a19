"""What a release was made from: a hash of the project's files and, where git knows it, the commit."""

import hashlib
import subprocess
from pathlib import Path

from handleplan.paths import ROOT
from handleplan.surroundings import environment

# What decides the figures and the checks. Threads and folders, in profiles.yml, do not.
SOURCES = ("dbt_project.yml", "macros", "models", "scripts", "seeds", "tests/meta", "tests/reconciliation")


class NoCommitError(Exception):
    """The files are no commit that can be named; the text says why."""


def hash_of_sources(root: Path = ROOT) -> str:
    """The SHA-256 of names and contents of all sources, in the order of their names; it needs no git."""
    files = [path for name in SOURCES for path in (root / name, *(root / name).rglob("*")) if path.is_file()]
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in files):
        if "__pycache__" not in name and not path.name.startswith("."):
            total.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n".encode())
    return total.hexdigest()


def _git(root: Path, *arguments: str) -> str:
    """What git says in a folder. Raises NoCommitError with its words when it refuses."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, env=environment(LC_ALL="C"), capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise NoCommitError(f"git cannot be run ({error.strerror})") from error
    if done.returncode == 0:
        return done.stdout.strip()
    if "dubious ownership" in done.stderr:
        raise NoCommitError(
            f"the folder is another user's, and git does not trust it ({root}); "
            "if you do: git config --global --add safe.directory FOLDER"
        )
    raise NoCommitError((done.stderr.strip().splitlines() or ["git says nothing"])[0])


def commit_of_tree(root: Path = ROOT) -> tuple[str, bool]:
    """The commit that is built from, and whether the tree differs from it.

    Raises NoCommitError when there is none: also when the nearest repository is another one, or does not track these
    files, as where an archive was unpacked.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel"))
    if top.resolve() != root.resolve():
        raise NoCommitError(f"the folder is no repository, but lies in another ({top})")
    if not _git(root, "ls-files", "dbt_project.yml"):
        raise NoCommitError("the repository does not track the project's files")
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    return commit, bool(_git(root, "status", "--porcelain", "--untracked-files=normal"))
