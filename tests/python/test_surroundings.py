"""Nothing outside the project steers it: foreign settings, packages, repositories, caches, names, modes, line ends.

Each test is named after a kind of surroundings, and tries the kind, not one case of it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import NASTY, ROOT, as_repository, copy_project, git, replace_once, run_program, small_project
from evidence.faults import tree as faults
from handleplan import dbt, surroundings
from handleplan.checks import compiled
from handleplan.errors import EnvironmentFaultError, ProjectError
from handleplan.release import build, parts, sources
from handleplan.release.candidate import Candidate

MANIFEST = "dist/handleplan.manifest.json"


def run(command: list[str], project: Path, **options) -> subprocess.CompletedProcess:
    """Runs a command in a copy of the project."""
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, **options)


# --- settings of other projects ---------------------------------------------------------------------------------------


def test_a_test_of_the_project_that_did_not_run_is_named(project):
    manifest = project / "build" / "target" / "manifest.json"
    nodes = json.loads(manifest.read_bytes())["nodes"]
    ran = [
        SimpleNamespace(node=SimpleNamespace(unique_id=key), status="pass")
        for key, node in nodes.items()
        if node["name"] != "totals_reconcile"
    ]
    missing = "tests/reconciliation/totals_reconcile.sql: the test totals_reconcile did not run"
    assert build.tests_that_did_not_run(Candidate(manifest, ran)) == [missing]
    skipped = next(result for result in ran if result.node.unique_id.startswith("test."))
    skipped.status = "skipped"
    assert len(build.tests_that_did_not_run(Candidate(manifest, ran))) == 2


# Only the seeds are built by dbt, and every test is missing; one test alone is left out where dbt's statements are run.
@pytest.mark.parametrize(
    ("file", "old", "new", "missing"),
    [
        ("release/candidate.py", '"--exclude-resource-type", "unit_test"]', '"--resource-type", "seed"]', None),
        ("checks/chain.py", "self.seeds = seeds", "self.seeds = seeds; self.order = self.order[:-1]", 1),
    ],
)
def test_tests_of_the_project_that_did_not_run_are_a_refusal(broken_project, file, old, new, missing):
    before = (broken_project / MANIFEST).read_bytes()
    replace_once(broken_project / "scripts" / "handleplan" / file, old, new)
    if missing is None:
        compiled.forget(broken_project)
        nodes = json.loads((broken_project / "build" / "target" / "manifest.json").read_bytes())["nodes"]
        missing = len([key for key in nodes if key.startswith("test.")])
    told = run_program(broken_project, "build")
    assert told.returncode == 1
    assert re.search(r"tests/\S+\.sql: the test \w+ did not run", told.stderr)
    assert f"refused, {missing} tests of the project that did not run" in told.stderr
    assert (broken_project / MANIFEST).read_bytes() == before


# --- other packages ---------------------------------------------------------------------------------------------------


def test_a_package_of_another_version_than_the_locked_one_publishes_nothing(broken_project):
    before = (broken_project / MANIFEST).read_bytes()
    for name, other in (("duckdb", "1.4.5"), ("dbt-adapters", "1.0.0")):
        lock = broken_project / "locks" / "build.txt"
        found = next(line for line in lock.read_text(encoding="utf-8").splitlines() if line.startswith(f"{name}=="))
        replace_once(lock, found, f"{name}=={other} \\")
        runs = found.split("==")[1].split()[0]
        told = run_program(broken_project, "build")
        assert told.returncode == 2
        assert f"{name} is {runs}, build.txt locks {other}" in told.stderr
        assert "environment error" in told.stderr.splitlines()[-1]
    assert (broken_project / MANIFEST).read_bytes() == before


def test_a_package_that_is_not_installed_is_named(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text(
        "# A comment.\nno-such-package==1.0 \\\n    --hash=sha256:0\n"
        "none-for-windows==1 ; sys_platform == 'win32' \\\n",
        encoding="utf-8",
    )
    assert surroundings.other_versions(lock) == ["no-such-package is not installed, lock.txt locks 1.0"]


# --- foreign repositories ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare_copy(tmp_path_factory) -> Path:
    """The project's files alone, in a folder below another that may become a repository. Leave them as they are."""
    return copy_project(tmp_path_factory.mktemp("outer") / "ignored" / "project")


def test_the_commit_is_that_of_the_project_whatever_git_was_set_to(bare_copy, tmp_path, monkeypatch):
    own = shutil.copytree(bare_copy, tmp_path / "own")
    commit = as_repository(own)
    monkeypatch.setenv("GIT_DIR", str(ROOT / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(ROOT))
    assert sources.commit_of_tree(own) == (commit, False)
    (own / "models" / "new.sql").write_text("select 1", encoding="utf-8")
    git(own, "config", "status.showUntrackedFiles", "no")
    assert sources.commit_of_tree(own) == (commit, True)


def test_the_commit_of_a_foreign_repository_is_none_of_the_projects(bare_copy):
    with pytest.raises(sources.NoCommitError, match="not a git repository"):
        sources.commit_of_tree(bare_copy)
    outer = bare_copy.parents[1]
    (outer / ".gitignore").write_text("ignored/\n", encoding="utf-8")
    as_repository(outer)
    with pytest.raises(sources.NoCommitError, match="lies in another"):
        sources.commit_of_tree(bare_copy)
    git(bare_copy, "init", "--quiet")
    try:
        with pytest.raises(sources.NoCommitError, match="does not track"):
            sources.commit_of_tree(bare_copy)
    finally:
        shutil.rmtree(bare_copy / ".git")
        shutil.rmtree(outer / ".git")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_folder_that_git_does_not_trust_is_said(bare_copy, tmp_path):
    own = shutil.copytree(bare_copy, tmp_path / "own")
    as_repository(own)
    for path in (own, own / ".git"):
        os.chown(path, 65534, 65534)
    # A system that trusts every folder says nothing; nor is there anything to say then.
    if run(["git", "config", "--get-all", "safe.directory"], own).stdout.strip():
        pytest.skip("git is told here to trust folders")
    with pytest.raises(sources.NoCommitError, match="does not trust it"):
        sources.commit_of_tree(own)


def test_a_manifest_without_a_commit_is_said_on_screen_and_names_its_sources(tree, candidates):
    status, said = faults.finish(faults.start_publish(tree, candidates[0]))
    assert status == 0, said
    assert "publish: the manifest names no commit: fatal: not a git repository" in said
    manifest = json.loads((tree / MANIFEST).read_text(encoding="utf-8"))
    assert (manifest["commit"], manifest["is_dirty"]) == ("unknown", True)
    assert manifest["sources_sha256"] == sources.hash_of_sources(tree)


def test_the_hash_of_the_sources_follows_their_contents_and_nothing_else(bare_copy, tmp_path):
    first = sources.hash_of_sources(bare_copy)
    copy = shutil.copytree(bare_copy, tmp_path / "copy")
    (copy / "scripts" / "__pycache__").mkdir()
    (copy / "scripts" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (copy / "build").mkdir()
    for path in copy.rglob("*"):
        os.utime(path, (0, 0))
    assert sources.hash_of_sources(copy) == first
    for name in ("seeds/raw/raw_tables.csv", "scripts/__main__.py", "tests/reconciliation/controls_hold.sql"):
        before = sources.hash_of_sources(copy)
        (copy / name).write_bytes((copy / name).read_bytes() + b"\n")
        assert sources.hash_of_sources(copy) != before, name


# --- markers and caches -----------------------------------------------------------------------------------------------


def test_a_check_after_a_build_compiles_nothing(broken_project):
    checked = run_program(broken_project, "check")
    assert checked.returncode == 0, checked.stderr
    assert "41 of 41" in checked.stdout
    assert checked.stderr == ""
    shutil.rmtree(broken_project / "build" / "target")
    broken = broken_project / "seeds" / "raw" / "raw_allocations.csv"
    line = replace_once(broken, "letter_2026,1,1,1,5.800,", "letter_2026,1,1,1,5.810,")
    checked = run_program(broken_project, "check")
    assert checked.returncode == 1
    assert f"raw_allocations.csv:{line}" in checked.stderr
    assert "compiled:" not in checked.stderr


def test_what_was_compiled_is_taken_for_the_same_contents_alone(bare_copy, tmp_path, monkeypatch):
    root = shutil.copytree(bare_copy, tmp_path / "project")
    compilations = []

    def fake(*command, **_options):
        compilations.append(command)
        manifest = SimpleNamespace(to_dict=lambda omit_none: {"nodes": {}})
        result = SimpleNamespace(writable_manifest=lambda: manifest)
        return SimpleNamespace(success=True, result=result, exception=None)

    monkeypatch.setattr(compiled.dbt, "invoke", fake)
    # What somebody's own `dbt compile --empty` left, however new it is.
    (root / "target").mkdir()
    (root / "target" / "manifest.json").write_text("{}", encoding="utf-8")

    def times_compiled() -> int:
        compilations.clear()
        assert compiled.compile_project(root, "compile") == root / "build" / "check"
        return len(compilations)

    assert [times_compiled(), times_compiled()] == [1, 0]
    model = root / "models" / "marts" / "dimensions" / "dim_plan.sql"
    times = model.stat()
    model.write_text(model.read_text(encoding="utf-8").replace("select", "SELECT"), encoding="utf-8")
    os.utime(model, ns=(times.st_atime_ns, 0))
    assert [times_compiled(), times_compiled()] == [1, 0]
    (root / "build" / "check" / "manifest.json").write_text("{ broken", encoding="utf-8")
    assert [times_compiled(), times_compiled()] == [1, 0]
    (root / "build" / "check" / "key").write_bytes(b"\xff\xfe")
    assert [times_compiled(), times_compiled()] == [1, 0]
    monkeypatch.setattr(dbt, "version", lambda _package: "another")
    assert [times_compiled(), times_compiled()] == [1, 0]


@pytest.fixture
def environment_of(tmp_path):
    """A project of which only the environment is there, in a folder that may be moved; no package can be fetched."""
    project = tmp_path / "here"
    shutil.copytree(ROOT / "scripts", project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "locks", project / "locks")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project / ".venv"], check=True)
    (next((project / ".venv" / "lib").iterdir()) / "site-packages" / "dbt").mkdir()
    mark = subprocess.run(["cksum"], input=(project / "locks/build.txt").read_bytes(), capture_output=True, check=True)
    (project / ".venv" / "made-from-build").write_bytes(mark.stdout)

    # Whether another environment is made is asked, not what becomes of it: to make one takes seconds.
    makes_none = tmp_path / "python"
    makes_none.write_text(f'#!/bin/sh\ncase "$*" in *"-m venv"*) exit 1 ;; esac\nexec "{sys.executable}" "$@"\n')
    makes_none.chmod(0o755)

    def ask(folder: Path = project, **settings: str) -> subprocess.CompletedProcess:
        settings = {"PYTHON": str(makes_none)} | settings
        return run(["sh", "scripts/environment.sh", "build"], folder, env=surroundings.environment(**settings))

    ask.project = project
    return ask


def test_an_environment_that_stands_is_taken_as_it_is(environment_of):
    taken = environment_of(CDPATH="/")
    assert (taken.returncode, taken.stdout, taken.stderr) == (0, "", "")


def test_an_environment_whose_folder_was_moved_is_made_anew(environment_of, tmp_path):
    moved = environment_of.project.rename(tmp_path / "there")
    assert "environment: installing locks/build.txt" in environment_of(moved).stdout


@pytest.mark.parametrize("broken", ["python is gone", "python is another", "packages are gone"])
def test_an_environment_that_cannot_start_is_made_anew(environment_of, broken):
    venv = environment_of.project / ".venv"
    if broken == "packages are gone":
        shutil.rmtree(venv / "lib")
    else:
        (venv / "bin" / "python").unlink()
        (venv / "bin" / "python").symlink_to("/no/such/python" if broken == "python is gone" else "/bin/false")
    assert "environment: installing locks/build.txt" in environment_of().stdout


def test_packages_go_into_the_environment_whatever_pip_is_set_to_and_prove_themselves(environment_of, tmp_path):
    wheels, elsewhere = tmp_path / "wheels", tmp_path / "elsewhere"
    wheels.mkdir()
    wheel = wheels / "hollow-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("hollow.py", "")
        file.writestr("hollow-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: hollow\nVersion: 1.0\n")
        file.writestr("hollow-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr("hollow-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (environment_of.project / "locks" / "build.txt").write_text(f"hollow==1.0 --hash=sha256:{digest}\n")
    config = tmp_path / "pip.conf"
    config.write_text(f"[install]\nprefix = {elsewhere}\nuser = true\n", encoding="utf-8")
    before = sorted(path.name for path in environment_of.project.iterdir())
    told = environment_of(
        PYTHON=sys.executable,
        PIP_TARGET=str(elsewhere),
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=str(wheels),
        PIP_CONFIG_FILE=str(config),
    )
    for setting in (":env:.target", "install.prefix", "install.user"):
        assert setting in told.stdout.split("these settings of pip are ignored:")[1]
    # A hollow package is no dbt: what was installed is tried before anybody relies on it.
    assert told.returncode == 2
    assert "what was installed does not run: ModuleNotFoundError: No module named 'dbt'" in told.stderr
    assert not elsewhere.exists()
    left = {path.name for path in environment_of.project.iterdir()}
    assert left == {*before, ".venv.log"} - {".venv"}


# --- names ------------------------------------------------------------------------------------------------------------

NAMES = [
    "Svar til udvalg.xlsx",
    "brev(1).xlsx",
    "x;touch y",
    "$(shell touch y)",
    "$(touch y)",
    "`touch y`",
    "${HOME} $$ $x",
    'it\'s "quoted" & #1 \\ *.csv',
    "-rf",
    "line\ntouch y",
]
COMMANDS = {
    "letter": ("FILE", "LIKE", "FROM", "REMOVE", "LANGUAGE"),
    "compare": ("FROM", "DOCUMENT"),
    "verify": ("FILE",),
    "build": ("RAW_DIR", "DIST", "PARTS"),
    "all": ("DIST",),
    "show": ("PLAN", "NAMES", "FORMAT", "AS_OF"),
    "trace": ("PLAN", "YEAR", "ID"),
    "letters": ("FOLDER", "CELLS"),
    "spark": ("RAW_DIR", "DIST"),
}


@pytest.fixture(scope="module")
def makefile(tmp_path_factory) -> Path:
    """A folder with the project's Makefile, in which every program but tells the arguments that reach it."""
    folder = tmp_path_factory.mktemp("make")
    (folder / "scripts" / "evidence").mkdir(parents=True)
    for name in ("Makefile", "scripts/evidence/evidence.mk"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "scripts" / "environment.sh").write_text("exit 0\n", encoding="utf-8")
    for venv in (".venv", ".venv-spark"):
        python = folder / venv / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text("#!/bin/sh\nprintf '<%s>\\n' \"$@\"\n", encoding="utf-8")
        python.chmod(0o755)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reaches_a_program_as_one_argument_and_nothing_in_it_is_run(makefile, name):
    files = sorted(makefile.rglob("*"))
    for command, settings in COMMANDS.items():
        told = run(["make", command, *(f"{setting}={name}" for setting in settings)], makefile)
        assert told.returncode == 0, told.stderr
        for setting in settings:
            option = f"--{setting.lower().replace('_', '-')}={name}"
            assert f"<{name}>" in told.stdout or f"<{option}>" in told.stdout, (command, setting)
        assert told.stdout.count(name) == len(settings)
    assert sorted(makefile.rglob("*")) == files


@pytest.mark.parametrize(
    ("setting", "option"),
    [("YES=1", "<--yes>"), ("YES=no", ""), ("YES=$(shell touch y)", ""), ("DRY=1", "<--dry>"), ("DRY=no", "<--dry>")],
)
def test_a_letter_is_entered_unasked_by_one_word_alone_and_dry_by_any(makefile, setting, option):
    exported = surroundings.environment(YES="1", DRY="1")
    told = run(["make", "letter", "FILE=letter.xlsx", setting], makefile, env=exported)
    assert told.returncode == 0, told.stderr
    assert [word for word in ("<--yes>", "<--dry>") if word in told.stdout] == [option][: bool(option)]
    assert not (makefile / "y").exists()


def test_a_variable_of_the_surroundings_is_no_setting_of_make(makefile):
    settings = sorted({setting for settings in COMMANDS.values() for setting in settings})
    exported = surroundings.environment(**dict.fromkeys(settings, "$(shell touch y) taken"))
    for command in COMMANDS:
        for flags in ([], ["-e"]):
            told = run(["make", *flags, command], makefile, env=exported)
            assert told.returncode == 0, told.stderr
            assert "taken" not in told.stdout
    assert not (makefile / "y").exists()


def test_every_command_works_in_a_folder_of_any_name_whatever_is_set(project, broken_project, tmp_path, foreign):
    """What other projects and other Pythons have set steers none of them: every file has the contents of before.

    The release itself was made by `make all` in such a folder and such surroundings: tests/python/conftest.py.
    """
    assert project.name == NASTY
    for page in ("docs/proof.html", "docs/columns.html", "docs/index.html", "overview/index.html", "handleplan.xlsx"):
        assert (project / "dist" / page).stat().st_size > 1000
    own = broken_project.rename(tmp_path / NASTY)
    elsewhere = shutil.copytree(own / "dist" / "current", own / "out [1]'s")
    before = faults.current_files(own)
    # dbt runs in a process of its own where the project was not compiled yet.
    shutil.rmtree(own / "build" / "check", ignore_errors=True)

    def make(*arguments: str) -> str:
        done = run(["make", *arguments], own, env=foreign)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "printed totals reconciled: 41 of 41" in make("check")
    assert "is what" in make("verify")
    assert "is what" in make("verify", f"FILE={elsewhere}/handleplan.duckdb")
    assert "No figure changes." in make("diff")
    assert "Integrationshandleplan" in make("show", "PLAN=integration")
    assert "letter_2026.t1.r1.y2024" in make("trace", "ID=letter_2026.t1.r1.y2024")
    assert "wrote letter.xlsx" in make("letter", "LIKE=letter_2026", "SEEDS=1")
    (own / "letter.xlsx").rename(own / "Svar til [udvalg] (1).xlsx")
    entered = run(["make", "letter", "FILE=Svar til [udvalg] (1).xlsx"], own, env=foreign)
    assert "letter_2026 already exists" in entered.stdout + entered.stderr
    assert faults.current_files(own) == before
    for one in (project, own):
        assert not (one / "recording.json").exists()


# --- the folder of releases -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tree(project, tmp_path_factory) -> Path:
    """A built copy of the project; each test leaves it fit to be built."""
    copy = tmp_path_factory.mktemp("surroundings") / "project"
    shutil.copytree(project, copy, symlinks=True)
    return copy


@pytest.fixture(scope="module")
def candidates(tree) -> list[Path]:
    """Two candidates of differing contents."""
    return list(faults.prepare(tree))


def test_two_clones_that_publish_in_one_folder_take_turns(tree, candidates, tmp_path):
    clone = shutil.copytree(tree, tmp_path / "clone", symlinks=True)
    dist = tmp_path / "dist"
    publishes = [
        faults.start(faults.publish_command(root / candidates[number].relative_to(tree), times=6, dist=dist), root)
        for number, root in enumerate((tree, clone))
    ]
    for process in publishes:
        status, said = faults.finish(process)
        assert status == 0, said
        assert said.count("published after") == 6
    assert len(list((dist / "releases").iterdir())) == 2
    assert run_program(tree, "verify", str(dist / "handleplan.duckdb")).returncode == 0


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o002])
def test_who_may_read_a_release_does_not_hang_on_the_umask(tree, candidates, tmp_path, umask):
    dist = tmp_path / "new" / "dist"
    command = faults.publish_command(candidates[0], dist=dist)
    status, said = faults.finish(faults.start(command, tree, umask=umask))
    assert status == 0, said
    for path in [dist.parent, dist, *dist.rglob("*")]:
        if path.is_dir():
            assert path.stat().st_mode & 0o755 == 0o755, path
        elif path.name != ".lock":
            assert path.stat().st_mode & 0o777 == 0o444, path


def test_a_release_can_be_checked_with_no_tool_of_the_project(project):
    for folder in (project / "dist", project / "dist" / "current"):
        checked = run(["sha256sum", "--strict", "--check", "SHA256SUMS"], folder)
        assert checked.returncode == 0, checked.stdout
        named = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
        release = (project / "dist" / "current").resolve()
        files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
        assert named == files - {"SHA256SUMS"}


def test_a_build_renews_the_parts_that_the_current_release_has(project, monkeypatch, capsys):
    def wanted(**order) -> list[str]:
        return build.Build(build.Order(dist=project / "dist", **order)).parts()

    assert wanted() == ["docs", "overview", "bi"]
    assert wanted(parts=["docs"], only_named_parts=True) == ["docs"]
    assert wanted(only_named_parts=True) == []
    assert build.Build(build.Order(dist=project / "none", parts=["overview"])).parts() == ["overview"]
    assert capsys.readouterr().out == ""
    # The build lock alone: it has not the libraries of pages and downloads.
    monkeypatch.setattr(parts, "find_spec", lambda library: None if library == "sqlglot" else library)
    assert wanted() == ["overview", "bi"]
    assert "Without docs, which the release before has: needs sqlglot (make docs)." in capsys.readouterr().out
    with pytest.raises(EnvironmentFaultError, match="the part docs needs sqlglot: make docs"):
        wanted(parts=["docs"])


# --- line ends --------------------------------------------------------------------------------------------------------


def test_a_clone_that_turns_line_ends_still_has_those_of_the_project(bare_copy, tmp_path):
    own = shutil.copytree(bare_copy, tmp_path / "own")
    as_repository(own)
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(own), str(tmp_path / "clone"))
    names = git(own, "ls-files", "-z").split("\0")
    texts = [name for name in names if name and not name.endswith(".png")]
    assert len(texts) > 100
    assert [name for name in texts if b"\r\n" in (tmp_path / "clone" / name).read_bytes()] == []
    assert git(tmp_path / "clone", "status", "--porcelain") == ""
    # Nor does a program need its mode, which an archive loses.
    assert "sh scripts/environment.sh" in run(["make", "--dry-run", "build"], tmp_path / "clone").stdout


# --- faults in the right class ----------------------------------------------------------------------------------------

FAULTS = {
    "Jinja": ("one.sql", "{{ ref('no_such_model') }}"),
    "YAML": ("one.yml", "\n  : [never ended"),
    "SQL": ("one.sql", "\nwhere no_such_column = 1"),
}


ONE_MODEL = {"models/one.sql": "select 1 as one", "models/one.yml": "models:\n  - name: one\n"}


@pytest.fixture(scope="module")
def one_model(tmp_path_factory) -> Path:
    """A project that has the seeds and macros of this one, and one model, which each test writes anew."""
    return small_project(tmp_path_factory.mktemp("one") / "project", ONE_MODEL)


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_of_the_developer_is_one_of_the_project_not_of_data_or_machine(one_model, kind):
    name, wrong = FAULTS[kind]
    for path, text in ONE_MODEL.items():
        (one_model / path).write_text(text + wrong if path.endswith(name) else text, encoding="utf-8")
    built = run_program(one_model, "build")
    assert built.returncode == 2, built.stderr
    *said, last = built.stderr.splitlines()
    assert "dbt could not compile the project (exit status 2): the data are fine" in last
    assert len(said) == 1
    assert name in said[0]
    assert "findings" not in built.stderr
    assert not (one_model / "dist" / "current").exists()
    checked = run_program(one_model, "check")
    assert checked.returncode == 2
    assert name in checked.stderr
    assert "the data are" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_a_full_disk_while_dbt_compiles_is_a_fault_of_the_machine(bare_copy, tmp_path, monkeypatch):
    root = shutil.copytree(bare_copy, tmp_path / "project")
    full = "OSError: No space left on device"
    for said, error in ((full, EnvironmentFaultError), ("Compilation Error", ProjectError)):
        done = SimpleNamespace(success=False, result=None, exception=RuntimeError(said))
        monkeypatch.setattr(compiled.dbt, "invoke", lambda *_command, done=done, **_options: done)
        with pytest.raises(error, match=said):
            compiled.compile_project(root, "compile")
