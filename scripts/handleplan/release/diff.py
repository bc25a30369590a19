"""Shows what a candidate would change in the published figures: old, new, and the raw row that says so.

Compares build/handleplan.duckdb, as the last build left it, with the published file.
Exit status: 0 compared, 2 the files cannot be compared.
"""

from pathlib import Path

import duckdb

from handleplan.database import sql_text

# A figure is an allocation or a grant commitment; what can change in it is told by one text.
FIGURES = """
    select
        'table ' || table_no || ', row ' || row_no || ', ' || year || ', component ' || component_no
            || ' (' || plan_id || ', ' || initiative_id || ')' as figure,
        document_id,
        allocation_id as figure_id,
        amount_dkk || ' kr., source ' || funding_source_id || ', decision ' || decision_id || ' (' || decision_evidence
            || '), price level ' || if(pl_year = -1, 'unknown', pl_year::varchar)
            || if(is_partly_unallocated, ', partly unallocated', '') as says,
        trace.seed_file || ':' || trace.seed_line as place
    from {database}.marts.fct_allocation
    inner join (select allocation_id, seed_file, seed_line from {database}.audit.audit_trace) as trace
        using (allocation_id)
    union all
    select
        'grant commitment ' || commitment_id || ' (' || plan_id || ')',
        document_id,
        commitment_key,
        amount_dkk || ' kr., ' || first_year || '-' || last_year || ', from ' || granted_by,
        'seeds/raw/raw_grant_commitments.csv'
    from {database}.marts.fct_grant_commitment
"""


def changes(candidate: Path, published: Path) -> list[tuple[str, str, str | None, str | None, str]]:
    """What changes: kind (`new`, `gone`, `changed`), figure, old, new, CSV file and line; in the order of the letter.

    Raises duckdb.Error when one of the files cannot be read or has another shape.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(candidate)} as candidate (read_only)")
        connection.execute(f"attach {sql_text(published)} as published (read_only)")
        return connection.execute(
            f"""
            with old as ({FIGURES.format(database="published")}),
            new as ({FIGURES.format(database="candidate")})
            select
                case when old.says is null then 'new' when new.says is null then 'gone' else 'changed' end,
                document_id || ', ' || coalesce(new.figure, old.figure),
                old.says,
                new.says,
                coalesce(new.place, old.place)
            from old
            full outer join new using (document_id, figure_id)
            where (old.figure, old.says) is distinct from (new.figure, new.says)
            order by document_id, figure_id
            """
        ).fetchall()


def one_line(found: list[tuple]) -> str:
    """The changes in one line, for the end of a build."""
    kinds = [kind for kind, *_ in found]
    if not kinds:
        return "Against the release before: no figure changes."
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("changed", "new", "gone") if kind in kinds)
    return f"Against the release before: {counts}, first {found[0][1]}; `make diff`, run before a build, shows all."


def as_text(found: list[tuple]) -> str:
    """The changes in full."""
    lines = []
    for kind, figure, old, new, place in found:
        lines.append(f"{place}: {kind}: {figure}")
        lines += [f"    {word} {says}" for word, says in (("old", old), ("new", new)) if says is not None]
    return "\n".join(lines)
