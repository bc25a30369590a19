"""A stranger's first minutes: clone, `make build`, and a second command."""

import subprocess

import pytest

from conftest import ROOT


def test_a_clean_clone_builds_and_a_second_run_installs_nothing(tmp_path):
    clone = tmp_path / "clone"
    cloned = subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], capture_output=True, check=False)
    if cloned.returncode != 0:
        pytest.skip("this tree is no git repository, so it cannot be cloned")
    first = subprocess.run(["make", "build"], cwd=clone, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "environment: installing" in first.stdout
    assert "Printed totals reconciled: 41 of 41" in first.stdout
    # Any command asks for the environment; this one does not build everything again.
    second = subprocess.run(["make", "verify"], cwd=clone, capture_output=True, text=True, check=False)
    assert second.returncode == 0, second.stderr
    assert "installing" not in second.stdout
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert status.stdout == "", "a build must leave no file that git does not ignore"
