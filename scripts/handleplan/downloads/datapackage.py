"""Writes every mart as CSV and Parquet, and a Frictionless data package that describes them."""

import hashlib
import json
from pathlib import Path

import duckdb

from handleplan import queries
from handleplan.database import sql_text
from handleplan.formulas import as_text_sql

TYPES = {"BIGINT": "integer", "BOOLEAN": "boolean", "DATE": "date", "INTEGER": "integer", "VARCHAR": "string"}

# What a column is in the Fiscal Data Package's taxonomy of columns (its columnType), by name, in every table.
FISCAL_ROLES = {
    "amount_dkk": "value",
    "funding_source_id": "fin-source:generic:code",
    "funding_source_name_da": "fin-source:generic:label",
    "initiative_id": "activity:generic:project:code",
    "initiative_name_da": "activity:generic:project:label",
    "municipality_id": "administrator:generic:id",
    "municipality_name_da": "administrator:generic:name",
    "plan_id": "activity:generic:program:code",
    "plan_name_da": "activity:generic:program:label",
    "year": "date:fiscal-year",
}

TITLE = "Money of municipal action plans, by initiative, year and source"
DESCRIPTION = (
    "All tables of the star schema, each as CSV and as Parquet. Amounts are kroner; price levels are mixed, as in the "
    "letters, so sums are nominal. Sum `fct_allocation.amount_dkk`: a plain sum is the money, once. Grant commitments "
    "are in no total. Parquet holds every text as it is. In CSV a text that a spreadsheet would take for a formula "
    "(it begins with `=`, `+`, `-`, `@`, a tab or a line break) has an apostrophe before it; a lone `-` has none."
)
LICENSES = [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}]


def tables(published: duckdb.DuckDBPyConnection) -> list[dict]:
    """The marts, in order of name, with their comments."""
    return queries.rows(published, "data_package/tables")


def columns(published: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    """The columns of a mart, in order."""
    return queries.rows(published, "data_package/columns", table_name=table)


def field(column: dict) -> dict:
    """A column as Table Schema says it."""
    name, kind = column["column_name"], column["data_type"]
    described = {
        "name": name,
        "type": "number" if kind.startswith("DECIMAL") else TYPES[kind],
        "description": column["comment"],
    }
    if name in FISCAL_ROLES:
        described["columnType"] = FISCAL_ROLES[name]
    if not column["is_nullable"]:
        described["constraints"] = {"required": True}
    return described


def schema(published: duckdb.DuckDBPyConnection, table: str, columns_of_it: list[dict]) -> dict:
    """The table's Table Schema: fields, primary key and foreign keys, as the published file itself holds them."""
    keys = queries.rows(published, "data_package/keys", table_name=table)
    return {
        "fields": [field(column) for column in columns_of_it],
        "primaryKey": [name for key in keys if key["referenced_table"] is None for name in _columns(key)],
        "foreignKeys": [
            {
                "fields": _columns(key),
                "reference": {"resource": key["referenced_table"], "fields": list(key["referenced_column_names"])},
            }
            for key in keys
            if key["constraint_type"] == "FOREIGN KEY"
        ],
    }


def _columns(key: dict) -> list[str]:
    return list(key["constraint_column_names"])


def write_table(published: duckdb.DuckDBPyConnection, folder: Path, table: str, columns_of_it: list[dict]) -> None:
    """Writes one table in both forms, its rows in the order of its columns, so that equal tables give equal bytes."""
    names = [f'"{column["column_name"]}"' for column in columns_of_it]
    texts = [
        f"{as_text_sql(name)} as {name}" if column["data_type"] == "VARCHAR" else name
        for name, column in zip(names, columns_of_it, strict=True)
    ]
    ordered = f"from marts.{table} order by {', '.join(names)}"
    for selected, suffix, options in (
        (texts, "csv", "format csv, header, delimiter ','"),
        (names, "parquet", "format parquet"),
    ):
        target = sql_text(folder / f"{table}.{suffix}")
        # The names in the inner query are the table's own: an alias would hide them from the order.
        inner = f"select {', '.join(names)} {ordered}"
        published.execute(f"copy (select {', '.join(selected)} from ({inner})) to {target} ({options})")


def resource(folder: Path, path: str, described: dict) -> dict:
    """A file of the package with its size and hash."""
    content = (folder / path).read_bytes()
    return {
        **described,
        "path": path,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def sources(published: duckdb.DuckDBPyConnection) -> list[dict]:
    """The documents that the figures are from, with the agenda item behind the question where there is one."""
    documents = queries.rows(published, "data_package/documents")
    return [
        {
            "title": f"{document['title_da']} ({document['issued_on']})",
            **({"path": document["question_url"]} if document["question_url"] else {}),
        }
        for document in documents
    ]


def write(published: duckdb.DuckDBPyConnection, folder: Path, build_id: str) -> None:
    """Writes the package into a folder of its own."""
    folder.mkdir()
    resources = []
    for table in tables(published):
        name = table["table_name"]
        columns_of_it = columns(published, name)
        write_table(published, folder, name, columns_of_it)
        csv = {
            "name": name,
            "type": "table",
            "description": table["comment"],
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema(published, name, columns_of_it),
        }
        parquet = {
            "name": f"{name}_parquet",
            # Not `table`: most readers of data packages have no Parquet, and check its size and hash all the same.
            "type": "file",
            "description": f"The rows of `{name}` as Parquet, its texts as they are.",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        }
        resources += [resource(folder, f"{name}.csv", csv), resource(folder, f"{name}.parquet", parquet)]
    package = {
        "name": "handleplan",
        "version": build_id,
        "title": TITLE,
        "description": DESCRIPTION,
        "licenses": LICENSES,
        "sources": sources(published),
        "countryCode": "DK",
        "resources": resources,
    }
    text = json.dumps(package, indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")
