"""A stranger's first minutes, in a folder of any name: `make build`, and a second command."""

import json

import pytest

from conftest import FIRST_MINUTES


def test_a_clean_copy_builds_and_a_second_run_installs_nothing(request, project):
    if not request.config.getoption("with_environment"):
        pytest.skip("only `make test` installs the packages again")
    built, verified, left = json.loads((project / FIRST_MINUTES).read_text(encoding="utf-8"))
    assert "environment: installing" in built
    assert "Printed totals reconciled: 41 of 41" in built
    assert "installing" not in verified
    assert left == "", "a build must change no file, and leave none that git does not ignore"
