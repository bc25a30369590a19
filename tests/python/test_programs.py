"""The programs in scripts/: help, verify, and the environment's messages."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import duckdb
import pytest
from click.testing import CliRunner

from conftest import ROOT, replace_once, run_evidence, run_program, write_tables
from handleplan.cli import main


def test_help_gives_an_example_of_every_command():
    """Derived from the program, so that a new command is asked too."""
    for name, command in main.commands.items():
        text = CliRunner().invoke(main, [name, "--help"]).output
        assert "Example:" in text, name
        assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option)), name


def test_help_says_what_an_evidence_program_does():
    programs = re.search(r"one of (.*)", run_evidence(ROOT, "--help").stdout)[1].split(", ")
    assert len(programs) > 5
    for name in programs:
        if name == "spark":
            continue
        helped = run_evidence(ROOT, name, "--help")
        assert helped.returncode == 0, name
        assert len(helped.stdout.splitlines()) > 3


def test_make_help_lists_the_commands():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "make build " in told
    assert "make test " in told


def test_verify_accepts_a_copy_elsewhere(project, tmp_path):
    for name in ("handleplan.duckdb", "handleplan.manifest.json"):
        shutil.copy(project / "dist" / name, tmp_path / name)
    verified = run_program(project, "verify", str(tmp_path / "handleplan.duckdb"))
    assert verified.returncode == 0, verified.stderr


def test_verify_names_the_table_that_differs(project, tmp_path):
    for name in ("handleplan.duckdb", "handleplan.manifest.json"):
        shutil.copy(project / "dist" / name, tmp_path / name)
    copied = tmp_path / "handleplan.duckdb"
    copied.chmod(0o644)
    with duckdb.connect(str(copied)) as connection:
        connection.execute("update audit.audit_evidence set amount_dkk = amount_dkk + 1 where grade = 'inferred'")
    verified = run_program(project, "verify", str(copied))
    assert verified.returncode == 1
    assert "audit.audit_evidence" in verified.stderr
    assert "fct_allocation" not in verified.stderr


def test_diff_tells_what_a_candidate_would_change_and_which_row_says_so(broken_project, chain_of):
    chain = chain_of()
    raw = chain.seeds / "seeds" / "raw"
    line = replace_once(raw / "raw_allocations.csv", "letter_2026,2,3,2,700,,", "letter_2026,2,3,2,800,,")
    for old, new in (
        ("2,row_total,3,4,2.100", "2,row_total,3,4,2.200"),
        ("2,column_total,,2,7.800", "2,column_total,,2,7.900"),
        ("2,table_total,,4,24.400", "2,table_total,,4,24.500"),
    ):
        replace_once(raw / "raw_printed_totals.csv", f"letter_2026,{old}", f"letter_2026,{new}")
    assert chain.run([chain.key("raw_allocations"), chain.key("raw_printed_totals")]) == []
    candidate = broken_project / "build" / "handleplan.duckdb"
    candidate.unlink()
    write_tables(chain, candidate)
    told = run_program(broken_project, "diff").stdout
    assert told.startswith(f"seeds/raw/raw_allocations.csv:{line}: changed: letter_2026, table 2, row 3, 2025")
    assert "old 700000.00 kr." in told
    assert "new 800000.00 kr." in told
    assert told.count("changed:") == 1


@pytest.fixture
def bare_machine(tmp_path):
    """A folder of commands that holds a shell and little more, to stand for a machine that lacks things."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("sh", "dirname", "cksum", "cat", "rm", "tail"):
        (commands / name).symlink_to(shutil.which(name))
    project = tmp_path / "project"
    shutil.copytree(ROOT / "scripts", project / "scripts")
    shutil.copytree(ROOT / "locks", project / "locks")

    def run(**environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["sh", "scripts/environment.sh", "build"],
            cwd=project,
            env={"PATH": str(commands), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    run.commands = commands
    return run


def test_a_machine_without_python_is_told_what_to_install(bare_machine):
    told = bare_machine()
    assert told.returncode == 2
    assert "Python 3.11, 3.12 or 3.13 is needed" in told.stderr
    assert "apt-get install python3" in told.stderr


def test_a_python_without_venv_is_told_what_to_install(bare_machine):
    python = bare_machine.commands / "python3"
    python.write_text(f'#!/bin/sh\ncase "$3" in *venv*) exit 1 ;; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    told = bare_machine()
    assert told.returncode == 2
    assert "has no venv module" in told.stderr


def test_a_machine_without_network_is_told_what_is_missing(bare_machine, tmp_path):
    real = Path(os.path.realpath(sys.executable))
    (bare_machine.commands / "python3").symlink_to(real)
    empty = tmp_path / "empty"
    empty.mkdir()
    told = bare_machine(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(empty), PIP_CONFIG_FILE=os.devnull)
    assert told.returncode == 2
    assert "A reachable Python package registry is needed" in told.stderr
    assert not (tmp_path / "project" / ".venv").exists()
