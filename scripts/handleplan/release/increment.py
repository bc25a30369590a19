"""Builds a bulk release onto the one before: of the municipalities that have new papers, and no others.

No row of one municipality follows from rows of another, so a build of a few gives them what a build of all would. What
all share (years, price levels, symbols) can only grow by a new paper; where it could do otherwise, or where a row of an
earlier paper is another one, everything is built.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from handleplan import dbt
from handleplan.database import columns, contents, one_row, sql_glob, sql_text, tables
from handleplan.paths import BUILD, MANIFEST, ROOT
from handleplan.release.folder import ReleaseFolder
from handleplan.seeds import inputs
from handleplan.seeds.csv_files import types_by_seed

INPUTS = "inputs.parquet"
# By the first of these that a table has, its rows are of a municipality.
KEYS = ("municipality_id", "document_id", "plan_id", "initiative_id")
# What is unique among all municipalities, and all other keys are made of.
UNIQUE = {
    "dim_document": ("document_id", "document_no"),
    "dim_plan": ("plan_id",),
    "dim_initiative": ("initiative_id",),
    "dim_decision": ("decision_id",),
    "fct_grant_commitment": ("commitment_id",),
}
# The tables that all municipalities share, with what tells two rows of them apart.
SHARED_KEYS = {
    "marts.dim_appropriation_type": "appropriation_type_id",
    "marts.dim_funding_source": "funding_source_id",
    "marts.dim_partner": "partner_id",
    "marts.dim_pl_year": "pl_year",
    "marts.dim_year": "year",
}


class NotAloneError(Exception):
    """Municipalities cannot be built alone; the text says why."""


@dataclass(frozen=True)
class Increment:
    """A folder with the rows of the municipalities that are built anew, and the release that they are built onto."""

    folder: Path
    municipalities: list[str]
    base: Path

    def names(self) -> str:
        """The municipalities as a list of SQL."""
        return ", ".join(map(sql_text, self.municipalities))

    def cells(self) -> int:
        """How many cells are built anew."""
        file = sql_glob(self.folder / "raw_allocations" / "part-0.parquet")
        with duckdb.connect() as connection:
            return int(one_row(connection, f"select num_rows from parquet_file_metadata({file})")[0])


@dataclass(frozen=True)
class Bulk:
    """How a bulk release was built: whole, or onto the one before."""

    increment: Increment | None


def _key() -> str:
    return dbt.key_of_sources(ROOT, "bulk")


def changed(connection: duckdb.DuckDBPyConnection, made_from: Path) -> list[str]:
    """The municipalities that have new papers in `found`. Raises NotAloneError when that is not all that differs."""
    if not made_from.exists():
        raise NotAloneError("the release before is of no bulk build")
    before = sql_text(made_from)
    marks = f"select decode(value) from parquet_kv_metadata({before}) where decode(key) = 'sources'"
    if one_row(connection, marks)[0] != _key():
        raise NotAloneError("the release before was built by other models, checks or versions")
    connection.execute(
        f"""
        create temp table differing as
        select municipality_id, document_id, made.hash is not null as was_there
        from {before} as made full join found using (municipality_id, document_id)
        where made.hash is distinct from found.hash
        """
    )
    if connection.execute(f"select 1 from differing where municipality_id = {inputs.SHARED}").fetchone():
        raise NotAloneError("what all municipalities share has changed, or a row names nothing that is known")
    query = f"select min(document_id) from differing where was_there and document_id <> {inputs.SHARED}"
    if document := one_row(connection, query)[0]:
        raise NotAloneError(f"{document} is changed or gone since the release before, or its rows stand elsewhere")
    found = connection.execute("select distinct municipality_id from differing order by 1").fetchall()
    return [municipality for (municipality,) in found]


def plan(raw_dir: Path, releases: ReleaseFolder) -> Increment:
    """What must be built of a folder. Raises NotAloneError when that is everything."""
    folder, base, seeds = BUILD / "increment", (releases.path / "current").resolve(), types_by_seed(ROOT)
    if any(next((raw_dir / seed).glob("**/*.csv"), None) for seed in seeds):
        raise NotAloneError("the folder holds CSV files")
    with duckdb.connect() as connection:
        inputs.read_folder(connection, raw_dir, seeds)
        inputs.name_owners(connection)
        inputs.hash_inputs(connection, seeds)
        increment = Increment(folder, changed(connection, base / INPUTS), base)
        shutil.rmtree(folder, ignore_errors=True)
        taken = ", ".join(filter(None, [inputs.SHARED, increment.names()]))
        for seed, types in seeds.items():
            (folder / seed).mkdir(parents=True)
            file = sql_text(folder / seed / "part-0.parquet")
            connection.execute(
                f"copy (from {seed} where {inputs.owner(types)} in ({taken})) to {file} (format parquet)"
            )
    return increment


def refuse_what_crosses(connection: duckdb.DuckDBPyConnection, municipalities: str) -> None:
    """Raises NotAloneError when `handleplan` cannot be put into `dst` for municipalities, a list of SQL.

    A key may stand in one municipality alone. A source has one symbol: the newest paper of all that prints one decides,
    and the reports of every municipality show it.
    """
    for table, keys in UNIQUE.items():
        for key in keys:
            twice = connection.execute(
                f"""
                select built.{key}
                from handleplan.marts.{table} as built
                inner join dst.marts.{table} as known using ({key})
                where known.municipality_id not in ({municipalities})
                """
            ).fetchone()
            if twice:
                raise NotAloneError(f"the {key} {twice[0]} stands in another municipality too")
    other = connection.execute(
        """
        select funding_source_id
        from handleplan.marts.dim_funding_source as built
        inner join dst.marts.dim_funding_source as known using (funding_source_id)
        where built.symbol is distinct from known.symbol
        """
    ).fetchone()
    if other:
        raise NotAloneError(f"the papers print another symbol of {other[0]} than those of other municipalities")


def keep_inputs(candidate: Path, release: Path, increment: Increment | None) -> None:
    """Writes beside a bulk release what it was made from."""
    seeds = types_by_seed(ROOT)
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(candidate)} as handleplan (read_only)")
        inputs.read_candidate(connection, "handleplan", seeds)
        inputs.name_owners(connection)
        inputs.hash_inputs(connection, seeds)
        made_from = "from found"
        if increment:
            others = f"municipality_id not in ({inputs.SHARED}, {increment.names()})"
            made_from += f" union all from {sql_text(increment.base / INPUTS)} where {others}"
        file, key = sql_text(release / INPUTS), sql_text(_key())
        connection.execute(f"copy ({made_from}) to {file} (format parquet, kv_metadata {{sources: {key}}})")


def _sum(one: dict, other: dict, sign: int) -> dict:
    """Rows and hash of a table after other rows came or went: both are sums over the rows."""
    parts = [[int(part, 16) for part in of["hash"].split("-")] for of in (one, other)]
    high, low = (mine + sign * theirs for mine, theirs in zip(*parts, strict=True))
    return {"rows": one["rows"] + sign * other["rows"], "hash": f"{high:x}-{low:x}"}


def merge(connection: duckdb.DuckDBPyConnection, municipalities: str, known: dict[str, dict]) -> dict[str, dict]:
    """Puts the rows of `handleplan` in the place of those that `dst` has of the same municipalities, a list of SQL.

    `known` has rows and hash of each table of `dst`; returns what they are then.
    """
    told = {}
    for key in KEYS:
        dimension = f"dst.marts.dim_{key.removesuffix('_id')}"
        of = f"select {key} from {dimension} where municipality_id in ({municipalities})"
        connection.execute(f"create temp table gone_{key} as {of}")
    for table in tables(connection, "dst"):
        if table in SHARED_KEYS or table == "audit.audit_checks":
            continue
        names = columns(connection, f"dst.{table}")
        key = next(key for key in KEYS if key in names)
        gone = f"{key} in (select {key} from gone_{key})"
        left = _sum(known[table], contents(connection, f"dst.{table}", gone), -1)
        connection.execute(f"delete from dst.{table} where {gone}")
        # What is of no municipality, such as the unknown decision, all share: it is there.
        owned = f"{key} is not null"
        connection.execute(f"insert into dst.{table} from handleplan.{table} where {owned}")
        told[table] = _sum(left, contents(connection, f"handleplan.{table}", owned), 1)
    for table, key in SHARED_KEYS.items():
        connection.execute(f"insert into dst.{table} from handleplan.{table} anti join dst.{table} using ({key})")
    connection.execute(
        "update dst.marts.dim_year set is_current = (year = (select max(current_year) from dst.marts.dim_municipality))"
    )
    return told | {table: contents(connection, f"dst.{table}") for table in SHARED_KEYS}


def merge_into(connection: duckdb.DuckDBPyConnection, increment: Increment) -> dict[str, dict]:
    """Puts what was built into `dst`, a copy of the base; returns rows and hash of each table that it has then."""
    known = json.loads((increment.base / MANIFEST).read_text(encoding="utf-8"))["tables"]
    told = merge(connection, increment.names(), known)
    connection.execute("drop table dst.audit.audit_checks")
    for table in ("about", "metrics"):
        connection.execute(f"delete from dst.main.{table}")
    return told
