"""The checks of `make clients` with the client that is installed here; the other clients need a package registry."""

import re
import shutil

import duckdb
import pytest

from conftest import ROOT, run_evidence

GUIDE = ROOT / "docs" / "connect.md"


def outcome(done) -> list[str]:
    """The checks that did not hold, by the table."""
    header, line = (re.split(r"  +", row.strip()) for row in done.stdout.splitlines()[:2])
    return [check for check, cell in zip(header, line, strict=True) if cell == "no"]


@pytest.fixture
def release(published, tmp_path):
    """A copy of the published file and its manifest, to spoil."""
    for name in ("handleplan.duckdb", "handleplan.manifest.json"):
        shutil.copy(published.with_name(name), tmp_path / name)
    return tmp_path / "handleplan.duckdb"


def spoil(database, statement: str) -> None:
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)
    database.chmod(0o444)


def test_the_installed_client_reads_all_and_is_refused_to_write(project):
    done = run_evidence(project, "clients", "--client", "installed")
    assert done.returncode == 0, done.stderr
    assert outcome(done) == []
    # As root it would prove nothing: root may write to any file.
    refusal = re.search(r"Opened for writing as user (\d+): (.*)", done.stdout)
    assert refusal[1] != "0"
    assert "Permission denied" in refusal[2]


def test_a_file_that_can_be_written_is_told_and_not_touched(project, release):
    release.chmod(0o644)
    before = release.read_bytes()
    done = run_evidence(project, "clients", "--client", "installed", str(release))
    assert done.returncode == 1
    assert outcome(done) == ["not writable"]
    assert "it was opened; it was attached" in done.stderr
    assert release.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "checks"),
    [
        ("create view main.plans as from handleplan.marts.dim_plan", ["comments", "any name"]),
        ("comment on column marts.dim_plan.plan_id is null", ["comments"]),
        ("comment on table marts.dim_plan is ''", ["comments"]),
        ("update marts.fct_allocation set amount_dkk = amount_dkk + 1 where component_no = 1", ["money", "any name"]),
    ],
)
def test_a_file_that_is_not_as_promised_is_told(project, release, statement, checks):
    spoil(release, statement)
    done = run_evidence(project, "clients", "--client", "installed", str(release))
    assert done.returncode == 1
    assert outcome(done) == checks
    assert done.stderr.count("clients: installed, ") == len(checks)


def test_a_file_that_no_client_can_open_is_told(project, release):
    release.chmod(0o644)
    release.write_bytes(b"no database" * 1000)
    release.chmod(0o444)
    done = run_evidence(project, "clients", "--client", "installed", str(release))
    assert done.returncode == 1
    assert "opens" in outcome(done)


def test_a_file_that_is_not_there_is_told(project, tmp_path):
    done = run_evidence(project, "clients", "--client", "installed", str(tmp_path / "handleplan.duckdb"))
    assert done.returncode == 2
    assert "run `make build` first" in done.stderr


def test_the_guide_shows_the_answer_of_the_file(published):
    query, answer = re.search(r"```sql\n(.*?)```\s+```text\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S).groups()
    with duckdb.connect(str(published), read_only=True) as connection:
        found = connection.execute(query)
        lines = [[column[0] for column in found.description], *found.fetchall()]
    assert [line.split() for line in answer.strip().splitlines()] == [[str(cell) for cell in line] for line in lines]


def test_the_guide_names_every_client_that_is_checked():
    from evidence.clients import clients

    guide = GUIDE.read_text(encoding="utf-8")
    assert [client.name for client in clients.CLIENTS if client.name not in guide] == []
