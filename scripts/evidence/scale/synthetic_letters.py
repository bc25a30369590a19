"""Generates synthetic letters of any size for a bulk load (`make build RAW_DIR=...`), modelled on the real one.

Each letter is the newest letter of seeds/ several times over, for a municipality and a period of its own: its
tables, rows, symbols, dashes, empty cells, footnotes, decisions and controls, with other amounts, years and ids. Each
period is stated by several letters, and each restates some amounts of the one before; some initiatives get a new name.
Every row is computed from its own number alone, so that memory does not grow with the size, and one seed gives the
same rows with any number of threads. With --errors, that many errors are planted, each in a table of its own, and
<folder>/errors.csv lists them.
"""

import argparse
import csv
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

from handleplan.database import one_row, sql_text
from handleplan.paths import ROOT
from handleplan.seeds.csv_files import read, schemas

MUNICIPALITIES = 98
MOST_TABLES = 99  # the table's number has two digits in allocation_id
LETTERS_OF_A_PERIOD = 3
LAST_YEAR = 2099
YEAR = re.compile(r"(?<!\d)(\d{4})?(20\d\d)(?!\d)")

# What a row of a seed is one of. The rest is the same in all letters.
SCOPES = {
    "copy": (
        "raw_allocations", "raw_printed_totals", "raw_tables", "raw_table_columns", "raw_table_rows", "raw_footnotes",
        "raw_decisions", "raw_grant_commitments", "ref_decision_links", "ref_footnote_decisions", "ref_row_initiatives",
        "ref_table_plans",
    ),
    "document": ("raw_documents", "raw_symbols", "ref_documents"),
    "period": ("ref_plans", "ref_plan_names", "ref_decisions", "ref_commitments"),
    "place": ("ref_initiatives", "ref_initiative_names", "ref_initiative_partners"),
    "municipality": ("ref_municipalities",),
}  # fmt: skip

# The errors that can be planted: in which seed, and in which of its rows.
# The chain stops at the first level that finds anything, so each level is planted and found by itself.
ERRORS = {
    "seed": {"unreadable": ("raw_allocations", "base > 0")},
    "staging": {"doubled": ("raw_allocations", "base > 0"), "lost": ("raw_allocations", "base > 0")},
    "footnotes": {"mark": ("raw_allocations", "footnote_marks is not null")},
    "letter": {
        "amount": ("raw_allocations", "base > 0 and footnote_marks is null"),
        "total": ("raw_printed_totals", "total_kind = 'row_total'"),
        "dash": ("raw_allocations", "amount_printed = '-'"),
        "symbol": ("raw_table_rows", "symbols_printed is not null"),
        "control": ("raw_controls", "control_kind = 'cells_amount'"),
    },
}


@dataclass
class Plan:
    """How many letters there are, of how many tables each."""

    seed: int
    letters: int
    copies: int
    tables: int
    decisions: int
    commitments: int
    years: int
    partitioned: bool

    @property
    def municipalities(self) -> int:
        """Every municipality writes a letter before one writes its second."""
        return min(MUNICIPALITIES, self.letters)

    def count(self, scope: str) -> int:
        """How often the rows of the real letter stand in all of them together."""
        # The pairs of municipality and period whose first letter is written.
        rounds = LETTERS_OF_A_PERIOD * MUNICIPALITIES
        periods = self.letters // rounds * MUNICIPALITIES + min(self.letters % rounds, MUNICIPALITIES)
        return {
            "copy": self.letters * self.copies,
            "document": self.letters,
            "period": periods * self.copies,
            "place": self.municipalities * self.copies,
            "municipality": self.municipalities,
        }.get(scope, 1)


def scope_of(seed: str) -> str:
    """What a row of a seed is one of."""
    return next((scope for scope, seeds in SCOPES.items() if seed in seeds), "constant")


def marked_years(column: str, text: str | None) -> str | None:
    """A text with its years in brackets, to be shifted: `møde-11122023` has one, after day and month."""
    if text is None or column in ("amount_printed", "expected"):
        return text
    return YEAR.sub(lambda found: f"{found[1] or ''}[{found[2]}]", text)


def load_template(connection: duckdb.DuckDBPyConnection, root: Path) -> dict[str, dict[str, str]]:
    """Loads the seeds as tables of text, of the newest letter alone; returns their columns with types."""
    described = schemas(root)
    newest: str | None = None
    for path in sorted(described, key=lambda path: path.stem != "raw_documents"):
        seed = read(path.read_bytes(), described[path])
        rows = [[value.strip() or None for value in row] for _, row in seed.rows]
        if scope_of(path.stem) != "constant" or path.stem == "raw_controls":
            rows = [list(map(marked_years, seed.columns, row)) for row in rows]
        if path.stem == "raw_documents":
            at = seed.columns.index("document_no")
            newest = max(rows, key=lambda row: int(row[at] or 0))[seed.columns.index("document_id")]
        if path.stem.startswith("raw_") or path.stem in SCOPES["copy"]:
            rows = [row for row in rows if row[seed.columns.index("document_id")] == newest]
        if path.stem == "ref_corroborations":
            # What others say about the real amounts says nothing about synthetic ones.
            rows = []
        columns = ", ".join(f"{column} varchar" for column in seed.columns)
        connection.execute(f"create table {path.stem} ({columns}, t bigint)")
        if rows:
            marks = ", ".join("?" * (len(seed.columns) + 1))
            numbered = [[*row, t] for t, row in enumerate(rows)]
            connection.executemany(f"insert into {path.stem} values ({marks})", numbered)
    return {path.stem: types for path, types in described.items()}


def prepare(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Numbers the template's rows and defines how an amount is made from its cell's number."""
    connection.execute(
        f"""
        create macro noise(salt, m, c, p, t) as (hash({plan.seed}, salt, m, c, p, t) % 1000)::bigint;
        -- thousands of kroner: half to twice the real amount; at least it where footnotes take their part;
        -- every tenth cell of a later letter is restated
        create macro amount_of(base, is_marked, m, c, p, l, t) as
            greatest(1, base * (case when is_marked then 1000 else 500 end + noise(
                case when noise(l, m, c, p, t) < 100 then l else 0 end, m, c, p, t)
            ) // 1000);
        create macro printed(amount, is_plain) as
            case when is_plain then amount::varchar else replace(format('{{:,}}', amount), ',', '.') end;
        alter table raw_allocations add column base bigint;
        update raw_allocations
        set base = case when amount_printed <> '-' then replace(amount_printed, '.', '')::bigint else 0 end;
        alter table raw_printed_totals add column cells struct(base bigint, is_marked boolean, t bigint)[];
        update raw_printed_totals as totals
        set cells = (
            select list({{'base': base, 'is_marked': footnote_marks is not null, 't': t}} order by t)
            from raw_allocations as cells
            where cells.table_no = totals.table_no and base > 0
                and (totals.total_kind <> 'row_total' or cells.row_no = totals.row_no)
                and (totals.total_kind <> 'column_total' or cells.column_no = totals.column_no)
        );
        """
    )
    if one_row(connection, "select count(*) from raw_printed_totals where total_kind = 'subtotal'")[0]:
        raise ValueError("the newest letter of seeds/ prints sub-totals, which no synthetic letter has yet")


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


def plant(connection: duckdb.DuckDBPyConnection, level: str, many: int, plan: Plan) -> None:
    """Chooses the rows that get an error: the kinds in turn, each in a table of its own, spread over all letters."""
    connection.execute("create table planted (error_no integer, error varchar, seed varchar, i bigint)")
    kinds = list(ERRORS[level].items())
    copies = plan.count("copy")
    if many > copies:
        raise ValueError(f"{many} errors want as many copies of the letter; there are {copies}")
    for number in range(many):
        kind, (seed, where) = kinds[number % len(kinds)]
        connection.execute(
            f"""
            insert into planted
            select {number + 1}, '{kind}', '{seed}', {copies * number // many} * all_rows + template_no
            from (select t as template_no, (select count(*) from {seed}) as all_rows from {seed} where {where})
            order by hash({plan.seed}, {number}, template_no) limit 1
            """
        )


def write(connection: duckdb.DuckDBPyConnection, folder: Path, seed: str, select: str, kind: str, plan: Plan) -> None:
    """Writes the rows of a seed; a row with an error is doubled or left out where the error says so."""
    target = folder / seed
    target.mkdir(parents=True)
    rows = f"select * exclude (error) from ({select}) where error is distinct from 'lost'"
    doubled = one_row(connection, "select count(*) from planted where seed = ? and error = 'doubled'", [seed])
    if doubled[0]:
        rows += f" union all select * exclude (error) from ({select}) where error = 'doubled'"
    options = "format parquet, compression zstd" if kind == "parquet" else "format csv, header true"
    by_letter = plan.partitioned and seed in (*SCOPES["copy"], *SCOPES["document"], "raw_controls")
    if by_letter and seed != "ref_documents":
        rows = f"select *, regexp_extract(document_id, '^\\w+') as municipality_id from ({rows})"
        options += ", partition_by (municipality_id), overwrite_or_ignore true"
        connection.execute(f"copy ({rows}) to {sql_text(target)} ({options})")
    else:
        connection.execute(f"copy ({rows}) to {sql_text(target / f'part-0.{kind}')} ({options})")


def tell_errors(connection: duckdb.DuckDBPyConnection, folder: Path, plan: Plan) -> None:
    """Writes errors.csv: what was planted, and in which seed, letter and table."""
    with (folder / "errors.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["error_no", "error", "seed", "document_id", "table_no"])
        for number, error, seed, i in connection.execute(
            "select error_no, error, seed, i from planted order by error_no"
        ).fetchall():
            many = one_row(connection, f"select count(*) from {seed}")[0]
            copy = i // many
            document, c = divmod(copy, plan.copies)
            round_no, m = divmod(document, MUNICIPALITIES)
            p, letter = divmod(round_no, LETTERS_OF_A_PERIOD)
            table = one_row(connection, f"select table_no::bigint from {seed} where t = ?", [i % many])[0]
            out.writerow([number, error, seed, f"m{m:03d}.p{p:02d}.l{letter}", c * plan.tables + table])


def generate(folder: Path, cells: int, seed: int, errors: int, level: str, kind: str, partitioned: bool) -> Plan:
    """Writes all seeds of synthetic letters with at least this many cells; returns the plan."""
    with duckdb.connect(config={"memory_limit": "1GB", "temp_directory": str(folder / ".tmp")}) as connection:
        types = load_template(connection, ROOT)
        of = {
            name: one_row(connection, f"select count(*) from {name}")[0]
            for name in ("raw_allocations", "raw_tables", "raw_decisions", "raw_grant_commitments")
        }
        columns = one_row(
            connection, "select count(distinct heading_printed) from raw_table_columns where column_kind = 'year'"
        )[0]
        copies = max(1, min(MOST_TABLES // of["raw_tables"], cells // of["raw_allocations"]))
        letters = -(-cells // (of["raw_allocations"] * copies))
        plan = Plan(
            seed,
            letters,
            copies,
            of["raw_tables"],
            of["raw_decisions"],
            of["raw_grant_commitments"],
            columns,
            partitioned,
        )
        newest_year = one_row(
            connection,
            "select max(regexp_extract(heading_printed, '\\d+')::bigint) "
            "from raw_table_columns where column_kind = 'year'",
        )[0]
        most = ((LAST_YEAR - newest_year) // columns) * LETTERS_OF_A_PERIOD * MUNICIPALITIES
        if letters > most:
            raise ValueError(f"{cells} cells want {letters} letters; the years end after {most}")
        prepare(connection, plan)
        plant(connection, level, errors, plan)
        for name, columns_of in types.items():
            if name == "raw_controls":
                select = controls(connection, columns_of, plan)
            elif name == "ref_initiative_names":
                select = names(columns_of, plan)
            else:
                select = select_of(connection, name, columns_of, plan)
            write(connection, folder, name, select, kind, plan)
        if errors:
            tell_errors(connection, folder, plan)
    shutil.rmtree(folder / ".tmp", ignore_errors=True)
    return plan


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write; must not exist yet")
    parser.add_argument("--cells", type=int, default=100_000, help="at least this many printed cells (default: 100000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the letters (default: 1)")
    parser.add_argument("--errors", type=int, default=0, help="errors to plant (default: none)")
    parser.add_argument(
        "--level", choices=list(ERRORS), default="letter", help="the level of checks that must find the errors"
    )
    parser.add_argument("--kind", choices=["parquet", "csv"], default="parquet", help="format of the files")
    parser.add_argument("--by-municipality", action="store_true", help="a subfolder for each municipality")
    arguments = parser.parse_args()
    if arguments.folder.exists():
        print(f"letters: {arguments.folder} already exists; choose another folder", file=sys.stderr)
        return 2
    try:
        plan = generate(
            arguments.folder, arguments.cells, arguments.seed, arguments.errors, arguments.level, arguments.kind,
            arguments.by_municipality,
        )  # fmt: skip
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"letters: {error}", file=sys.stderr)
        return 2
    print(f"{plan.letters} letters of {plan.municipalities} municipalities, each of {plan.copies * plan.tables} tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
