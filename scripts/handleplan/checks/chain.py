"""Runs what dbt compiled, many times and without dbt: seeds, models and data tests in an in-memory DuckDB.

For `make check`, for tests of many letters and for mutation tests: dbt takes seconds to build the project once, this
takes a fraction of one to build what a change reaches. It keeps dbt's order and dbt's rule that nothing is built on
what failed, holds contracts (keys, checks, NOT NULL; foreign keys are left to the tests of relationships, which say the
same) and tells findings in the build's words.
"""

import csv
import graphlib
import io
import threading
from collections.abc import Callable, Container, Iterable
from json import loads
from pathlib import Path
from types import SimpleNamespace

import duckdb

from handleplan import files
from handleplan.checks import findings
from handleplan.database import sql_text
from handleplan.seeds.csv_files import MOST_BYTES, too_much
from handleplan.seeds.values import trim

LONGEST = 5.0  # seconds for one query that takes milliseconds


def as_dbt_has_it(node: dict) -> SimpleNamespace:
    """A node of the manifest in the shape that dbt's results have."""
    metadata = node.get("test_metadata")
    return SimpleNamespace(**(node | {"test_metadata": SimpleNamespace(**metadata) if metadata else None}))


def _lines(data: bytes) -> list[list[str]]:
    """The lines of a CSV, the first its head, as dbt reads them: what a short line lacks is empty."""
    # dbt's own reader takes longer to be imported than all CSVs take to be read.
    lines = list(csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig")))
    return [line + [""] * (len(lines[0]) - len(line)) for line in lines]


def _literal(value: str) -> str:
    """A value of a CSV as dbt loads it, as a literal of SQL: trimmed, and NULL where nothing is left or it says so."""
    text = trim(value)
    return "null" if text.lower() in ("", "null") else sql_text(text)


class Chain:
    """The project as dbt compiled it, built in memory from the seeds of a folder; `run` builds anew what changed."""

    def __init__(self, target: Path, seeds: Path, goes_on: bool = False, most: int = findings.MOST_ROWS):
        """Builds everything once. Raises ValueError when the seeds as they stand are refused.

        A chain that goes on does not raise, and builds on rows that a test refused, so that all is found at once. Of
        what each test finds, the first `most` are told.
        """
        manifest = loads((target / "manifest.json").read_text(encoding="utf-8"))
        self.target, self.manifest = target, manifest
        self.nodes = manifest["nodes"]
        self.parents = {
            key: {parent for parent in manifest["parent_map"][key] if parent in self.nodes} for key in self.nodes
        }
        order = list(graphlib.TopologicalSorter(self.parents).static_order())
        self.ancestors: dict[str, set[str]] = {}
        for key in order:
            self.ancestors[key] = self.parents[key].union(*(self.ancestors[parent] for parent in self.parents[key]))
        # Each test right after the last of its parents; one without any, a test of a test, at the end.
        place = {key: at for at, key in enumerate(order)}
        tests = {key for key in order if self.nodes[key]["resource_type"] == "test"}
        turns = {key: (place[key], 0) for key in order if key not in tests}
        turns |= {key: (max((place[parent] for parent in self.parents[key]), default=len(order)), 1) for key in tests}
        self.order = sorted(turns, key=lambda key: (*turns[key], place[key]))
        self.seeds = seeds
        self.stale: set[str] = set()
        self.database = next(node["database"] for node in self.nodes.values())
        self.connection = duckdb.connect()
        # The tables are tiny: threads cost more than they bring.
        self.connection.execute("set threads = 1")
        self._attach()
        for schema in sorted({node["schema"] for node in self.nodes.values()}):
            self.connection.execute(f'create schema if not exists "{self.database}"."{schema}"')
        self.goes_on, self.is_watched, self.most = goes_on, False, most
        self.found = self.run(self.nodes)
        self.stale.clear()
        if self.found and not goes_on:
            raise ValueError("the seeds as they stand are refused:\n" + "\n".join(self.found))

    def _attach(self) -> None:
        """Opens the database that everything is built in."""
        if self.database != "memory":
            self.connection.execute(f"attach ':memory:' as {self.database}; use {self.database}")

    def key(self, name: str) -> str:
        """The key of a seed or model in the manifest."""
        return next(key for key in self.nodes if key.split(".")[0] in ("seed", "model") and key.endswith(f".{name}"))

    def run(
        self, changed: Iterable[str], sql: dict[str, str] | None = None, only: Container[str] | None = None
    ) -> list[str]:
        """Builds and tests what the changed nodes reach, and tells what was found; `sql` stands in for a model's own.

        What the call before changed is built anew too, so a change undone in between is undone here. With `only`, no
        other nodes are run.
        """
        dirty = set(changed) | self.stale
        self.stale = set(changed) | (self.stale if only is not None else set())
        failed: set[str] = set()
        failed_tests: list[set[str]] = []
        following: set[str] = set()
        results = []
        for key in self.order:
            if (key not in dirty and not self.ancestors[key] & dirty) or (only is not None and key not in only):
                continue
            is_test = self.nodes[key]["resource_type"] == "test"
            # As dbt does: a node waits for its parents and for every test of which it needs all parents.
            on_refused_rows = any(needed <= self.ancestors[key] for needed in failed_tests)
            # Rows that a test refused may multiply in what is built on them.
            self.is_watched = on_refused_rows
            skipped = self.parents[key] & failed or (not is_test and on_refused_rows and not self.goes_on)
            if not skipped:
                result = self._attempt(key, (sql or {}).get(key))
                if result.status in ("pass", "success"):
                    continue
                if on_refused_rows:
                    following.add(key)
                # What the engine says of rows that a test refused is no news.
                if result.status == "fail" or not (on_refused_rows and self.goes_on):
                    results.append(result)
            if not is_test:
                failed.add(key)
            elif not skipped:
                failed_tests.append(self.parents[key])
        return findings.of_results(results, self.connection, self.most, frozenset(following))

    def _attempt(self, key: str, code: str | None) -> SimpleNamespace:
        """What became of a node, in the shape of dbt's result, so that the build's own program words it."""
        node = self.nodes[key]
        steps: dict[str, Callable[[dict, str], int | None]]
        steps = {"seed": self._load, "model": self._build, "test": self._test}
        try:
            failures = steps[node["resource_type"]](node, code or node.get("compiled_code", ""))
        except (duckdb.Error, RuntimeError, ValueError, OSError, csv.Error) as error:
            said = str(error) or type(error).__name__
            return SimpleNamespace(status="error", node=as_dbt_has_it(node), message=said, failures=None)
        status = ("fail" if failures else "pass") if node["resource_type"] == "test" else "success"
        return SimpleNamespace(status=status, node=as_dbt_has_it(node), message="", failures=failures)

    def _rows(self, sql: str) -> list[tuple]:
        """What a query gives. Raises duckdb.Error also when it takes long while it is watched."""
        watch = threading.Timer(LONGEST, self.connection.interrupt)
        if self.is_watched:
            watch.start()
        try:
            return self.connection.execute(sql).fetchall()
        finally:
            watch.cancel()

    def _test(self, node: dict, code: str) -> int:
        return len(self._rows(code))

    def _build(self, node: dict, code: str) -> None:
        if node["contract"]["enforced"]:
            self._hold_contract(node, code)
            self._rows(f"insert into {node['relation_name']} {code}")
        else:
            self._rows(f"create or replace table {node['relation_name']} as {code}")

    def _hold_contract(self, node: dict, code: str) -> None:
        """Makes an empty table with the contract's types and constraints; refuses SQL of other names or types."""
        parts = []
        for column in node["columns"].values():
            given = " not null" if any(rule["type"] == "not_null" for rule in column["constraints"]) else ""
            parts.append(f"{column['name']} {column['data_type']}{given}")
        for rule in node["constraints"]:
            if rule["type"] in ("primary_key", "unique"):
                parts.append(f"{rule['type'].replace('_', ' ')} ({', '.join(rule['columns'])})")
            elif rule["type"] == "check":
                parts.append(f"check ({rule['expression']})")
        self.connection.execute(f"create or replace table {node['relation_name']} ({', '.join(parts)})")
        if code is not node["compiled_code"]:
            shape = [
                [row[:2] for row in self.connection.execute(f"describe {read}").fetchall()]
                for read in (code, f"select * from {node['relation_name']}")
            ]
            if shape[0] != shape[1]:
                raise ValueError("contract: the SQL has other columns or types")

    def _load(self, node: dict, _: str) -> None:
        """Loads a CSV as dbt does, all as text, trimmed as macros/overrides/load_csv_rows.sql does."""
        types = node["config"]["column_types"]
        columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
        self.connection.execute(f"create or replace table {node['relation_name']} ({columns})")
        data = files.read(self.seeds / node["original_file_path"], MOST_BYTES)
        if words := too_much(data):
            raise ValueError(words)
        head, *lines = _lines(data)
        # As literals: for each parameter DuckDB looks for a package that is not installed, which takes half the time.
        rows = ", ".join(f"({', '.join(map(_literal, line))})" for line in lines)
        if rows:
            self.connection.execute(f"insert into {node['relation_name']} ({', '.join(head)}) values {rows}")
