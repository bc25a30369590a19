"""Writes the measures as a model for Malloy, the one language here that is right across the bridge to partners."""

import duckdb

HEAD = """\
// Each measure once, from main.metrics of the published file. The connection `duckdb` opens that file, read-only.
// Money may be asked by partner here: each amount counts once, however many partners an initiative has.
source: partners is duckdb.table('marts.bridge_initiative_partner') extend {
  join_one: partner is duckdb.table('marts.dim_partner') on partner_id = partner.partner_id
}
"""
# Elsewhere a row is no money of one initiative that its partners could be asked of.
TO_PARTNERS = "\n  join_many: partners on initiative_id = partners.initiative_id"


def model(published: duckdb.DuckDBPyConnection) -> str:
    """The model, with a source for each table that has measures."""
    listed = published.execute(
        "select table_name, metric_id, sql_expression from main.metrics order by min(metric_no) over "
        "(partition by table_name), metric_no"
    ).fetchall()
    sources = [HEAD]
    for table in dict.fromkeys(row[0] for row in listed):
        name = table.removeprefix("marts.")
        keys = published.execute(
            "select constraint_column_names from duckdb_constraints() "
            "where schema_name = 'marts' and table_name = ? and constraint_type = 'PRIMARY KEY'",
            [name],
        ).fetchall()
        keyed = "".join(f"\n  primary_key: {key[0]}" for (key,) in keys if len(key) == 1)
        joined = TO_PARTNERS if keyed and "initiative_id" in _columns(published, table) else ""
        measures = "\n".join(f"    {metric} is {sql}" for of, metric, sql in listed if of == table)
        sources.append(
            f"source: {name} is duckdb.table('{table}') extend {{{keyed}{joined}\n  measure:\n{measures}\n}}\n"
        )
    return "\n".join(sources)


def _columns(published: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [name for name, *_ in published.execute(f"describe {table}").fetchall()]
