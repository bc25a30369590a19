"""Takes a paper back: its rows leave the seeds, and with them the ids that came with it and that nothing else uses.

Which rows use an id follows from the tests of relationships in staging's YAML, so a new seed needs no second place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from handleplan.checks import check
from handleplan.checks.chain import Chain
from handleplan.errors import RefusedError
from handleplan.letters import change, sources, template
from handleplan.letters.letter import ACCEPTED
from handleplan.paths import ROOT
from handleplan.reading.language import ENGLISH, Words
from handleplan.seeds import csv_files
from handleplan.seeds.values import trim

# A column of a seed.
Column = tuple[str, str]
OTHER = re.compile(r"ref\('stg_(\w+)'\)")


@dataclass
class Relations:
    """Of each id, where rows point at it (`users`), and where a row must stand for it to stand itself (`needed`)."""

    users: dict[Column, list[Column]] = field(default_factory=lambda: defaultdict(list))
    needed: dict[Column, list[Column]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Seeds:
    """The rows of all seeds by line, and the lines that go."""

    texts: dict[Path, str]
    rows: dict[str, dict[int, dict[str, str]]]
    gone: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def values(self, columns: Iterable[Column], is_left: bool = True) -> set[str]:
        """The values that columns have: in the rows that are left, or in all of them."""
        return {
            row[column]
            for seed, column in columns
            for line, row in self.rows[seed].items()
            if row[column] and not (is_left and line in self.gone[seed])
        }


def relations() -> Relations:
    """What the tests of staging say of the ids that belong to no document alone."""
    types = csv_files.types_by_seed(ROOT)
    shared = {seed for seed in template.seeds_of_a_letter() if "document_id" not in types[seed]}
    tests = template.data_tests(ROOT)
    keys = {(seed, told["column_name"]) for seed, test, told in tests if test == "unique" and seed in shared}
    found = Relations()
    for seed, test, told in tests:
        to = OTHER.fullmatch(told["to"]) if test == "relationships" else None
        # A year read from a heading is no column of a seed.
        if to is None or told["field"] not in types.get(to[1], {}):
            continue
        here, there = (seed, told["column_name"]), (to[1], told["field"])
        if here in keys:
            found.needed[here].append(there)
            found.users[here].append(there)
        elif there in keys:
            found.users[there].append(here)
    return found


def seeds_of(root: Path) -> Seeds:
    """All seeds as they stand."""
    texts, rows = {}, {}
    for path, types in csv_files.schemas(root).items():
        texts[path] = path.read_text(encoding="utf-8-sig")
        seed = csv_files.read(texts[path].encode(), types)
        rows[path.stem] = {line: dict(zip(seed.columns, map(trim, values), strict=True)) for line, values in seed.rows}
    return Seeds(texts, rows)


def take_out(document_id: str, seeds: Seeds, related: Relations) -> None:
    """Marks the rows that go: those of the document, and those of ids that only it used."""
    of_document = re.compile(rf"{re.escape(document_id)}\.t\d+(\..+)?")
    used = {key: seeds.values(columns, is_left=False) for key, columns in related.users.items()}
    for seed, rows in seeds.rows.items():
        for line, row in rows.items():
            is_accepted = seed == ACCEPTED and of_document.fullmatch(row["control_id"])
            if row.get("document_id") == document_id or is_accepted:
                seeds.gone[seed].add(line)
    is_settled = False
    while not is_settled:
        is_settled = True
        for (seed, column), columns in related.users.items():
            unused = used[seed, column] - seeds.values(columns)
            lines = {line for line, row in seeds.rows[seed].items() if row[column] in unused} - seeds.gone[seed]
            seeds.gone[seed] |= lines
            is_settled = is_settled and not lines


def needed_by_others(document_id: str, seeds: Seeds, related: Relations, root: Path, words: Words) -> list[str]:
    """Where other papers use what only this one brought, such as the name of an initiative."""
    told: dict[str, None] = {}
    for (seed, column), places in related.needed.items():
        kept = seeds.values([(seed, column)])
        for there in places:
            for lost in sorted(kept & seeds.values([there], is_left=False) - seeds.values([there])):
                for user, name in related.users[seed, column]:
                    for line, row in seeds.rows[user].items():
                        if row[name] == lost and line not in seeds.gone[user] and row.get("document_id"):
                            needs = {"place": place_of(user, line, root), "document": row["document_id"]}
                            only = {"what": f"{column} {lost}", "only": document_id, "seed": there[0]}
                            told[words.of("say", "needed_by", **needs, **only)] = None
    return list(told)


def place_of(seed: str, line: int, root: Path) -> str:
    """A line of a seed, as findings name it."""
    return f"{next(root.glob(f'seeds/*/{seed}.csv')).relative_to(root).as_posix()}:{line}"


def without(seeds: Seeds) -> tuple[change.Files, dict[str, list[int]]]:
    """The files without the lines that go; and of each seed the lines that are left, by their numbers of today."""
    files, left = {}, {}
    for path, before in seeds.texts.items():
        if gone := seeds.gone[path.stem]:
            # Not splitlines(), which splits at characters that may stand in a value.
            lines = before.split("\n")
            left[path.stem] = [number for number in range(1, len(lines) + 1) if number not in gone]
            files[path] = before, "\n".join(lines[number - 1] for number in left[path.stem])
    return files, left


def money_of(chain: Chain) -> dict[tuple[str, str], int]:
    """The money that stands, by initiative and year or span of years."""
    chain.connection.execute(f"use {chain.database}")
    rows = chain.connection.execute(
        """
        select cast(year as varchar), initiative_id, sum(amount_dkk) from marts.fct_allocation group by all
        union all
        select first_year || '-' || coalesce(cast(last_year as varchar), ''), initiative_id, sum(amount_dkk)
        from marts.fct_period_allocation where initiative_id is not null group by all
        """
    ).fetchall()
    return {(years, initiative): amount for years, initiative, amount in rows}


def changed_money(before: Chain, after: Chain, words: Words) -> str:
    """What stands otherwise without the paper, one line each."""
    try:
        old, new = money_of(before), money_of(after)
    except duckdb.Error:
        return words.of("say", "removal_untold")
    told = [
        f"{key[1]}, {key[0]}: {old.get(key, 0)} kr. -> {new.get(key, 0)} kr."
        for key in sorted({*old, *new})
        if old.get(key, 0) != new.get(key, 0)
    ]
    return "\n".join(told) or words.of("say", "removal_changes_nothing")


def remove(document_id: str, root: Path = ROOT, order: change.Order = change.AS_ASKED, words: Words = ENGLISH) -> int:
    """Takes a paper's rows out of the seeds once all is well without them; returns the exit status."""
    seeds, related = seeds_of(root), relations()
    known = sorted(row.get("document_id", "") for row in seeds.rows["raw_documents"].values())
    if document_id not in known:
        there = ", ".join(known) or words.of("word", "nothing")
        raise RefusedError(words.of("say", "no_document", document=document_id, there=there))
    take_out(document_id, seeds, related)
    files, left = without(seeds)
    if known == [document_id]:
        raise RefusedError(words.of("say", "only_document", document=document_id))
    if needed := needed_by_others(document_id, seeds, related, root, words):
        return change.refused(needed, words=words)
    found, after = change.findings_of(files, root)

    def place(seed: str, line: int) -> str | None:
        return place_of(seed, left[seed][line - 1], root) if line <= len(left.get(seed, [])) else None

    if found:
        without_it = f" in the seeds without {document_id}"
        return change.refused([change.with_places(one, place) for one in found], without_it, words)
    _, before = check.findings_of(root)
    came_with_it = [
        f"{column} {value}"
        for seed, column in related.users
        for value in sorted(seeds.values([(seed, column)], is_left=False) - seeds.values([(seed, column)]))
    ]
    print(changed_money(before, after, words), "", change.diff_of(files, root), sep="\n")
    if came_with_it:
        print(words.of("say", "goes_too", document=document_id, ids=", ".join(came_with_it)))
    count = sum(map(len, seeds.gone.values()))
    done = words.of("say", "removed", rows=count, document=document_id, files=len(files))
    status = change.finish(files, order, words.of("say", "ask_removal", document=document_id), done, words)
    if status == 0 and not order.is_dry:
        sources.forget(document_id, root)
    return status
