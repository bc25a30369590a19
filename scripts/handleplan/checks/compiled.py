"""What dbt compiled of the project, kept for as long as the sources stand: nothing is compiled twice."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from handleplan import dbt
from handleplan.errors import EnvironmentFaultError, ProjectError, remedy_for
from handleplan.paths import ROOT
from handleplan.release.lock import only_build

CANDIDATE = "build of the candidate"
TARGETS = {
    "build": ROOT / "build" / "mutants",
    "compile": ROOT / "build" / "check",
    CANDIDATE: ROOT / "build" / "ran",
}
STATEMENTS = "statements.json"


def _mark(folder: Path, key: str) -> str:
    """What stands beside what was compiled: the key, and a hash by which it is seen that nobody touched it."""
    read = (folder / "manifest.json").read_bytes()
    if (folder / STATEMENTS).exists():
        read += (folder / STATEMENTS).read_bytes()
    return f"{key} {hashlib.sha256(read).hexdigest()}\n"


def _key_of(folder: Path) -> str | None:
    """The key of what a folder holds, if it is as dbt left it; what cannot be read is not."""
    try:
        mark = (folder / "key").read_text(encoding="utf-8")
        key = mark.split(" ")[0]
        return key if mark == _mark(folder, key) else None
    except (OSError, UnicodeDecodeError):
        return None


def _kept(command: str, root: Path) -> Path | None:
    """The folder of what a command compiled, if it holds that of the sources as they stand."""
    own = root / TARGETS[command].relative_to(ROOT)
    return own if _key_of(own) == dbt.key_of_sources(root, command) else None


def _made_once(root: Path, command: str, make: Callable[[Path], None]) -> Path:
    """The folder of what a command compiled, made anew unless it holds that of the sources as they stand."""
    own = root / TARGETS[command].relative_to(ROOT)
    with only_build(own.with_suffix(".lock"), f"compiled: waiting for another dbt {command}"):
        key = dbt.key_of_sources(root, command)
        if _key_of(own) != key:
            make(own)
            (own / "key").write_text(_mark(own, key), encoding="utf-8")
    return own


def _nodes(folder: Path) -> dict[str, dict]:
    """The nodes of the manifest in a folder."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["nodes"]


def _complete(folder: Path, known: dict[str, dict]) -> None:
    """Puts what was compiled before into a manifest, of the nodes that were not compiled anew."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for key, node in manifest["nodes"].items():
        if not node.get("compiled"):
            node |= {name: known[key][name] for name in ("compiled", "compiled_code") if name in known[key]}
    path.write_text(json.dumps(manifest), encoding="utf-8")


def compile_project(root: Path = ROOT, command: str = "build") -> Path:
    """Lets dbt compile the project in memory, unless that was done for the sources as they stand.

    The command `build` runs everything too, unit tests as well, and `compile` nothing: where the project was built, it
    is compiled, and where it was compiled before only models that have changed are. Returns the folder of what was
    compiled, into which nothing else writes. Raises ProjectError when dbt refuses the project as it stands: a mutant of
    it would show nothing.
    """
    if command == "compile" and (built := _kept("build", root) or kept(root)):
        return built

    def compile_into(own: Path) -> None:
        changed = dbt.changed_models(own, dbt.sources(root)) if command == "compile" and _key_of(own) else None
        known = _nodes(own) if changed else {}
        if not changed:
            shutil.rmtree(own, ignore_errors=True)
        (own / "key").unlink(missing_ok=True)
        dbt.forget_other_sources(own, root)
        print(f"compiled: dbt {command}, once", file=sys.stderr, flush=True)
        # What reads a model is compiled too: the model may have got another name.
        select = ["--select", *(f"path:{name}+1" for name in changed)] if changed else []
        done = dbt.run(command, *select, target="memory", target_path=own, root=root)
        if done.returncode != 0:
            said = f"{done.stdout[-3000:]}{done.stderr[-1000:]}".strip()
            if remedy := remedy_for(said):
                raise EnvironmentFaultError(f"dbt could not {command} the project: {remedy}\n{said}")
            raise ProjectError(f"dbt could not {command} the project; the data are not at fault:\n{said}")
        if known:
            _complete(own, known)

    return _made_once(root, command, compile_into)


def key_of_candidate(root: Path = ROOT) -> str:
    """What tells whether a candidate's build was one of the sources as they stand."""
    return dbt.key_of_sources(root, CANDIDATE)


def keep(target: Path, key: str, root: Path = ROOT) -> None:
    """Keeps what dbt compiled and ran for a candidate, so that it need do neither for sources of the same key.

    Taken are the manifest, which holds all SQL but that of unit tests, and of each model the statements that dbt made
    of it: a table with its contract's types, keys and checks, and what fills it.
    """
    own = root / TARGETS[CANDIDATE].relative_to(ROOT)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    ran = target / "run" / manifest["metadata"]["project_name"]
    made = {
        name: (ran / node["original_file_path"]).read_text(encoding="utf-8")
        for name, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
    }
    forget(root)
    own.mkdir(parents=True)
    shutil.copyfile(target / "manifest.json", own / "manifest.json")
    (own / STATEMENTS).write_text(json.dumps(made), encoding="utf-8")
    (own / "key").write_text(_mark(own, key), encoding="utf-8")


def forget(root: Path = ROOT) -> None:
    """Forgets what was kept of a candidate's build, so that the next one is dbt's."""
    shutil.rmtree(root / TARGETS[CANDIDATE].relative_to(ROOT), ignore_errors=True)


def statements(ran: Path) -> dict[str, str]:
    """What dbt ran for each model, by the model's key, out of the folder that was kept."""
    return json.loads((ran / STATEMENTS).read_text(encoding="utf-8"))


def kept(root: Path = ROOT) -> Path | None:
    """The folder of what was kept of a candidate's build, if that was one of the sources as they stand."""
    return _kept(CANDIDATE, root)
