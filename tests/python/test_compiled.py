"""After any change of the project, what dbt parses and compiles of it alone is what it parses and compiles anew."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import replace_once, small_project
from handleplan import dbt
from handleplan.checks import compiled
from handleplan.errors import ProjectError

FILES = {
    "models/one.sql": "{{ config(group='entry') }}\n"
    "select {{ two_words() }} as word, 1 as id, 'x' as seed_file, 1 as seed_line",
    "models/two.sql": "select * from {{ ref('one') }}",
    "models/three.sql": "select {{ var('fixed_price_year') or 3 }} as id",
    "models/said.sql": "select '{{ graph.nodes['model.handleplan.two'].description if execute }}' as said",
    "models/one.yml": """
models:
  - name: one
    description: "{{ doc('one') }}"
    columns:
      - name: id
        data_tests:
          - not_null: {name: one_has_an_id}
          - unique: {name: one_has_an_id_once}
      - {name: word, data_tests: [not_null: {name: one_has_a_word}]}
  - name: two
    description: Two.
    columns:
      - {name: word, data_tests: [relationships: {name: two_is_one, arguments: {to: ref('one'), field: word}}]}
""",
    "models/units.yml": """
unit_tests:
  - name: two_is_one
    model: two
    given: [{input: ref('one'), rows: [{word: a, id: 1}]}]
    expect: {rows: [{word: a, id: 1}]}
""",
    "models/docs.md": "{% docs one %}One.{% enddocs %}\n{% docs other %}Other.{% enddocs %}\n",
    "macros/one.sql": "{% macro two_words() %}{{ one_word() }} || ' b'{% endmacro %}",
    "macros/two.sql": "{% macro one_word() %}'a'{% endmacro %}",
    "tests/reconciliation/one_is_two.sql": "select {{ two_words() }} as x from {{ ref('one') }} where 1 = 2",
    "tests/reconciliation/all_is_well.sql": "select 1 as x from {{ ref('two') }} where 1 = 2",
    "tests/reconciliation/_reconciliation.yml": """
data_tests:
  - name: one_is_two
    description: One is two.
  - name: all_is_well
    description: All is well.
    config: {meta: {grain: one}}
""",
    # So many that what a change reaches is less than half of all: then it is selected.
    **{f"tests/reconciliation/other_{number}.sql": "select 1 as x where 1 = 2" for number in range(8)},
}  # fmt: skip


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of a text in a file."""
    return lambda root: replace_once(root / name, old, new) and None


def within_its_time(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of a text in a file whose time stays what it was."""

    def change(root: Path) -> None:
        times = (root / name).stat()
        replace_once(root / name, old, new)
        os.utime(root / name, ns=(times.st_atime_ns, times.st_mtime_ns))

    return change


def written(name: str, text: str) -> Callable[[Path], None]:
    """A new file."""
    return lambda root: (root / name).write_text(text, encoding="utf-8") and None


def renamed(name: str, other: str) -> Callable[[Path], None]:
    """A file under another name."""
    return lambda root: (root / name).rename(root / other) and None


def without_a_test(root: Path) -> None:
    """A singular test goes, with what YAML says of it."""
    (root / "tests" / "reconciliation" / "one_is_two.sql").unlink()
    described = "  - name: one_is_two\n    description: One is two.\n"
    replace_once(root / "tests" / "reconciliation" / "_reconciliation.yml", described, "")


# In this order, each on top of those before it, two at a time; after those of one list all is compared with what is
# compiled anew. What a later one would hide stands last.
KINDS = {
    "macros": [
        changed("macros/one.sql", "' b'", "' c'"),
        changed("macros/two.sql", "'a'", "'A'"),
        changed("macros/tests/not_null.sql", "is empty;", "is bare;"),
        changed("macros/tests/place.sql", "cast(null as integer) as seed_line", "0 as seed_line"),
    ],
    "macros that come or go": [
        written("macros/where.sql", "{% macro get_where_subquery(relation) %}(from {{ relation }}){% endmacro %}"),
        changed("macros/two.sql", "{% macro", "{% macro duckdb__one_word() %}'B'{% endmacro %}{% macro"),
        changed("macros/one.sql", "{{ one_word() }}", "{{ adapter.dispatch('one_word')() }}"),
        renamed("macros/two.sql", "macros/other.sql"),
    ],
    "descriptions and tests": [
        changed("models/docs.md", "One.", "The one."),
        changed("models/docs.md", "{% docs other", "{% docs third %}Third.{% enddocs %}\n{% docs other"),
        changed("models/one.yml", "description: Two.", "description: The second."),
        changed("models/one.yml", "name: one_has_an_id}", "name: one_has_some_id}"),
        changed("models/one.yml", "          - unique: {name: one_has_an_id_once}\n", ""),
        changed("models/one.yml", "word, data_tests: [not_null", "word, data_tests: [unique: {name: w}, not_null"),
        changed("models/one.yml", "field: word", "field: id"),
        changed("tests/reconciliation/_reconciliation.yml", "All is well.", "All is very well."),
        changed("tests/reconciliation/all_is_well.sql", "1 = 2", "2 = 1"),
        within_its_time("models/units.yml", "word: a, id: 1}]}\n", "word: a, id: 2}]}\n"),
    ],
    "files and settings": [
        changed("models/one.yml", "    description: \"", "    config: {alias: uno, tags: [a]}\n    description: \""),
        written("models/four.sql", "select * from {{ ref('two') }}"),
        written("models/four.yml", "models:\n  - name: four\n    description: \"{{ doc('other') }}\"\n"),
        renamed("models/one.yml", "models/first.yml"),
        renamed("models/three.sql", "models/third.sql"),
        without_a_test,
        changed("dbt_project.yml", "{+materialized: table}", "{+materialized: table, +meta: {level: 1}}"),
        changed("models/docs.md", "Third.", "The third."),
        changed("dbt_project.yml", "fixed_price_year: null", "fixed_price_year: 2030"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A project that has the seeds and macros of this one, and a few models and tests."""
    return small_project(tmp_path_factory.mktemp("compiled") / "project", FILES)


def told(value: object) -> object:
    """What a manifest says, but when it was made, and in which order dbt came by what it lists."""
    if isinstance(value, dict):
        return {key: told(one) for key, one in value.items() if key not in ("created_at", "metadata", "group_map")}
    return [told(one) for one in value] if isinstance(value, list) else value


def manifest_of(root: Path) -> dict:
    """What `make check` takes of a project."""
    read = told(json.loads((compiled.compile_project(root, "compile") / "manifest.json").read_text(encoding="utf-8")))
    for name in ("child_map", "parent_map"):
        read[name] = {key: sorted(ones) for key, ones in read[name].items()}
    return read


@pytest.fixture
def compiled_now(small, monkeypatch) -> Callable[[], set[str]]:
    """Compiles; tells of which nodes dbt was asked for the SQL. `said` looks beyond itself, so it is always one."""
    asked, invoke = [], dbt.invoke
    monkeypatch.setattr(dbt, "invoke", lambda *command, **options: asked.append(command) or invoke(*command, **options))

    def compile_now() -> set[str]:
        asked.clear()
        manifest_of(small)
        return {name for command in asked if "--select" in command for name in command[command.index("--select") + 1 :]}

    compile_now()
    return compile_now


OF_ONE = {"one_has_an_id", "one_has_an_id_once", "one_has_a_word", "one_is_two", "two_is_one"}


@pytest.mark.parametrize(
    ("file", "old", "new", "reached"),
    [
        ("models/docs.md", "One.", "First.", {"one"}),
        ("models/two.sql", "select", "select ", {"two"}),
        ("macros/two.sql", "'a'", "'x'", {"one", "one_is_two"}),
        ("models/one.yml", "field: word", "field: id", {"two_is_one"}),
        ("models/one.sql", "group=", "alias='uno', group=", {"one", "two"} | OF_ONE),
    ],
)
def test_after_a_change_only_what_it_reaches_is_compiled(small, compiled_now, file, old, new, reached):
    for change in (changed(file, old, new), changed(file, new, old)):
        change(small)
        assert compiled_now() == reached | {"said"}
        assert compiled_now() == set()


def test_what_a_build_compiled_is_taken_unless_somebody_touched_it(small, compiled_now):
    check, ran, target = (small / "build" / name for name in ("check", "ran", "target"))
    done = dbt.invoke(
        "build", "--exclude-resource-type", "unit_test", target="candidate", target_path=target, root=small
    )
    assert done.success, [(one.node.name, one.message) for one in done.result.results if one.status != "success"]
    compiled.keep(target, compiled.CANDIDATE, compiled.key_of_build(compiled.CANDIDATE, small), small)
    changed("models/two.sql", "select", "select ")(small)
    assert compiled_now() == {"two", "said"}
    shutil.rmtree(check)
    (ran / "manifest.json").write_text("{}", encoding="utf-8")
    changed("models/two.sql", "select ", "select")(small)
    # Nothing is selected where all is compiled.
    assert compiled_now() == set()
    shutil.rmtree(ran)


def test_who_mends_a_fault_waits_for_no_more_than_what_differs(small, compiled_now):
    for wrong in ("{{ ref('none') }}", "{{ none.none.none }}"):
        changed("models/two.sql", "select *", f"select {wrong}")(small)
        with pytest.raises(ProjectError, match=r"models/two\.sql"):
            compiled_now()
        changed("models/two.sql", f"select {wrong}", "select *")(small)
        assert compiled_now() == {"said"}


def test_after_a_change_all_is_as_if_dbt_had_parsed_and_compiled_it_anew(small):
    manifest_of(small)
    check = small / "build" / "check"
    for kind, changes in KINDS.items():
        for two in (changes[at : at + 2] for at in range(0, len(changes), 2)):
            for change in two:
                change(small)
            after = manifest_of(small)
        check.rename(small / "build" / "aside")
        assert after == manifest_of(small), kind
        shutil.rmtree(check)
        (small / "build" / "aside").rename(check)
