"""Opens the published file with every supported client, old and new, and prints a table of clients and checks.

Each client has an environment of its own under build/clients, made once from a package registry. The checks work on a
copy, laid out as dist/ is and with the same mode, so that one that fails cannot harm what is published; as root they
run as the user `nobody`, who owns the copy and its folder, so that only the file's mode prevents writing.
Exit status: 0 all checks pass in all clients, 1 one fails, 2 a client or the file is missing.
"""

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from handleplan.errors import EnvironmentFaultError
from handleplan.paths import ROOT

ENVIRONMENTS = ROOT / "build" / "clients"
CHECKS_BY = Path(__file__).parent
DEFAULT = ROOT / "dist" / "handleplan.duckdb"
MANIFEST = "handleplan.manifest.json"


@dataclass(frozen=True)
class Client:
    """A client: how it opens a file (a way of check.py, or node), and all of its packages, in exact versions."""

    name: str
    way: str
    packages: tuple[str, ...]


CLIENTS = (
    *(
        Client(f"Python {version}", "duckdb", (f"duckdb=={version}",))
        for version in ("1.1.3", "1.2.2", "1.3.2", "1.4.5", "1.5.6", "2.0.0")
    ),
    Client(
        "ADBC 1.5.6",
        "adbc",
        ("duckdb==1.5.6", "adbc-driver-manager==1.13.0", "pyarrow==26.0.1", "typing-extensions==4.16.0"),
    ),
    Client(
        "SQLAlchemy 1.4.54",
        "sqlalchemy",
        ("duckdb==1.5.6", "duckdb-engine==0.17.0", "sqlalchemy==1.4.54", "greenlet==3.5.6", "packaging==26.3"),
    ),
    Client("Node 1.5.6", "node", ("@duckdb/node-api@1.5.6-r.1", "detect-libc@2.1.2")),
)
INSTALLED = Client("installed", "duckdb", ())
# What no tool may do whose SQL is typed by people or agents: read, write or unlock beyond the file.
OUTSIDE = (
    "select content from read_text('/etc/hostname')",
    "copy (select 1) to 'left_behind.csv'",
    "set enable_external_access = true",
)
CHECKS = ("opens", "money", "comments", "any name", "not writable")


class NotThereError(EnvironmentFaultError):
    """A client or the file cannot be checked at all."""


def run(*command: str | Path, what: str, stdin: str | None = None, cwd: Path | None = None) -> str:
    """Runs a command; returns what it printed, or says what could not be done."""
    parts = [str(part) for part in command]
    try:
        done = subprocess.run(parts, input=stdin, capture_output=True, text=True, check=False, cwd=cwd)
    except OSError as error:
        raise NotThereError(f"{what}: {error}") from error
    if done.returncode != 0:
        raise NotThereError(f"{what}: {' '.join((done.stderr or done.stdout).split())[-400:]}")
    return done.stdout


def installed_once(folder: Path, name: str, wanted: str, install: Callable[[], None]) -> Path:
    """A folder that something is installed in, now unless it was from these very packages before."""
    made_from = folder / "made-from"
    if not made_from.is_file() or made_from.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"clients: installing {name} (once)", file=sys.stderr, flush=True)
        install()
        made_from.write_text(wanted, encoding="utf-8")
    return folder


def npm_install(folder: Path, *packages: str) -> None:
    """Installs packages of npm into a folder: those named, or those of its lock."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise NotThereError("node and npm are needed (Debian and Ubuntu: apt-get install nodejs npm)")
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    run("npm", "install", "--prefix", folder, *quiet, *packages, what="npm install")


def pip_install(folder: Path, *wanted: str | Path) -> None:
    """Makes an environment of Python in a folder and installs what is named, and nothing that it depends on."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, what="making an environment")
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", *wanted, what="pip install")


def locked(name: str) -> Path:
    """An environment of Python made from a hashed lock of locks/, once for each content of it."""
    lock = ROOT / "locks" / f"{name}.txt"
    wanted = "\n".join([sys.version, os.path.realpath(sys.executable), lock.read_text(encoding="utf-8")])
    folder = ENVIRONMENTS / name
    return installed_once(folder, name, wanted, lambda: pip_install(folder, "--require-hashes", "--requirement", lock))


def environment(client: Client) -> Path:
    """The client's environment, made now unless it was made from these very packages before."""
    folder = ENVIRONMENTS / client.name.lower().replace(" ", "-")
    wanted = "\n".join([sys.version, os.path.realpath(sys.executable), *client.packages])

    def install() -> None:
        if client.way == "node":
            npm_install(folder, *client.packages)
            return
        pip_install(folder, "--only-binary", ":all:", *client.packages)

    return installed_once(folder, client.name, wanted, install)


@contextlib.contextmanager
def copy_of(database: Path) -> Iterator[Path]:
    """A copy that anybody can reach, behind links as in dist/; owned by nobody when this is root."""
    with tempfile.TemporaryDirectory(prefix="handleplan-clients-") as made:
        top = Path(made)
        release = top / "releases" / "one"
        release.mkdir(parents=True)
        shutil.copy(database, release / DEFAULT.name)
        (top / "current").symlink_to("releases/one")
        (top / DEFAULT.name).symlink_to(f"current/{DEFAULT.name}")
        for path in (top, release.parent, release):
            path.chmod(0o755)
        if os.geteuid() == 0:
            for path in (top, release.parent, release, release / DEFAULT.name):
                os.chown(path, 65534, 65534)
        yield top / DEFAULT.name


def state(copied: Path) -> tuple[str, list[str]]:
    """The file's bytes, hashed, and what lies in its folder."""
    folder = copied.resolve().parent
    return hashlib.sha256(copied.read_bytes()).hexdigest(), sorted(path.name for path in folder.iterdir())


def facts_of(client: Client, database: Path) -> dict:
    """What the client says of a fresh copy of the file, and whether the copy is still as it was."""
    command: list[str | Path]
    if client is INSTALLED:
        command = [sys.executable, CHECKS_BY / "in_client.py", client.way]
    elif client.way == "node":
        command = ["node", CHECKS_BY / "in_client.mjs", environment(client)]
    else:
        command = [environment(client) / "bin" / "python", CHECKS_BY / "in_client.py", client.way]
    with copy_of(database) as copied:
        before = state(copied)
        facts = json.loads(run(*command, copied, what="the check did not run to its end"))
        return {**facts, "is_as_it_was": state(copied) == before}


def expectation(database: Path) -> list[str]:
    """Rows and sum of marts.fct_allocation by the manifest beside the file, which no client has a part in."""
    manifest = database.with_name(MANIFEST)
    try:
        expected = json.loads(manifest.read_text(encoding="utf-8"))
        total = sum(Decimal(line["amount_dkk"]) for line in expected["sums_dkk"])
        return [str(expected["tables"]["marts.fct_allocation"]["rows"]), str(total)]
    except (OSError, ValueError, KeyError) as error:
        raise NotThereError(f"the manifest {manifest} cannot be read: {error!r}") from error


def answer_of(fact: dict) -> str:
    """A fact in words; of an error its first line, which says what is wrong."""
    return str(fact.get("answer", fact.get("error"))).split("\n")[0]


def not_refused(facts: dict) -> str:
    """What is wrong with how the file takes a read-write open; empty when it refuses it clearly and stays whole."""
    if facts["user"] == 0:
        return "it was tried as root, who may write to any file: that proves nothing"
    attempts = (facts["write"], facts["write_attached"])
    if not all("Permission denied" in attempt.get("error", "") for attempt in attempts):
        return f"it should say 'Permission denied', it says: {'; '.join(answer_of(attempt) for attempt in attempts)}"
    return "" if facts["is_as_it_was"] else "the file or its folder is not as it was before"


def judge(client: Client, facts: dict, expected: list[str]) -> dict[str, str]:
    """What is wrong, by check; empty where the check holds."""
    wrong = {**dict.fromkeys(CHECKS, ""), "not writable": not_refused(facts)}
    if "error" in facts["version"]:
        unread = dict.fromkeys(("money", "comments", "any name"), "it does not open")
        return {**wrong, **unread, "opens": answer_of(facts["version"])}
    if client.packages and facts["version"]["answer"] not in " ".join(client.packages):
        wrong["opens"] = f"the client is {answer_of(facts['version'])}; remove build/clients and try again"
    if facts["money"].get("answer") != expected:
        wrong["money"] = f"rows and sum should be {expected}, it says {answer_of(facts['money'])}"
    tables, described_tables, columns, described_columns = facts["comments"].get("answer", (0, 0, 0, 0))
    if not (tables == described_tables > 0 and columns == described_columns > 0):
        wrong["comments"] = f"tables, described tables, columns, described columns: {answer_of(facts['comments'])}"
    if facts["any_name"].get("answer") != [*expected, "0"]:
        wrong["any name"] = f"rows, sum and views should be {[*expected, '0']}, it says {answer_of(facts['any_name'])}"
    return wrong


def words_of_refusal(facts: dict) -> str:
    """What a read-write open says, without the path of the copy."""
    found = re.search(r"IO Error: .*", facts["write"].get("error", ""))
    return re.sub(r'"[^"]*"', '"..."', found[0]) if found else ""


def check(clients: list[Client], database: Path) -> int:
    """Checks with each client and prints the table; returns the exit status."""
    expected = expectation(database)
    width = max(len(client.name) for client in clients)
    print("  ".join([f"{'Client':{width}}", *CHECKS]))
    findings, missing, refusals = [], [], {}
    for client in clients:
        try:
            facts = facts_of(client, database)
        except (NotThereError, ValueError) as error:
            missing.append(f"{client.name} was not checked: {error}")
            cells = ["-"] * len(CHECKS)
        else:
            wrong = judge(client, facts, expected)
            findings += [f"{client.name}, {name}: {words}" for name, words in wrong.items() if words]
            cells = ["no" if wrong[name] else "yes" for name in CHECKS]
            refusals[words_of_refusal(facts)] = facts["user"]
        row = [f"{cell:{len(name)}}" for name, cell in zip(CHECKS, cells, strict=True)]
        print("  ".join([f"{client.name:{width}}", *row]).rstrip(), flush=True)
    for words, user in refusals.items():
        if words:
            print(f"Opened for writing as user {user}: {words}")
    for line in [*findings, *missing]:
        print(f"clients: {line}", file=sys.stderr)
    return 1 if findings else 2 if missing else 0


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path, nargs="?", default=DEFAULT)
    names = {client.name: client for client in (*CLIENTS, INSTALLED)}
    parser.add_argument(
        "--client",
        metavar="NAME",
        action="append",
        choices=names,
        help=f"only this client (can be given again): {', '.join(names)} (of this environment; installs nothing)",
    )
    arguments = parser.parse_args()
    chosen = [names[name] for name in arguments.client] if arguments.client else list(CLIENTS)
    try:
        if not arguments.database.is_file():
            raise NotThereError(f"{arguments.database} is not there: run `make build` first")
        # Resolved once, so that file and manifest are of one release even when a build switches in between.
        return check(chosen, arguments.database.resolve())
    except (NotThereError, OSError) as error:
        print(f"clients: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
