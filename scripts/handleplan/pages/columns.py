"""Draws the lineage of each published column: from the CSV, through staging and rules, to the marts and the audit."""

from dataclasses import dataclass
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope
from sqlglot.schema import MappingSchema

from handleplan.pages import render

DIALECT = "duckdb"
# The picture's measures: a box, the ways between boxes, and how many letters fit into one.
WIDE, HIGH, APART, BELOW, LETTERS = 204, 38, 36, 10, 28


@dataclass(frozen=True, order=True)
class Column:
    """A column of a table."""

    schema: str
    table: str
    name: str

    def __str__(self) -> str:
        """The column as SQL names it."""
        return f"{self.schema}.{self.table}.{self.name}"


Parents = dict[Column, list[Column]]


def catalogued(catalog: dict) -> dict[str, dict[str, dict[str, str]]]:
    """The types of all columns, by schema and table."""
    found: dict = {}
    for node in catalog["nodes"].values():
        table = {column["name"]: column["type"] for column in node["columns"].values()}
        found.setdefault(node["metadata"]["schema"], {})[node["metadata"]["name"]] = table
    return found


def parents(manifest: dict, catalog: dict) -> Parents:
    """Of each column of a model the columns that its value is made of, read out of the SQL that dbt compiled."""
    columns = catalogued(catalog)
    schema = MappingSchema(columns, dialect=DIALECT)
    found: Parents = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model":
            continue
        query = sqlglot.parse_one(node["compiled_code"], dialect=DIALECT)
        for table in query.find_all(exp.Table):
            table.set("catalog", None)
        query = qualify(query, schema=schema, dialect=DIALECT, identify=False)
        # All columns in one call, and no copies for labels that nobody reads: else it takes twenty times as long.
        made = lineage(None, query, schema, dialect=DIALECT, scope=build_scope(query), trim_selects=False, copy=False)
        for name in columns[node["schema"]][node["alias"]]:
            ends = made[name].walk()
            found[Column(node["schema"], node["alias"], name)] = sorted(
                {
                    Column(end.expression.db, end.expression.name, end.name.rsplit(".", 1)[-1])
                    for end in ends
                    if isinstance(end.expression, exp.Table)
                }
            )
    return found


def steps(start: Column, made_of: Parents) -> dict[Column, int]:
    """A column and all upstream of it, each with its distance: that of the longest way, so all ways run one way."""
    distance = {start: 0}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for parent in made_of.get(here, []):
            if distance.get(parent, -1) <= distance[here]:
                distance[parent] = distance[here] + 1
                waiting.append(parent)
    return distance


def picture(distance: dict[Column, int], made_of: Parents) -> dict:
    """The boxes and the ways between them, from left to right."""
    last = max(distance.values())
    places: dict[Column, tuple[int, int]] = {}
    rows: dict[int, int] = {}
    for column in sorted(distance, key=lambda one: (-distance[one], one)):
        layer = last - distance[column]
        row = rows[layer] = rows.get(layer, -1) + 1
        places[column] = (layer * (WIDE + APART), row * (HIGH + BELOW))
    ways = [
        (places[parent][0] + WIDE, places[parent][1] + HIGH // 2, places[column][0], places[column][1] + HIGH // 2)
        for column in distance
        for parent in made_of.get(column, [])
    ]
    return {
        "width": last * (WIDE + APART) + WIDE,
        "height": (max(rows.values()) + 1) * (HIGH + BELOW) - BELOW,
        "boxes": [(column, *place) for column, place in places.items()],
        "ways": sorted(ways),
    }


def lineages(made_of: Parents, published: list[dict]) -> list[dict]:
    """The published tables, each with the lineage of each of its columns."""
    tables: dict = {}
    for row in published:
        start = Column(row["schema_name"], row["table_name"], row["column_name"])
        distance = steps(start, made_of)
        table = tables.setdefault(
            (start.schema, start.table), {"name": f"{start.schema}.{start.table}", "columns": []} | row
        )
        table["columns"].append(
            {
                "column": start,
                "comment": row["comment"],
                "csv": sorted(column for column in distance if column not in made_of),
                "lines": [(column, made_of[column]) for column in distance if made_of.get(column)],
                "picture": picture(distance, made_of),
            }
        )
    return list(tables.values())


def write(page: Path, made_of: Parents, files: dict[str, str], published: list[dict], **values: object) -> None:
    """Writes the page; `files` names the CSV of each raw table, `published` are the columns shown."""
    short = {"wide": WIDE, "high": HIGH, "letters": LETTERS}
    render.write(page, "columns.html.j2", tables=lineages(made_of, published), files=files, **short, **values)
