"""The bulk door: the same models on files in a folder, and made-up letters whose errors are found."""

import json
import os
import re
import shutil
import subprocess
import sys

import duckdb
import pytest

import letters
from conftest import NASTY, ROOT, copy_built, rows, run_evidence, run_program
from evidence.scale import bench_scale, find_planted, planted_errors, synthetic_letters
from handleplan import dbt
from handleplan.checks.chain import Chain
from handleplan.database import describe, sql_glob, sql_text
from handleplan.release import increment
from handleplan.release.folder import ReleaseFolder
from handleplan.seeds import bulk_files, csv_files, inputs

OF_NEW_PAPERS = """
import sys; sys.path.insert(0, "scripts")
from pathlib import Path
from handleplan.release import candidate, increment
candidate.clear()
made = candidate.of_new_papers(increment.Increment(Path("build/increment"), ["m000", "m001"], Path("dist")))
print(made, candidate.CANDIDATE.exists())
"""
# Where a row was entered is all that may differ between the seeds and the same rows in other files.
PLACES = {
    f"audit.audit_{table}"
    for table in ("controls", "corroborations", "decision_links", "footnotes", "printed_cell", "trace")
}


def generated(folder, **arguments):
    wanted = {"cells": 3000, "seed": 1, "errors": 0, "level": "letter", "kind": "parquet", "partitioned": False}
    synthetic_letters.generate(folder, **(wanted | arguments))
    return folder


def rows_of(folder, kind="parquet"):
    with duckdb.connect() as connection:
        return {
            seed.name: connection.execute(
                f"select count(*), sum(hash(columns(*)::varchar)) from read_{kind}('{seed}/**/*.{kind}', "
                "hive_partitioning = false)"
            ).fetchall()
            for seed in sorted(folder.iterdir())
            if seed.is_dir()
        }


@pytest.fixture(scope="module")
def bulk_project(project, tmp_path_factory):
    """A copy of the built project, in which candidates are built from other rows."""
    folder = tmp_path_factory.mktemp("bulk")
    return copy_built(project, folder).rename(folder / NASTY)


@pytest.fixture(scope="module")
def chain(compiled_project, tmp_path_factory):
    """The compiled chain, for made-up letters in the place of the project's own."""
    return Chain(compiled_project, letters.copy_seeds(tmp_path_factory.mktemp("made-up")))


@pytest.fixture(scope="module")
def letter_in_bulk(bulk_project, tmp_path_factory):
    """The letter as a folder of Parquet files, and where it is published from that; then more may be put there."""
    folder = tmp_path_factory.mktemp("letter") / f"{NASTY} a?b*c"
    written = run_evidence(bulk_project, "seeds-as-bulk", str(folder))
    assert written.returncode == 0, written.stderr
    dist = folder.with_name("dist")
    built = run_program(bulk_project, "build", "--raw-dir", str(folder), "--dist", str(dist))
    assert built.returncode == 0, built.stderr
    assert "41 of 41" in built.stdout
    return folder, dist


def test_the_letter_through_the_bulk_door_is_the_letter(letter_in_bulk, published):
    _, dist = letter_in_bulk
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(published)} as seeds (read_only)")
        connection.execute(f"attach {sql_text(dist / 'handleplan.duckdb')} as files (read_only)")
        seeds, files = describe(connection, "seeds"), describe(connection, "files")
        places = connection.execute("select distinct seed_file from files.audit.audit_trace").fetchall()
    assert {table for table in seeds if seeds[table] != files[table]} == PLACES
    assert places == [("raw_allocations/part-0.parquet",)]


def test_new_papers_are_built_onto_the_release_before(bulk_project, letter_in_bulk, tmp_path):
    folder, dist = letter_in_bulk
    made = generated(tmp_path / "made")
    for seed, types in csv_files.types_by_seed(ROOT).items():
        # What all municipalities share is there.
        if {"document_id", *inputs.KNOWN_BY, "municipality_id", "control_id"} & {*types}:
            shutil.copy(made / seed / "part-0.parquet", folder / seed / "part-1.parquet")
    with duckdb.connect() as connection:
        # Numbers of documents are unique among all.
        own, taken = (of / "raw_documents" / f"part-{no}.parquet" for of, no in ((made, 0), (folder, 1)))
        numbered = f"select * replace (document_no + 100 as document_no) from {sql_glob(own)}"
        connection.execute(f"copy ({numbered}) to {sql_text(taken)} (format parquet)")
    before = (dist / "handleplan.duckdb").resolve()
    by_dbt = shutil.copytree(dist, tmp_path / "dist", symlinks=True)
    assert increment.plan(folder, ReleaseFolder(dist)).municipalities == ["m000", "m001"]
    order = ("build", "--raw-dir", str(folder), "--dist", str(dist), "--incremental")
    ran = bulk_project / "build" / "target" / "run_results.json"
    when = ran.stat().st_mtime_ns
    built = run_program(bulk_project, *order)
    assert built.returncode == 0, built.stderr
    assert "Built onto the release before: m000, m001." in built.stdout
    assert ran.stat().st_mtime_ns == when, "new papers were built by dbt"
    shutil.rmtree(bulk_project / "build" / "ran_in_bulk")
    built = run_program(bulk_project, *order[:4], str(by_dbt), *order[5:])
    assert built.returncode == 0, built.stderr
    assert ran.stat().st_mtime_ns > when, "new papers were not built by dbt"
    told = [json.loads((place / "handleplan.manifest.json").read_bytes())["tables"] for place in (dist, by_dbt)]
    assert told[0] == told[1]
    # Where something does not hold it is dbt that says what.
    cells = bulk_project / "build" / "increment" / "raw_allocations" / "part-0.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create table cells as from {sql_glob(cells)}")
        broken = "select * replace (amount_printed || '1' as amount_printed) from cells"
        connection.execute(f"copy ({broken}) to {sql_text(cells)} (format parquet)")
    tried = subprocess.run([sys.executable, "-c", OF_NEW_PAPERS], cwd=bulk_project, capture_output=True, check=True)
    assert tried.stdout == b"None False\n"
    again = run_program(bulk_project, *order)
    assert again.stdout.startswith("Nothing was built: the release is of the rows that the folder holds")
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(before)} as before (read_only)")
        connection.execute(f"attach {sql_text(dist / 'handleplan.duckdb')} as after (read_only)")
        known, documents = (
            connection.execute(query).fetchall()
            for query in (
                "select count(*) from before.audit.audit_trace anti join after.audit.audit_trace using (allocation_id)",
                "select municipality_id, count(*) from after.marts.dim_document group by all order by all",
            )
        )
    assert known == [(0,)]
    assert documents == [("copenhagen", 1), ("m000", 1), ("m001", 1)]


def test_what_is_not_a_new_paper_alone_has_everything_built(letter_in_bulk, tmp_path):
    folder, dist = letter_in_bulk

    def refused(seed: str, select: str) -> str:
        other = shutil.copytree(folder, tmp_path / seed)
        with duckdb.connect() as connection:
            file = other / seed / "part-0.parquet"
            connection.execute(f"create table rows as from {sql_glob(file)}")
            connection.execute(f"copy ({select}) to {sql_text(file)} (format parquet)")
        with pytest.raises(increment.NotAloneError) as why:
            increment.plan(other, ReleaseFolder(dist))
        return str(why.value)

    cells = "select * replace (case when row_no = 1 then '1' else amount_printed end as amount_printed) from rows"
    assert refused("raw_allocations", cells).startswith("letter_2026 is changed or gone since the release before")
    shared = "what all municipalities share has changed, or a row names nothing that is known"
    assert refused("ref_funding_source_names", "from rows limit 1") == shared
    assert refused("ref_documents", "select * replace ('other' as document_id) from rows") == shared
    with pytest.raises(increment.NotAloneError, match="of no bulk build"):
        increment.plan(folder, ReleaseFolder(tmp_path))


def test_a_key_that_stands_twice_ends_a_bulk_build(bulk_project, tmp_path):
    """There it is no index of the table: a query counts it."""
    # Where the bulk builds before have parsed the project.
    target, raw = bulk_project / "build" / "target", bulk_project / "build" / "raw"
    raw.unlink(missing_ok=True)
    raw.symlink_to(tmp_path / "raw")
    assert run_evidence(bulk_project, "seeds-as-bulk", str(tmp_path / "raw")).returncode == 0
    keys = {"dim_partner": "partner_id", "dim_year": "year"}
    models = [bulk_project / "models" / "marts" / "dimensions" / f"{table}.sql" for table in keys]
    written = [model.read_text(encoding="utf-8") for model in models]
    try:
        for model, sql in zip(models, written, strict=True):
            model.write_text(f"{sql}union all\nselect * from final\n", encoding="utf-8")
        select = ("--select", *(f"+{table}" for table in keys), "--exclude-resource-type", "test", "unit_test")
        given = dbt.variables(raw_dir=str(raw))
        told = dbt.run("build", *select, *given, target="bulk", target_path=target, root=bulk_project)
    finally:
        for model, sql in zip(models, written, strict=True):
            model.write_text(sql, encoding="utf-8")
    assert told.returncode == 1
    for table, key in keys.items():
        assert re.search(rf"\d+ rows of {table} have the {key} of another row", told.stdout)


def test_a_raw_folder_never_takes_the_place_of_the_letters(project):
    told = run_program(project, "build", "--raw-dir", "/tmp")
    assert told.returncode == 2
    assert "--raw-dir requires --dist" in told.stderr


def test_one_seed_gives_the_same_letters(tmp_path):
    first, second, other = (
        rows_of(generated(tmp_path / name, seed=seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == second
    assert first != other


def test_csv_and_folders_by_municipality_hold_the_same_rows(tmp_path):
    plain = rows_of(generated(tmp_path / "plain"))
    parted = generated(tmp_path / "parted", partitioned=True)
    assert (parted / "raw_allocations" / "municipality_id=m000").is_dir()
    counts = {seed: rows[0][0] for seed, rows in plain.items()}
    assert {seed: rows[0][0] for seed, rows in rows_of(parted).items()} == counts
    assert {
        seed: rows[0][0] for seed, rows in rows_of(generated(tmp_path / "csv", kind="csv"), "csv").items()
    } == counts


def found_in(folder, chain):
    """What the compiled chain finds in made-up letters, which are CSV files."""
    seeds = {file.parent.name: file for file in folder.glob("*/part-0.csv")}
    for name, file in seeds.items():
        shutil.copy(file, letters.path_of(chain.seeds, name))
    return chain.run(map(chain.key, seeds))


def test_the_script_by_hand_gives_the_facts_of_the_models(chain, tmp_path):
    """The yardstick of `make bench-scale` must do the same work."""
    assert found_in(generated(tmp_path / "csv", kind="csv"), chain) == []
    bench_scale.by_hand(generated(tmp_path / "raw"), tmp_path / "by_hand.duckdb")
    asked = (
        "select plan_id, initiative_id, year, funding_source_id, pl_year, decision_id, sum(amount_dkk), count(*) "
        "from {} group by all order by all"
    )
    with duckdb.connect(str(tmp_path / "by_hand.duckdb"), read_only=True) as connection:
        by_hand = connection.execute(asked.format("fct_allocation")).fetchall()
    assert by_hand == rows(chain, asked.format("marts.fct_allocation"))
    assert len(by_hand) > 1000


# What compares each row with each: a heading may name any of four words, and totals that are off are few.
ROW_BY_ROW = {"columns_are_of_their_kind", "totals_reconcile"}


def test_large_tables_are_joined_by_hash(chain):
    """A join that is not by hash takes a hundred times as long for ten times the rows, which the letter never shows."""
    # The letter states no changes: by its statistics alone a query of them would have no plan.
    chain.connection.execute("set disabled_optimizers = 'statistics_propagation'")
    try:
        # As JSON: of a plan that is drawn, what is too wide is left out.
        plans = {
            node["name"]: chain.connection.execute(f"explain (format json) {node['compiled_code']}").fetchall()[0][1]
            for node in map(chain.nodes.get, chain.order)
            if node["resource_type"] in ("model", "test") and chain.parents[node["unique_id"]]
        }
    finally:
        chain.connection.execute("reset disabled_optimizers")
    # Other joins than by hash are chosen for the few rows of the letter; this one is all that its condition allows.
    assert {name for name, plan in plans.items() if "BLOCKWISE_NL_JOIN" in plan} == ROW_BY_ROW


def in_both_forms(folder, **arguments):
    """Made-up letters of which every second seed is CSV, and of the others some are parted by municipality."""
    made = generated(folder / "raw", partitioned=True, **arguments)
    as_csv = generated(folder / "csv", kind="csv", **arguments)
    for seed in sorted(path.name for path in as_csv.iterdir() if path.is_dir())[::2]:
        shutil.rmtree(made / seed)
        (as_csv / seed).rename(made / seed)
    assert len([*made.glob("raw_*/*.csv")]) > 3
    assert len([*made.glob("raw_*/municipality_id=m000")]) > 3
    return made


# A refusal through the bulk door is built truly once; the compiled chain says the same in a tenth of the time.
@pytest.mark.parametrize("level", list(planted_errors.ERRORS))
def test_planted_errors_are_found_and_nothing_else(bulk_project, chain, tmp_path, level):
    if level == "seed":
        folder = in_both_forms(tmp_path, errors=10, level=level)
        found = find_planted.findings_of(folder, bulk_project)
    else:
        folder = generated(tmp_path / "raw", errors=10, level=level, kind="csv")
        found = found_in(folder, chain)
    planted = find_planted.planted_in(folder)
    assert len(planted) == 10
    assert find_planted.compare(planted, found) == []


def test_a_folder_that_does_not_fit_is_told_before_anything_is_read(tmp_path):
    folder = generated(tmp_path / "raw")
    (folder / "raw_symbols" / "part-0.parquet").unlink()
    with duckdb.connect() as connection:
        target = folder / "raw_tables" / "part-0.parquet"
        connection.execute(f"copy (select 1.5 as table_no, 7 as bulk_row) to '{target}'")
    told = bulk_files.problems(folder, ROOT)
    assert "raw_symbols: has no files; expected either Parquet or CSV files (an empty file for no rows)" in told
    assert "raw_tables/part-0.parquet: column table_no is DECIMAL(2,1); expected integer" in told
    assert any("column unit_dkk is missing" in words for words in told)
    assert "raw_tables/part-0.parquet: column bulk_row is what a row's place is called; expected another name" in told


def test_a_pipe_and_what_is_no_parquet_are_refused_and_not_waited_for(tmp_path):
    folder = generated(tmp_path / "raw")
    os.mkfifo(folder / "raw_symbols" / "part-1.parquet")
    (folder / "raw_tables" / "part-0.parquet").write_bytes(b"PAR1 and no more")
    assert bulk_files.problems(folder, ROOT) == [
        "raw_symbols/part-1.parquet: not a regular file; expected Parquet or CSV",
        told := next(one for one in bulk_files.problems(folder, ROOT) if one.startswith("raw_tables/")),
    ]
    assert told.startswith("raw_tables/part-0.parquet: cannot be read as Parquet: ")


def test_parquet_files_that_unpack_to_too_much_are_refused_unread(tmp_path, monkeypatch):
    folder = generated(tmp_path / "raw")
    monkeypatch.setattr(bulk_files, "MOST_ROWS", 10)
    told = bulk_files.problems(folder, ROOT)
    assert any(one.startswith("raw_allocations: ") and "expected at most 10 rows" in one for one in told)
