"""Fixtures: copies of the project to break, and one release built from the tree as it stands."""

import copy
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

import letters
from evidence import evidence
from handleplan.checks import compiled
from handleplan.checks.chain import Chain
from handleplan.files import from_yaml
from handleplan.paths import program
from handleplan.seeds import csv_files
from handleplan.surroundings import environment
from letters import LETTERS, replace_once
from together import Break, Together

ROOT = Path(__file__).resolve().parents[2]
# What a copy of the project said when it was built as a stranger would build it.
FIRST_MINUTES = Path("build") / "first_minutes.json"
# The name of a folder, in which nothing may be taken for syntax.
NASTY = "Økonomi & Indkøb's [2026] (1)"

# What takes longest, so that no process begins it when the others have ended. The first needs the release of all
# tests, and the four after it do not: they run while it is built.
FIRST = (
    "test_surroundings", "test_reading", "test_laws", "test_columns", "test_shared_years", "test_bulk", "test_faults",
    "test_mutants", "test_series_of_letters", "test_programs", "test_refusals", "test_originals", "test_overview",
    "test_candidate", "test_downloads", "test_letter", "test_changes", "test_development_file",
)  # fmt: skip


def pytest_addoption(parser) -> None:
    """What the release of all tests has: `make test-fast` asks for less, `make test` for all."""
    parser.addoption("--without-parts", action="store_true", help="build the release without pages and downloads")
    parser.addoption(
        "--with-environment", action="store_true", help="install the release's packages as a stranger would"
    )


def pytest_collection_modifyitems(items) -> None:
    """Puts the files that take longest first."""
    place = {name: at for at, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(FIRST)))


def copy_project(target: Path) -> Path:
    """Copies the files that git knows or would take, not what earlier builds left behind, nor the fixtures of tests."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/fixtures/"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def without_tests(described: Any) -> Any:
    """What YAML says of resources, less their tests."""
    if isinstance(described, dict):
        return {key: without_tests(one) for key, one in described.items() if key != "data_tests"}
    return [without_tests(one) for one in described] if isinstance(described, list) else described


def small_project(folder: Path, files: dict[str, str]) -> Path:
    """A project that has the seeds of this one without their tests, its macros, and no more than the given files."""
    copy = copy_project(folder)
    groups = (copy / "models" / "exposures.yml").read_text(encoding="utf-8").split("\nexposures:\n")[0]
    for name in ("tests", "models"):
        shutil.rmtree(copy / name)
    kept = (copy / "dbt_project.yml").read_text(encoding="utf-8").split("\nmodels:\n")[0]
    described = {
        path.relative_to(copy).as_posix(): yaml.safe_dump(without_tests(from_yaml(path)))
        for path in copy.glob("seeds/*/*.yml")
    }
    of_models = "\nmodels:\n  handleplan: {+materialized: table}\n"
    given = {"dbt_project.yml": kept + of_models, "models/groups.yml": groups, **described, **files}
    for name, text in given.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    return copy


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder."""
    command = ["git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", *arguments]
    surroundings = environment()
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def as_repository(folder: Path) -> str:
    """Makes a folder a repository with all its files committed; returns the commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    return git(folder, "rev-parse", "HEAD")


def run_program(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Runs the program of a copy of the project, as its Makefile would."""
    return subprocess.run(program(*arguments, root=project), cwd=project, capture_output=True, text=True, check=False)


def run_evidence(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Runs an evidence program of a copy of the project, as its Makefile would."""
    return subprocess.run(evidence(*arguments, root=project), cwd=project, capture_output=True, text=True, check=False)


def rows(chain: Chain, sql: str, **values) -> list[tuple]:
    """What a query on the marts of a chain gives."""
    return chain.connection.execute(sql, values or None).fetchall()


def refused(chain: Chain, seed: str, old: str, new: str) -> list[str]:
    """What is found once a text that stands once in a seed is replaced."""
    replace_once(letters.path_of(chain.seeds, seed), old, new)
    return chain.run([chain.key(seed)])


def make_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that `make` fills for all processes of this test run: the first fills it, the others wait for it.

    Raises AssertionError in every process when the first one's `make` failed: trying again would take as long.
    """
    folder.mkdir(exist_ok=True)
    outcome = folder.with_suffix(".outcome")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not outcome.exists():
            try:
                make(folder)
            except BaseException as error:
                outcome.write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
                raise
            outcome.touch()
    failure = outcome.read_text(encoding="utf-8")
    assert not failure, f"{folder.name} could not be made, in another process: {failure}"
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """The folder of what all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    # pytest-xdist gives each process a folder of its own inside the run's.
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def foreign(tmp_path_factory) -> dict[str, str]:
    """An environment full of what other projects and other Pythons have set."""
    folder = tmp_path_factory.mktemp("foreign")
    shadow, elsewhere = folder / "shadow", str(folder / "elsewhere")
    for package in ("duckdb", "dbt", "click", "json"):
        (shadow / package).mkdir(parents=True)
        (shadow / package / "__init__.py").write_text("raise RuntimeError('shadowed')\n", encoding="utf-8")
    (shadow / "duckdb-1.4.5.dist-info").mkdir()
    (shadow / "duckdb-1.4.5.dist-info" / "METADATA").write_text("Name: duckdb\nVersion: 1.4.5\n", encoding="utf-8")
    of_dbt = {
        "DBT_PROFILES_DIR": elsewhere,
        "DBT_PROJECT_DIR": elsewhere,
        "DBT_TARGET_PATH": elsewhere,
        "DBT_TARGET": "spark",
        "DBT_EMPTY": "1",
        "DBT_RESOURCE_TYPES": "seed model",
        "DBT_RECORDER_MODE": "record",
        "DBT_WARN_ERROR": "1",
        "DBT_ENGINE_NO_SUCH_SETTING": "1",
    }
    of_python = {
        "PYTHONPATH": str(shadow),
        "PYTHONHOME": elsewhere,
        "PYTHONSAFEPATH": "1",
        "PYTHONWARNINGS": "error",
        "PYTHONSTARTUP": str(shadow / "json" / "__init__.py"),
    }
    of_git = {"GIT_DIR": str(ROOT / ".git"), "GIT_WORK_TREE": str(ROOT), "GIT_INDEX_FILE": elsewhere}
    of_make = dict.fromkeys(("FILE", "DIST", "PLAN", "LIKE", "RAW_DIR", "PARTS", "PYTHON", "ID"), elsewhere)
    return os.environ | of_dbt | of_python | of_git | of_make | {"CDPATH": str(folder)}


@pytest.fixture(scope="session")
def project(shared, request, foreign) -> Path:
    """A copy of the project with a whole release in its dist/, built once for all tests. Leave it as it is.

    It is built where nothing is as it should be, in a folder of a nasty name and in foreign surroundings: of what
    steers a build, every test of the release would tell.
    """

    def run(folder: Path, *targets: str) -> str:
        done = subprocess.run(["make", *targets], cwd=folder, env=foreign, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def make(folder: Path) -> None:
        copy_project(folder)
        if request.config.getoption("with_environment"):
            as_repository(folder)
            said = [run(folder, "build"), run(folder, "verify"), git(folder, "status", "--porcelain")]
            (folder / FIRST_MINUTES).write_text(json.dumps(said), encoding="utf-8")
            shutil.rmtree(folder / ".git")
            shutil.rmtree(folder / ".venv")
        (folder / ".venv").symlink_to(Path(sys.prefix).resolve())
        assert "41 of 41" in run(folder, "build" if request.config.getoption("without_parts") else "all")

    return make_once(shared / NASTY, make)


@pytest.fixture(scope="session")
def summary(project) -> str:
    """What the build prints at its end."""
    return run_program(project, "summary").stdout


@pytest.fixture(scope="session")
def published(project) -> Path:
    """The published file."""
    return project / "dist" / "handleplan.duckdb"


# What a document may print, and what no page, workbook, CSV or terminal may take for anything but text.
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=\"document.title='taken'\"> & \"quoted\" 'names'",
    '=HYPERLINK("http://example.invalid","click")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\uff1d1+1",
    "{{ 7 * 7 }} {% raw %}",
    "| a | b | `code` **bold**",
    "Meget " + "lange-" * 60 + "navne" + "uden_mellemrum" * 20,
    "👩🏽‍🚀🇩🇰 é\u0301",
    "שלום \u202eesrever\u202c مرحبا",
    "line\nbreak\x1b[31mred",
    "O'Brien]]></style></script><!--",
]

# The columns of texts that come out of documents, by table.
TEXTS = {
    "dim_plan": ["plan_name_da", "plan_name_en"],
    "dim_initiative": ["initiative_name_da", "initiative_name_en", "description_da", "description_en"],
    "dim_partner": ["partner_name_da", "partner_name_en"],
    "dim_funding_source": ["funding_source_name_da", "funding_source_name_en"],
    "dim_decision": ["title_da", "title_en", "committee", "committee_en"],
    "dim_document": ["title_da", "title_en"],
    "dim_municipality": ["municipality_name_da", "municipality_name_en"],
    "fct_grant_commitment": ["granted_by", "granted_by_en", "purpose", "purpose_en"],
    "rpt_plan_overview": ["plan_name_da", "plan_name_en", "line_label_da", "line_label_en"],
    "rpt_initiative_funding": ["initiative_name_da", "initiative_name_en"],
    "rpt_initiative_year": ["plan_name_da", "plan_name_en", "initiative_name_da", "initiative_name_en"],
    "rpt_plan_overview_history": ["line_label_da", "line_label_en"],
    "rpt_time_line_event": ["title_da", "title_en"],
    "rpt_allocation": ["plan_name_da", "plan_name_en", "initiative_name_da", "initiative_name_en", "decision_title_da"],
}


def write_part(release: Path) -> None:
    """Has the part of the overview written into the folder of a release."""
    written = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, pathlib; from handleplan.release.parts import PARTS; "
            "PARTS['overview'].write(pathlib.Path(sys.argv[1]))",
            release,
        ],
        cwd=ROOT / "scripts",
        capture_output=True,
        text=True,
        check=False,
    )
    assert written.returncode == 0, written.stderr


def write_hostile_release(published: Path, release: Path) -> None:
    """Writes a release whose texts, all of them, are hostile."""
    for name in ("handleplan.duckdb", "handleplan.manifest.json"):
        shutil.copy(published.with_name(name), release / name)
    (release / "handleplan.duckdb").chmod(0o644)
    with duckdb.connect(str(release / "handleplan.duckdb")) as connection:
        for table, columns in TEXTS.items():
            for column in columns:
                connection.execute(
                    f"update marts.{table} set {column} = list_extract(?, 1 + (hash({column}) % ?)::integer) "
                    f"where {column} is not null",
                    [HOSTILE, len(HOSTILE)],
                )
    write_part(release)


@pytest.fixture(scope="session")
def hostile_release(published, shared) -> Path:
    """A release whose texts, all of them, are hostile: its pages and downloads, made from a changed published file."""
    return make_once(shared / "hostile", lambda folder: write_hostile_release(published, folder))


def copy_built(project: Path, folder: Path) -> Path:
    """A copy of the built project, parsed and published already, in a folder; without the SQL that dbt wrote last."""
    written = shutil.ignore_patterns("compiled", "run")
    return shutil.copytree(project, folder / "project", symlinks=True, ignore=written)


@pytest.fixture
def broken_project(project, tmp_path) -> Path:
    """A copy of the built project, whose seeds may be broken."""
    return copy_built(project, tmp_path)


@pytest.fixture(scope="session")
def compiled_project() -> Path:
    """The folder of what dbt compiled, for tests that run it on many other seeds."""
    return compiled.compile_project(ROOT, "compile")


@pytest.fixture(scope="session")
def kept_chains() -> dict[tuple[str, ...], tuple[Chain, Path]]:
    """The chains that were built, each with a file of its tables."""
    return {}


@pytest.fixture
def chain_of(compiled_project, kept_chains, tmp_path, tmp_path_factory):
    """The project's own letter with letters of tests/fixtures/letters added to it, in memory; each test has its own."""

    def build(*names: str) -> Chain:
        root = letters.copy_seeds(tmp_path / "_".join(names or ["alone"]))
        for name in names:
            letters.write(root, letters.read(LETTERS / name))
        if names not in kept_chains:
            chain = Chain(compiled_project, root, goes_on=True)
            chain.found += csv_files.problems(root)
            tables = tmp_path_factory.mktemp("chain") / "tables.duckdb"
            write_tables(chain, tables)
            kept_chains[names] = (chain, tables)
        return copy_of(*kept_chains[names], root)

    return build


@pytest.fixture(scope="module")
def refusals(request, compiled_project, tmp_path_factory) -> Together:
    """All breaks that the tests of a file are given, entered together."""
    tests = [item for item in request.session.items if item.path == request.path and "broken" in item.fixturenames]
    broken: list[Break] = [test.callspec.params["broken"] for test in tests]
    roots = {one: one.enter(tmp_path_factory.mktemp("broken")) for one in broken}
    return Together(compiled_project, tmp_path_factory.mktemp("together"), roots)


def write_tables(chain: Chain, path: Path) -> None:
    """Writes all tables of a chain into a new file, and closes the chain."""
    # The tables are tiny and soon gone: to choose how each column is compressed takes half the time.
    chain.connection.execute("set force_compression = 'uncompressed'")
    chain.connection.execute(f"attach '{path}' as kept (block_size 16384)")
    chain.connection.execute(f"copy from database {chain.database} to kept")
    chain.connection.close()


def copy_of(kept: Chain, tables: Path, root: Path) -> Chain:
    """A chain as it was when it was built, with seeds of its own: building anew takes ten times as long."""
    chain = copy.copy(kept)
    chain.seeds, chain.found, chain.stale = root, list(kept.found), set()
    chain.connection = duckdb.connect()
    chain.connection.execute("set threads = 1")
    chain._attach()
    chain.connection.execute(f"attach '{tables}' as kept (read_only)")
    chain.connection.execute(f"copy from database kept to {chain.database}")
    chain.connection.execute("detach kept")
    chain.connection.execute(f"use {chain.database}.marts")
    return chain
