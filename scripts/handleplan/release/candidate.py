"""Builds the candidate: the whole warehouse, tested, on a fresh file that nobody reads before it is published.

Where dbt has built it for the project's sources as they stand, only the data can have changed. Then the statements that
dbt ran are run again, without dbt: the same file in a fifth of the time. So are those of a bulk build, for new papers.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from handleplan import dbt
from handleplan.checks import check, compiled, findings
from handleplan.checks.chain import Chain
from handleplan.database import one_row, sql_glob, sql_text
from handleplan.paths import BUILD, CANDIDATE, DATABASE, RAW, ROOT, TARGET
from handleplan.release.folder import ReleaseFolder
from handleplan.release.increment import Increment, NotAloneError, plan, refuse_what_crosses
from handleplan.seeds.bulk_files import PLACE

# Of more, what dbt costs is little beside what the engine does, which can then use all processors.
MOST_CELLS_WITHOUT_DBT = 20_000


@dataclass(frozen=True)
class Candidate:
    """What became of a build: what ran, what was found in the data, and the manifest of what should have run.

    What it is kept as tells that dbt built it: the kind of build, and the key of its sources. An increment tells that
    it is to be put into the release before.
    """

    manifest: Path
    results: Sequence[findings.Result] = ()
    found: list[str] = field(default_factory=list)
    checks: list[dict] = field(default_factory=list)
    exception: BaseException | None = None
    kept_as: tuple[str, str] | None = None
    increment: Increment | None = None

    def errors(self) -> list[str]:
        """What dbt or the engine said of the nodes that could not be run, each on one line."""
        return [" ".join((one.message or "").split()) for one in self.results if one.status == "error"]


class StoppedError(Exception):
    """The first node that did not hold: an error ends the transaction, so no other can be tried after it."""

    def __init__(self, result: findings.Result):
        """Holds the node's result."""
        super().__init__(result.message)
        self.result = result


def clear() -> None:
    """Removes the last candidate with what a killed build left beside it: a log, a folder for spilled data."""
    for left in BUILD.glob(f"{DATABASE}*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


class ChainOnFile(Chain):
    """The project built on a file by the statements that dbt ran for it, with foreign keys and comments.

    Raises StoppedError at the first node that does not hold, and leaves no file then.
    """

    def __init__(self, ran: Path, seeds: Path, file: Path):
        """Builds everything once, in one transaction: the disk is waited for once."""
        self.file, self.results = file, list[findings.Result]()
        self.statements = compiled.statements(ran)
        try:
            super().__init__(ran, seeds)
            self.connection.execute("commit")
        except (StoppedError, duckdb.Error):
            self.connection.close()
            clear()
            raise

    def _attach(self) -> None:
        self.connection.execute(f"attach {sql_text(self.file)} as {self.database} (block_size 16384)")
        # The tables that a foreign key refers to are named without the database.
        self.connection.execute(f"use {self.database}")
        self.connection.execute("begin")

    def _attempt(self, key: str, code: str | None) -> findings.Result:
        result = super()._attempt(key, code)
        if result.status in ("error", "fail"):
            raise StoppedError(result)
        self.results.append(result)
        return result

    def _build(self, node: dict, code: str) -> None:
        """Runs what dbt made of a model, and comments on it as macros/overrides/persist_docs.sql does."""
        self._rows(self.statements[node["unique_id"]])
        if node["config"]["persist_docs"]:
            name = node["relation_name"]
            told = [f"comment on table {name} is {sql_text(node['description'])}"]
            for column in node["columns"].values():
                told.append(f"comment on column {name}.{column['name']} is {sql_text(column['description'])}")
            self._rows(";\n".join(told))


class ChainOnNewPapers(ChainOnFile):
    """The same of the files of an increment; keys are counted, as macros/overrides/counted_keys.sql does.

    Each node ends a transaction: of rows that none has ended the engine knows little, and joins them badly.
    """

    def _attempt(self, key: str, code: str | None) -> findings.Result:
        result = super()._attempt(key, code)
        self.connection.execute("commit; begin")
        return result

    def _load(self, node: dict, _: str) -> None:
        columns = [f"cast({name} as {kind}) as {name}" for name, kind in node["config"]["column_types"].items()]
        rows = f"read_parquet({sql_glob(self.seeds / node['name'] / 'part-0.parquet')})"
        self._rows(f"create table {node['relation_name']} as select {', '.join([*columns, *PLACE])} from {rows}")

    def _build(self, node: dict, code: str) -> None:
        super()._build(node, code)
        keys = [rule["columns"] for rule in node["constraints"] if rule["type"] in ("primary_key", "unique")]
        for key in map(", ".join, keys):
            counted = f"select count(*) - count(distinct ({key})) from {node['relation_name']}"
            if one_row(self.connection, counted)[0]:
                raise ValueError(f"rows have the {key} of another row")


def of_chain(chain: ChainOnFile, increment: Increment | None = None) -> Candidate:
    """What was built by statements, all of which held; its file is closed."""
    try:
        checks = findings.checks_that_ran(chain.results, chain.connection)
        return Candidate(chain.target / "manifest.json", chain.results, checks=checks, increment=increment)
    finally:
        chain.connection.close()


def by_statements(ran: Path) -> Candidate:
    """Builds by the statements that dbt ran. A refusal has the findings of `make check`."""
    try:
        return of_chain(ChainOnFile(ran, ROOT, CANDIDATE))
    except StoppedError as stopped:
        found, _ = check.findings_of(ROOT)
        # The checks in memory hold no foreign keys.
        result = stopped.result
        said = f"{result.node.original_file_path}: {' '.join(result.message.split()) or 'the check does not hold'}"
        return Candidate(ran / "manifest.json", [result], found or [said])


def by_dbt(raw_dir: Path | None, most_findings: int, increment: Increment | None = None) -> Candidate:
    """Builds by `dbt build`, in this process."""
    kind = compiled.BULK if raw_dir else compiled.CANDIDATE
    kept_as = kind, compiled.key_of_build(kind)
    # Unit tests look at no data: they belong to `make test`.
    command = ["build", "--exclude-resource-type", "unit_test"]
    if raw_dir:
        # For another value of a variable dbt would parse all anew.
        RAW.unlink(missing_ok=True)
        RAW.symlink_to(raw_dir)
        given = dbt.variables(raw_dir=str(RAW))
        done = dbt.invoke(*command, *given, target="bulk", target_path=TARGET)
    else:
        done = dbt.invoke(*command, target="candidate", target_path=TARGET)
    manifest = TARGET / "manifest.json"
    results = done.result.results if done.result else ()
    if done.exception is not None or not CANDIDATE.exists():
        return Candidate(manifest, results, exception=done.exception)
    with duckdb.connect(str(CANDIDATE), read_only=True) as connection:
        found = findings.of_results(results, connection, most_findings)
        checks = findings.checks_that_ran(results, connection)
        return Candidate(manifest, results, found, checks, kept_as=kept_as, increment=increment)


def of_new_papers(increment: Increment) -> Candidate | None:
    """Builds few new papers by the statements that dbt ran; None where it did not, or where something does not hold."""
    ran = compiled.kept(kind=compiled.BULK)
    if ran is None or increment.cells() > MOST_CELLS_WITHOUT_DBT:
        return None
    try:
        return of_chain(ChainOnNewPapers(ran, increment.folder, CANDIDATE), increment)
    except StoppedError:
        return None


def by_increment(raw_dir: Path, most_findings: int, onto: ReleaseFolder) -> Candidate:
    """Builds what is new in a folder. Raises NotAloneError when it cannot be built alone."""
    increment = plan(raw_dir, onto)
    if not increment.municipalities:
        return Candidate(TARGET / "manifest.json", increment=increment)
    made = of_new_papers(increment) or by_dbt(increment.folder, most_findings, increment)
    if made.exception is None and not made.errors() and not made.found:
        with duckdb.connect() as connection:
            connection.execute(f"attach {sql_text(CANDIDATE)} as handleplan (read_only)")
            connection.execute(f"attach {sql_text(increment.base / DATABASE)} as dst (read_only)")
            refuse_what_crosses(connection, increment.names())
    return made


def make(raw_dir: Path | None, most_findings: int, onto: ReleaseFolder | None = None) -> Candidate:
    """Builds a fresh candidate from the seeds, or from a folder of bulk files in their place.

    With a folder of releases, of bulk files only what is new since the current one, where that can be built alone.
    """
    clear()
    if raw_dir and onto:
        try:
            return by_increment(raw_dir, most_findings, onto)
        except NotAloneError as why:
            print(f"Everything is built: {why}.", flush=True)
            clear()
    ran = None if raw_dir else compiled.kept()
    return by_statements(ran) if ran else by_dbt(raw_dir, most_findings)
