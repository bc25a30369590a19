"""The published file as a BI tool meets it: opened by the plain duckdb package."""

import json
import stat

import duckdb
import pytest

from handleplan.database import sql_text

BI_TYPES = {"VARCHAR", "BOOLEAN", "INTEGER", "BIGINT", "DECIMAL(18,2)", "DATE"}
# Where money in kroner is not meant: a share, a factor of prices, thousands of kroner to the hundredth of a krone.
BI_TYPES_OF_ONE_COLUMN = [
    ("audit_evidence", "share", "DECIMAL(9,6)"),
    ("rpt_fixed_price_totals", "covered_share", "DECIMAL(9,6)"),
    ("rpt_fixed_prices", "price_factor", "DECIMAL(14,10)"),
    ("rpt_initiative_funding", "decision_unknown_share", "DECIMAL(9,6)"),
    ("rpt_plan_overview", "amount_tdkk", "DECIMAL(18,5)"),
]


@pytest.fixture
def connection(published):
    with duckdb.connect(str(published), read_only=True) as opened:
        yield opened


def rows(connection, query: str) -> list[tuple]:
    return connection.execute(query).fetchall()


def test_holds_the_kept_schemas_and_no_views(connection):
    assert rows(connection, "select distinct schema_name from duckdb_tables() order by all") == [
        ("audit",),
        ("main",),
        ("marts",),
    ]
    assert rows(connection, "select view_name from duckdb_views() where not internal") == []


def test_has_only_types_that_bi_tools_take(connection):
    found = rows(
        connection, "select table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    )
    assert [column for column in found if column[2] not in BI_TYPES] == BI_TYPES_OF_ONE_COLUMN


def test_describes_every_table_and_column(connection):
    assert rows(connection, "select table_name from duckdb_tables() where coalesce(comment, '') = ''") == []
    assert (
        rows(
            connection,
            "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''",
        )
        == []
    )


def test_no_column_that_is_never_null_speaks_of_null(connection):
    told = "select table_name, column_name, comment from duckdb_columns() where not internal and {} order by all"
    assert rows(connection, told.format("not is_nullable and contains(comment, 'NULL')")) == []
    # What is left stays whole: it begins and ends like a sentence.
    whole = r"regexp_full_match(comment, '(?s)[A-Z0-9`-].*[.)]')"
    assert rows(connection, told.format(f"not {whole}")) == []
    (amount,) = rows(connection, told.format("table_name = 'fct_allocation' and column_name = 'amount_dkk'"))
    assert amount[2].startswith("Amount in kroner, nominal. A component is never 0, a grant commitment's amount")
    kept = rows(connection, told.format("is_nullable and contains(comment, 'NULL')"))
    assert ("dim_funding_source", "symbol") in [row[:2] for row in kept]


def test_a_table_without_rows_is_told_in_the_first_table(connection):
    (line,) = rows(connection, "select text_da, text_en from main.about where topic = 'empty'")
    found = rows(connection, "select schema_name || '.' || table_name from duckdb_tables() order by all")
    empty = [table for (table,) in found if rows(connection, f"select count(*) from {table}") == [(0,)]]
    assert empty
    for text in line:
        assert text.endswith(f": {', '.join(empty)}.")


def test_short_names_are_short_and_tell_apart(connection):
    for table, key in (("dim_plan", "plan"), ("dim_initiative", "initiative")):
        for language in ("da", "en"):
            short, whole = f"{key}_short_name_{language}", f"{key}_name_{language}"
            assert rows(connection, f"select count(*) - count(distinct {short}) from marts.{table}") == [(0,)]
            assert rows(connection, f"select {whole}, {short} from marts.{table} where length({short}) > 40") == []
            assert (
                rows(
                    connection,
                    f"select {short} from marts.{table} "
                    f"where {short} <> {whole} and not starts_with({whole}, rtrim({short}, '…'))",
                )
                == []
            )


def test_the_flat_table_stands_in_the_order_of_the_page(connection):
    printed = rows(
        connection,
        "select distinct plan_order, display_order, plan_id, initiative_id, table_no, row_no "
        "from marts.rpt_allocation order by table_no, row_no",
    )
    assert printed == sorted(printed)
    assert rows(
        connection,
        "select count(*) from marts.rpt_allocation inner join audit.audit_trace using (allocation_id) "
        "where rpt_allocation.printed_cell_id <> audit_trace.printed_cell_id",
    ) == [(0,)]


def test_a_table_that_must_not_be_summed_says_so_first(connection):
    told = "select table_name, starts_with(comment, 'Not to be summed') from duckdb_tables() where comment ilike {}"
    found = dict(rows(connection, told.format("'%not to be summed%'")))
    assert {"rpt_plan_overview", "audit_printed_cell", "bridge_initiative_partner"} <= found.keys()
    assert all(found.values())


def test_every_table_comment_ends_with_its_grain(connection):
    comments = dict(rows(connection, "select table_name, comment from duckdb_tables()"))
    without = [name for name, comment in comments.items() if not comment.split(". ")[-1].startswith("One row per ")]
    assert without == []


def test_keeps_keys_and_checks(connection):
    kinds = dict(rows(connection, "select constraint_type, count(*) from duckdb_constraints() group by all"))
    tables = rows(connection, "select count(*) from duckdb_tables()")[0][0]
    assert kinds["PRIMARY KEY"] == tables
    assert kinds["FOREIGN KEY"] >= 30
    assert kinds["CHECK"] >= 30
    assert kinds["NOT NULL"] >= 150


def test_every_dimension_of_the_fact_is_a_foreign_key(connection):
    keys = rows(
        connection,
        "select referenced_table from duckdb_constraints() "
        "where table_name = 'fct_allocation' and constraint_type = 'FOREIGN KEY' order by all",
    )
    assert [key for (key,) in keys] == [
        "dim_appropriation_type",
        "dim_decision",
        "dim_document",
        "dim_funding_source",
        "dim_initiative",
        "dim_municipality",
        "dim_pl_year",
        "dim_plan",
        "dim_year",
    ]


def test_is_stored_for_every_client_since_1_1(connection):
    # v1.0.0+ is what DuckDB calls the format that 1.1 and later read.
    assert rows(
        connection, "select tags['storage_version'] from duckdb_databases() where database_name = 'handleplan'"
    ) == [("v1.0.0+",)]


def test_is_read_only_for_everybody(published):
    assert stat.S_IMODE(published.stat().st_mode) == 0o444


def test_leaves_nothing_beside_it(project):
    names = ["bi", "data", "docs", "handleplan.duckdb", "handleplan.manifest.json", "handleplan.xlsx", "overview"]
    names.insert(0, "SHA256SUMS")
    assert sorted(path.name for path in (project / "dist" / "current").iterdir()) == names
    own = [".lock", "current", "releases"]
    assert sorted(path.name for path in (project / "dist").iterdir()) == sorted([*names, *own])


def test_can_be_attached_under_any_name(published):
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(published)} as other_name (read_only)")
        assert connection.execute("select count(*) > 0 from other_name.marts.fct_allocation").fetchone() == (True,)


def test_lists_every_check_of_the_project_with_no_failure(connection, project):
    manifest = json.loads((project / "build" / "target" / "manifest.json").read_text(encoding="utf-8"))
    registered = sorted(node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "test")
    checks = rows(connection, "select check_id, failures, protects, description from audit.audit_checks order by all")
    assert [check_id for check_id, *_ in checks] == registered
    assert {failures for _, failures, *_ in checks} == {0}
    assert [check_id for check_id, _, protects, description in checks if not protects or not description] == []


def test_seeds_are_typed_column_by_column(project):
    # Untyped, 007 becomes 7 and money becomes DOUBLE.
    manifest = json.loads((project / "build" / "target" / "manifest.json").read_text(encoding="utf-8"))
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert len(seeds) == len([*project.glob("seeds/*/*.csv")])
    for seed in seeds:
        head = (project / seed["original_file_path"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert list(seed["config"]["column_types"]) == head


def test_every_data_test_has_a_name_of_its_own_that_can_be_read(project):
    # The name is the published key `check_id`; dbt makes one of up to 300 characters for a test without.
    manifest = json.loads((project / "build" / "target" / "manifest.json").read_text(encoding="utf-8"))
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    assert [test["name"] for test in tests if len(test["name"]) > 60] == []
    generic = [test for test in tests if test.get("test_metadata")]
    models = {test["name"]: manifest["nodes"][test["attached_node"]]["name"] for test in generic}
    assert len(models) == len(generic) > 200
    assert [name for name, model in models.items() if not name.startswith(f"{model}_")] == []


def test_every_macro_is_described_with_its_arguments(project):
    manifest = json.loads((project / "build" / "target" / "manifest.json").read_text(encoding="utf-8"))
    macros = {one["name"]: one for one in manifest["macros"].values() if one["package_name"] == "handleplan"}
    # The version of a macro for one engine is described with the macro that chooses it: each_word and each_number
    # choose the same.
    versions = {name for name in macros if name.split("__")[-1] in {*macros, "each"} and "__" in name}
    described = {name: macro for name, macro in macros.items() if name not in versions}
    assert len(described) > 50
    assert [name for name, macro in described.items() if not macro["description"]] == []
    # That these are the macro's arguments dbt holds itself: validate_macro_args.
    arguments = [(name, argument) for name, macro in described.items() for argument in macro["arguments"]]
    assert [(name, one["name"]) for name, one in arguments if not (one["type"] and one["description"])] == []
