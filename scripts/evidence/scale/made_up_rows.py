"""The rows of synthetic letters as SQL on the template: each is computed from its own number alone."""

import duckdb

from evidence.scale.template import LETTERS_OF_A_PERIOD, MUNICIPALITIES, Plan, scope_of
from handleplan.database import one_row

# The ids of a synthetic letter. m, c, p, l: municipality, copy, period and letter in the period, all from 0.
MUNICIPALITY = "format('m{:03d}', m)"
PLACE = f"{MUNICIPALITY} || format('.c{{:02d}}', c)"
DOCUMENT = f"{MUNICIPALITY} || format('.p{{:02d}}.l{{}}', p, l)"
PERIOD = f"{PLACE} || format('.p{{:02d}}.', p)"


def expressions(seed: str, plan: Plan) -> dict[str, str]:
    """The values of a synthetic row, by column; a column not named is as in the real letter."""
    shift = f"+ p * {plan.years}"
    found = {
        "municipality_id": MUNICIPALITY,
        "document_id": DOCUMENT,
        "document_no": f"(p * {LETTERS_OF_A_PERIOD} + l) * {MUNICIPALITIES} + m + 1",
        "table_no": f"c * {plan.tables} + table_no::bigint",
        "plan_id": f"{PERIOD} || plan_id",
        "predecessor_plan_id": f"case when p > 0 then {PLACE} || format('.p{{:02d}}.', p - 1) || plan_id end",
        "initiative_id": f"{PLACE} || '.' || initiative_id",
        "decision_id": f"{PERIOD} || decision_id",
        "commitment_id": f"{PERIOD} || commitment_id",
        "decision_no": f"c * {plan.decisions} + decision_no::bigint",
        "commitment_no": f"c * {plan.commitments} + commitment_no::bigint",
        "agenda_item": "c * 100 + agenda_item::bigint",
        "year": f"replace(replace(year, '[', ''), ']', '')::bigint {shift}",
    }
    if seed == "raw_decisions":
        # The item's number is the last of the link, and no two decisions of a letter share a link.
        found["url"] = "regexp_replace(url, '\\d+$', '') || (c * 100 + regexp_extract(url, '\\d+$')::bigint)"
    if seed == "raw_allocations":
        amount = "amount_of(base, footnote_marks is not null, m, c, p, l, t)"
        found["amount_printed"] = (
            f"case when base > 0 then printed({amount} + case when error = 'amount' then 100 else 0 end, "
            "noise(7, m, c, p, t) < 20) || case when error = 'unreadable' then 'O' else '' end "
            "when error = 'dash' then null else amount_printed end"
        )
        found["footnote_marks"] = "case when error = 'mark' then null else footnote_marks end"
    if seed == "raw_printed_totals":
        total = "list_sum([amount_of(cell.base, cell.is_marked, m, c, p, l, cell.t) for cell in cells])::bigint"
        found["amount_printed"] = (
            f"case when cells is null then amount_printed else "
            f"printed({total} + case when error = 'total' then 10 else 0 end, false) end"
        )
    if seed == "raw_table_rows":
        # Every tenth initiative has a new name from the second period on.
        found["label_printed"] = f"label_printed || {renamed('row_no::bigint + table_no::bigint * 1000')}"
        found["symbols_printed"] = (
            "case when error = 'symbol' then case when symbols_printed = '*' then '^' else '*' end "
            "else symbols_printed end"
        )
    if seed == "raw_documents":
        found["issued_on_printed"] = "regexp_replace(issued_on_printed, '-\\d\\d-', format('-{:02d}-', 3 + l * 3))"
    return found


def renamed(row: str) -> str:
    """What a new name adds to an old one."""
    return f"case when p > 0 and noise(8, m, c, 0, {row}) < 100 then ' (ny)' else '' end"


def years_in(connection: duckdb.DuckDBPyConnection, seed: str, column: str) -> list[str]:
    """The years that are marked in a column of the template."""
    found = connection.execute(
        f"select distinct unnest(regexp_extract_all({column}, '\\[(\\d+)\\]', 1)) as year from {seed} order by year"
    ).fetchall()
    return [year for (year,) in found]


def shifted(expression: str, years: list[str], plan: Plan) -> str:
    """A text with its marked years moved to the period."""
    for year in years:
        expression = f"replace({expression}, '[{year}]', ({year} + p * {plan.years})::varchar)"
    return expression


def select_of(connection: duckdb.DuckDBPyConnection, seed: str, types: dict[str, str], plan: Plan) -> str:
    """The rows of a seed in all letters, in the order of their numbers."""
    scope = scope_of(seed)
    if scope == "constant":
        columns = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in types.items())
        return f"select {columns}, cast(null as varchar) as error from {seed} order by t"
    made = expressions(seed, plan)
    values = []
    for column, kind in types.items():
        value = made.get(column, column)
        if column != "year":
            value = shifted(value, years_in(connection, seed, column), plan)
        values.append(f"cast({value} as {kind}) as {column}")
    many = one_row(connection, f"select count(*) from {seed}")[0]
    copies = plan.copies if scope in ("copy", "period", "place") else 1
    # A row's number tells all that it is of: the row of the template, the copy, the municipality, period and letter.
    rounds = 1 if scope in ("period", "place", "municipality") else LETTERS_OF_A_PERIOD
    return f"""
        select {", ".join(values)}, error
        from (
            select
                i,
                i % {many} as template_no,
                i // {many} % {copies} as c,
                i // {many * copies} % {MUNICIPALITIES} as m,
                i // {many * copies * MUNICIPALITIES * rounds} as p,
                i // {many * copies * MUNICIPALITIES} % {rounds} as l
            from range({many * plan.count(scope)}) as numbers (i)
        ) as numbered
        inner join (select *, t as template_no from {seed}) as template using (template_no)
        left join (select i, error from planted where seed = '{seed}') as planted using (i)
        order by i
    """


def controls(connection: duckdb.DuckDBPyConnection, types: dict[str, str], plan: Plan) -> str:
    """The rows of raw_controls: those of a table or a commitment in each copy, those of a letter once."""
    columns = {
        "document_id": DOCUMENT,
        "table_no": f"c * {plan.tables} + table_no::bigint",
        "control_kind": "control_kind",
        "item": f"case when control_kind like 'commitment%' then {PERIOD} || item else item end",
        "expected": f"""case
            when control_kind in ('tables', 'decisions', 'grant_commitments') then expected::bigint * {plan.copies}
            when control_kind = 'commitment_table_no' then c * {plan.tables} + expected::bigint
            when control_kind = 'document_issued_on'
                then expected::bigint + p * {plan.years} * 10000 + l * 300
            when control_kind like '%year' and expected <> '0' then expected::bigint + p * {plan.years}
            else expected::bigint
        end + case when error = 'control' then 1 else 0 end""",
    }
    columns["item"] = shifted(columns["item"], years_in(connection, "raw_controls", "item"), plan)
    values = ", ".join(f"cast({columns[column]} as {kind}) as {column}" for column, kind in types.items())
    return f"""
        select {values}, error
        from (
            select
                i,
                i % many as template_no,
                i // many % {plan.copies} as c,
                i // (many * {plan.copies}) % {MUNICIPALITIES} as m,
                i // (many * {plan.copies * MUNICIPALITIES * LETTERS_OF_A_PERIOD}) as p,
                i // (many * {plan.copies * MUNICIPALITIES}) % {LETTERS_OF_A_PERIOD} as l
            from range((select count(*) from raw_controls) * {plan.count("copy")}) as numbers (i)
            cross join (select count(*) as many from raw_controls)
        ) as numbered
        inner join (select *, t as template_no from raw_controls) as template using (template_no)
        left join (select i, error from planted where seed = 'raw_controls') as planted using (i)
        where c = 0 or table_no is not null or control_kind like 'commitment%'
        order by i
    """


def names(types: dict[str, str], plan: Plan) -> str:
    """The rows of ref_initiative_names: each name by the first letter that has it."""
    values = ", ".join(
        {
            "initiative_id": f"{PLACE} || '.' || initiative_id as initiative_id",
            "document_id": f"{DOCUMENT} as document_id",
            "initiative_name_da": f"initiative_name_da || {renamed('row_key')} as initiative_name_da",
        }.get(column, column)
        for column in types
    )
    second = max(0, min(plan.letters - LETTERS_OF_A_PERIOD * MUNICIPALITIES, MUNICIPALITIES)) * plan.copies
    return f"""
        select {values}, cast(null as varchar) as error
        from (
            select
                i,
                many,
                i % many as template_no,
                i // many % {plan.copies} as c,
                case when i < many * {plan.count("place")} then i // (many * {plan.copies})
                    else (i - many * {plan.count("place")}) // (many * {plan.copies}) end as m,
                case when i < many * {plan.count("place")} then 0 else 1 end as p,
                0 as l
            from range((select count(*) from ref_initiative_names) * {plan.count("place") + second}) as numbers (i)
            cross join (select count(*) as many from ref_initiative_names)
        ) as numbered
        inner join (
            select names.*, rows.row_no::bigint + rows.table_no::bigint * 1000 as row_key, names.t as template_no
            from ref_initiative_names as names
            inner join ref_row_initiatives as rows using (initiative_id)
        ) as template using (template_no)
        where p = 0 or {renamed("row_key")} <> ''
        order by i
    """
