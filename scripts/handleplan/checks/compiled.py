"""What dbt compiled of the project, kept for as long as the sources stand: nothing is compiled twice."""

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handleplan import dbt
from handleplan.errors import EnvironmentFaultError, ProjectError, remedy_for
from handleplan.paths import ROOT
from handleplan.release.lock import only_build

CANDIDATE, BULK = "build of the candidate", "build of bulk files"
TARGETS = {
    "build": ROOT / "build" / "mutants",
    "compile": ROOT / "build" / "check",
    CANDIDATE: ROOT / "build" / "ran",
    BULK: ROOT / "build" / "ran_in_bulk",
}
STATEMENTS = "statements.json"
# Beside the manifest: what each SQL in it follows from, hashed, and what dbt remembers of its parse.
INPUTS = "inputs.json"
BESIDE = (INPUTS, dbt.MEMORY, dbt.PARSED)
# What of a node says when or that it was compiled, not of what.
OF_COMPILING = (
    "created_at", "compiled", "compiled_code", "compiled_path", "build_path", "extra_ctes", "extra_ctes_injected",
)  # fmt: skip
# What looks beyond a node and the macros that it calls.
LOOKS_BEYOND = re.compile(
    r"\b(graph|execute|run_query|call statement|load_result|env_var|modules|run_started_at|invocation_id)\b"
)


def _mark(folder: Path, key: str) -> str:
    """What stands beside what was compiled: the key, and a hash by which it is seen that nobody touched it."""
    read = hashlib.sha256((folder / "manifest.json").read_bytes())
    for name in (STATEMENTS, *BESIDE):
        if (folder / name).exists():
            read.update((folder / name).read_bytes())
    return f"{key} {read.hexdigest()}\n"


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


def _inputs(folder: Path) -> dict[str, str]:
    """All that the SQL of a node follows from, hashed, by the node's key; of none that may follow from more.

    It is read of what dbt remembers of its parse, since the manifest is of what became of it in a build.
    """
    if not (folder / dbt.MEMORY).exists():
        return {}
    remembered = dbt.remembered(folder)
    nodes, macros, found = remembered["nodes"], remembered["macros"], {}
    for key, node in nodes.items():
        called, to_see = dict[str, str](), list(node["depends_on"].get("macros", ()))
        while to_see:
            if (name := to_see.pop()) not in called:
                called[name] = macros[name]["macro_sql"]
                to_see += macros[name]["depends_on"]["macros"]
        read = [nodes.get(one, {}).get("relation_name") for one in node["depends_on"].get("nodes", ())]
        if None not in read and not LOOKS_BEYOND.search("\n".join([node["raw_code"], *called.values()])):
            own = {name: value for name, value in node.items() if name not in OF_COMPILING}
            text = json.dumps([own, called, read], sort_keys=True, default=str)
            found[key] = hashlib.sha256(text.encode()).hexdigest()
    return found


def _said(done: Any) -> str:
    """What dbt says of a command that did not end well."""
    if done.exception is not None and not isinstance(done.exception, Exception):
        raise done.exception
    errors = [one.message for one in getattr(done.result, "results", ()) if one.status == "error"]
    return "\n".join([str(done.exception)] if done.exception else errors)


def _take_latest(own: Path, ran: Path) -> None:
    """Has a folder hold what was compiled last, there or for a candidate; nothing if somebody touched it."""
    made = {folder: (folder / "key").stat().st_mtime_ns for folder in (own, ran) if _key_of(folder)}
    latest = max(made, key=lambda folder: made[folder], default=None)
    if latest != own:
        shutil.rmtree(own, ignore_errors=True)
    if latest == ran:
        shutil.copytree(ran, own)
        # A build may have replaced it meanwhile.
        if not _key_of(own):
            shutil.rmtree(own)


def _compile(own: Path, root: Path) -> str:
    """Compiles, into a folder, what may be other than it was compiled last; returns what dbt refuses the project for.

    dbt compiles for the candidate, so that what was compiled for one can be taken. It opens no file for that.
    """
    _take_latest(own, root / TARGETS[CANDIDATE].relative_to(ROOT))
    last = own / "manifest.json"
    if not dbt.tell_what_changed(own, root):
        last.unlink(missing_ok=True)
    is_known = last.exists() and (own / INPUTS).exists()
    known, of_known = (
        json.loads(path.read_text(encoding="utf-8")) if is_known else {} for path in (last, own / INPUTS)
    )

    def ask(*command: str, **options: Any) -> Any:
        return dbt.invoke("--no-write-json", *command, target="candidate", target_path=own, root=root, **options)

    parsed = done = ask("parse")
    if parsed.success:
        manifest = json.loads(json.dumps(parsed.result.writable_manifest().to_dict(omit_none=False), default=str))
        nodes = {key: node for key, node in manifest["nodes"].items() if node["resource_type"] != "seed"}
        inputs = _inputs(own)
        for key, node in nodes.items():
            if key in inputs and inputs[key] == of_known.get(key):
                node |= {name: known["nodes"][key][name] for name in ("compiled", "compiled_code")}
        if left := [node["name"] for node in nodes.values() if not node.get("compiled")]:
            # To select many by name takes as long as to compile all.
            select = ("--indirect-selection", "empty", "--select", *left) if len(left) < len(nodes) / 2 else ()
            done = ask("compile", "--no-introspect", "--no-populate-cache", *select, manifest=parsed.result)
    if not done.success:
        # What is known stays so: who mends the one fault waits for no more than what differs.
        if last.exists():
            (own / "key").write_text(_mark(own, "refused"), encoding="utf-8")
        return _said(done)
    for one in done.result.results if left else ():
        if one.node.unique_id in nodes:
            nodes[one.node.unique_id] |= {"compiled": True, "compiled_code": one.node.compiled_code}
    last.write_text(json.dumps(manifest), encoding="utf-8")
    (own / INPUTS).write_text(json.dumps(inputs), encoding="utf-8")
    (own / STATEMENTS).unlink(missing_ok=True)
    return ""


def _build(own: Path, root: Path) -> str:
    """Builds everything in memory, unit tests too, always anew; returns what dbt refuses it for."""
    shutil.rmtree(own, ignore_errors=True)
    done = dbt.run("build", target="memory", target_path=own, root=root)
    return f"{done.stdout[-3000:]}{done.stderr[-1000:]}".strip() if done.returncode != 0 else ""


def compile_project(root: Path = ROOT, command: str = "build") -> Path:
    """Lets dbt compile the project in memory, unless that was done for the sources as they stand.

    The command `build` runs everything too, unit tests as well, and `compile` nothing: where the project was built, it
    is compiled, and where it was before only that of which the SQL may be another is. Returns the folder of what was
    compiled, into which nothing else writes. Raises ProjectError when dbt refuses the project as it stands: a mutant of
    it would show nothing.
    """
    if command == "compile" and (built := _kept("build", root) or kept(root)):
        return built

    def compile_into(own: Path) -> None:
        print(f"compiled: dbt {command}, once", file=sys.stderr, flush=True)
        if said := _build(own, root) if command == "build" else _compile(own, root):
            if remedy := remedy_for(said):
                raise EnvironmentFaultError(f"dbt could not {command} the project: {remedy}\n{said}")
            raise ProjectError(f"dbt could not {command} the project; the data are not at fault:\n{said}")

    return _made_once(root, command, compile_into)


def key_of_build(kind: str, root: Path = ROOT) -> str:
    """What tells whether a build, of the candidate or of bulk files, was one of the sources as they stand."""
    return dbt.key_of_sources(root, kind)


def keep(target: Path, kind: str, key: str, root: Path = ROOT) -> None:
    """Keeps what dbt compiled and ran for a build, so that it need do neither for sources of the same key.

    Taken are the manifest, which holds all SQL but that of unit tests, what dbt remembers of its parse, and of each
    model the statements that dbt made of it: a table with its contract's types, keys and checks, and what fills it.
    """
    own = root / TARGETS[kind].relative_to(ROOT)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    ran = target / "run" / manifest["metadata"]["project_name"]
    made = {
        name: (ran / node["original_file_path"]).read_text(encoding="utf-8")
        for name, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
    }
    forget(root, kind)
    own.mkdir(parents=True)
    for name in ("manifest.json", dbt.MEMORY, dbt.PARSED):
        shutil.copyfile(target / name, own / name)
    (own / INPUTS).write_text(json.dumps(_inputs(own)), encoding="utf-8")
    (own / STATEMENTS).write_text(json.dumps(made), encoding="utf-8")
    (own / "key").write_text(_mark(own, key), encoding="utf-8")


def forget(root: Path = ROOT, kind: str = CANDIDATE) -> None:
    """Forgets what was kept of a build, so that the next one is dbt's."""
    shutil.rmtree(root / TARGETS[kind].relative_to(ROOT), ignore_errors=True)


def statements(ran: Path) -> dict[str, str]:
    """What dbt ran for each model, by the model's key, out of the folder that was kept."""
    return json.loads((ran / STATEMENTS).read_text(encoding="utf-8"))


def kept(root: Path = ROOT, kind: str = CANDIDATE) -> Path | None:
    """The folder of what was kept of a build, if that was one of the sources as they stand."""
    return _kept(kind, root)
