"""Writes the overview: one page for people who have not read the letter, from the published file alone.

Every figure on it is a value of a query; nothing is added up here.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb

from handleplan import database
from handleplan.amounts import thousands
from handleplan.pages import charts, render, time_line
from handleplan.questions import CELLS, CHANGES, COMMITMENTS, PARTLY_UNALLOCATED, PLANS, SOURCES, grouped

ALL_PLANS = f"""
select
    sum(period_dkk) as period_dkk, sum(now_dkk) as now_dkk,
    coalesce(sum(now_dkk), 0) - coalesce(sum(before_dkk), 0) as change_dkk,
    min(current_year) as current_year, max(current_year) as last_current_year
from ({PLANS})
"""

# The printed figures that a figure of the overview repeats: only such are its proof.
PRINTED = """
with places as (
    select distinct plan_id, initiative_id, document_id, table_no, row_no from marts.fct_allocation
    union all
    select distinct plan_id, null, document_id, table_no, null from marts.fct_allocation
)
select overview_cell_id, printed_cell_id
from marts.rpt_plan_overview as overview
inner join places
    on overview.plan_id = places.plan_id and overview.initiative_id is not distinct from places.initiative_id
inner join audit.audit_printed_cell as printed
    on printed.document_id = places.document_id and printed.table_no = places.table_no
    and printed.row_no is not distinct from places.row_no
    and printed.year is not distinct from overview.year and printed.amount_dkk is not distinct from overview.amount_dkk
inner join marts.dim_document on dim_document.document_id = printed.document_id
order by overview_cell_id, issued_on desc, document_no desc, printed_cell_id
"""

INITIATIVES = """
select
    funding.plan_id, initiative_id, description_da, description_en, allocated_period_dkk
from marts.rpt_initiative_funding as funding
inner join marts.dim_initiative using (initiative_id)
"""

UNKNOWN = """
select
    plan_id, initiative_id,
    coalesce(sum(amount_dkk) filter (funding_source_evidence = 'unknown'), 0) as source_dkk,
    coalesce(sum(amount_dkk) filter (decision_evidence = 'unknown'), 0) as decision_dkk,
    coalesce(sum(amount_dkk) filter (pl_year_evidence = 'unknown'), 0) as pl_year_dkk,
    coalesce(sum(amount_dkk) filter (is_current_year and funding_source_evidence = 'unknown'), 0) as source_now_dkk,
    coalesce(sum(amount_dkk) filter (is_current_year and decision_evidence = 'unknown'), 0) as decision_now_dkk,
    coalesce(sum(amount_dkk) filter (is_current_year and pl_year_evidence = 'unknown'), 0) as pl_year_now_dkk
from marts.rpt_allocation
group by grouping sets ((plan_id, initiative_id), (plan_id), ())
"""

EVIDENCE = """
select
    plan_id, what, grade, sum(amount_dkk) as amount_dkk,
    round(100 * sum(amount_dkk) / nullif(sum(sum(amount_dkk)) over (partition by plan_id, what), 0), 1) as per_cent
from audit.audit_evidence
group by grouping sets ((plan_id, what, grade), (what, grade))
order by
    plan_id, list_position(['source', 'decision', 'pl_year'], what),
    list_position(['stated', 'inferred', 'unknown'], grade)
"""

PARTNERS = """
select initiative_id, partner_id, partner_name_da, partner_name_en, role
from marts.bridge_initiative_partner
inner join marts.dim_partner using (partner_id)
order by partner_name_da, partner_id, initiative_id, role
"""

# What the filter adds up: the money of each line, by year and source, in øre, which a browser adds without rounding.
MONEY = """
select plan_id, initiative_id, cast(year as varchar) as year, funding_source_id, cast(100 * sum(amount_dkk) as bigint)
from marts.fct_allocation
group by all
order by all
"""

PROOF = (
    "select count(*) as totals, count(*) filter (difference_dkk = 0) as met, "
    "count(*) filter (is_reconciled and difference_dkk <> 0) as differing, "
    "(select count(*) from audit.audit_checks) as checks from audit.audit_reconciliation"
)

# The unit of every amount, in Danish and in English.
UNITS = ("1.000 kr.", "DKK 1,000")

ROLES = {
    "cooperation": ("sammen med", "together with"),
    "delivery": ("udføres af", "delivered by"),
    "evaluation": ("evalueres af", "evaluated by"),
    "recipient": ("støtte til", "support for"),
}
WHAT = {"source": ("Kilde", "Source"), "decision": ("Beslutning", "Decision"), "pl_year": ("Prisniveau", "Price level")}
GRADES = {
    "stated": ("står i brevet", "stated by the letter"),
    "inferred": ("udledt af en regel", "inferred by a rule"),
    "unknown": ("ukendt", "unknown"),
}


def unknown_parts(row: dict, suffix: str) -> list[tuple[tuple[str, str], object]]:
    """What is unknown, and of how much: things that are unknown of one amount are told together."""
    by_amount: dict = {}
    for what, names in WHAT.items():
        if row[what + suffix] != 0:
            by_amount.setdefault(row[what + suffix], []).append([name.lower() for name in names])
    return [
        ((" og ".join(names[0] for names in things), " and ".join(names[1] for names in things)), amount)
        for amount, things in by_amount.items()
    ]


def links_to(proof: Path) -> Callable[..., str | None]:
    """Finds where a figure is proved: the first of its keys that the proof page has; no page or no key, no link."""
    if not proof.exists():
        return lambda *keys: None
    anchors = set(re.findall(r'(?<![\w-])id="([^"]+)"', proof.read_text(encoding="utf-8")))

    def link(*keys: str | None) -> str | None:
        key = next((key for key in keys if key in anchors), None)
        return f"../docs/{proof.name}#{key}" if key else None

    return link


def told(parts: list[tuple[str, object]], language: str) -> str:
    """Names with their amounts, as a text alternative says them."""
    return "; ".join(f"{name} {thousands(amount, language)}" for name, amount in parts)


def both(draw: Callable[[int, str], object]) -> tuple:
    """A picture in Danish and in English."""
    return tuple(draw(number, language) for number, language in enumerate(("da", "en")))


def picture_of_years(plan: dict, years: list[int], highest: float) -> tuple:
    """The plan's money by year. Each picture has the years of all plans: so all have one size, and one scale."""
    totals = {cell["year"]: cell["amount_dkk"] for cell in plan["totals"]}

    def draw(number: int, language: str):
        rows = [
            {
                "year": str(year),
                "amount": float(totals.get(year) or 0),
                "label": thousands(totals.get(year), language),
                "fill": "var(--now)" if year == plan["current_year"] else "var(--other)",
            }
            for year in years
        ]
        name = (plan["plan_name_da"], plan["plan_name_en"])[number]
        parts = [(str(year), amount) for year, amount in totals.items()]
        return charts.bars(rows, highest, f"{name}, {UNITS[number]}: {told(parts, language)}")

    return both(draw)


def picture_of_parts(name: tuple[str, str], parts: list[tuple[tuple[str, str], object, str]], whole: float) -> tuple:
    """Money as a bar of parts: each a name in both languages, an amount and a fill."""

    def draw(number: int, language: str):
        rows = [{"amount": float(amount), "fill": fill} for _, amount, fill in parts]
        said = told([(names[number], amount) for names, amount, _ in parts], language)
        return charts.stack(rows, whole, f"{name[number]}, {UNITS[number]}: {said}")

    return both(draw)


def picture_beside(plan: dict, commitments: list[dict]) -> tuple:
    """A plan's own money and the grants promised beside it, each over its years."""

    def draw(number: int, language: str):
        own = {"first": plan["first_year"], "last": plan["last_year"], "amount_dkk": plan["period_dkk"]}
        beside = [
            {"first": one["first_year"], "last": one["last_year"], "amount_dkk": one["amount_dkk"]}
            for one in commitments
        ]
        rows = [
            {
                "place": place,
                "first": row["first"],
                "last": row["last"],
                "label": thousands(row["amount_dkk"], language),
                "fill": "url(#own)" if place == 0 else "url(#beside)",
            }
            for place, row in enumerate([own, *beside])
        ]
        names = [("afsat under planen", "allocated under the plan"), *[("tilsagn", "commitment")] * len(beside)]
        said = "; ".join(
            f"{name[number]} {row['first']}-{row['last']} {row['label']}" for name, row in zip(names, rows, strict=True)
        )
        return charts.spans(rows, f"{UNITS[number]}: {said}")

    return both(draw)


def write(published: duckdb.DuckDBPyConnection, release: Path, build_id: str) -> None:
    """Writes overview/index.html into the folder of a release."""

    def ask(query: str) -> list[dict]:
        return database.rows(published, query)

    proof_file = release / "docs" / "proof.html"
    link = links_to(proof_file)
    printed = {
        key: [row["printed_cell_id"] for row in rows] for key, rows in grouped(ask(PRINTED), "overview_cell_id").items()
    }
    plans, cells, sources = (
        ask(PLANS),
        grouped(ask(CELLS), "plan_id"),
        grouped(ask(SOURCES), "plan_id", "initiative_id"),
    )
    fills = {row["funding_source_id"]: number for number, row in enumerate(sources[None, None], 1)}
    unknown = {(row["plan_id"], row["initiative_id"]): row for row in ask(UNKNOWN)}
    commitments, partners = grouped(ask(COMMITMENTS), "plan_id"), ask(PARTNERS)
    money: dict = {}
    for plan_id, initiative_id, *part in published.execute(MONEY).fetchall():
        money.setdefault((plan_id, initiative_id), []).append(part)

    totals = {
        plan_id: [cell for cell in found if cell["line_kind"] == "total" and cell["year"] is not None]
        for plan_id, found in cells.items()
    }
    all_years = sorted({cell["year"] for found in totals.values() for cell in found})
    highest = max(float(cell["amount_dkk"] or 0) for found in totals.values() for cell in found) * 1.15
    largest = max(float(plan["period_dkk"]) for plan in plans)
    for number, plan in enumerate(plans, 1):
        plan_id = plan["plan_id"]
        plan["no"] = number
        plan["years"] = [cell["year"] for cell in totals[plan_id]]
        plan["totals"] = totals[plan_id]
        plan["lines"] = list(grouped(cells[plan_id], "line_no").values())
        plan["sources"] = sources.get((plan_id, None), [])
        plan["unknown"] = unknown.get((plan_id, None))
        plan["commitments"] = commitments.get(plan_id, [])
        name = (plan["plan_name_da"], plan["plan_name_en"])
        plan["picture_of_years"] = picture_of_years(plan, all_years, highest)
        plan["picture_of_sources"] = picture_of_parts(
            name,
            [
                (
                    (row["funding_source_name_da"], row["funding_source_name_en"]),
                    row["period_dkk"],
                    f"url(#source-{fills[row['funding_source_id']]})",
                )
                for row in plan["sources"]
            ],
            largest,
        )
        if plan["commitments"]:
            plan["picture_beside"] = picture_beside(plan, plan["commitments"])

    evidence = grouped(ask(EVIDENCE), "plan_id", "what")
    pictures_of_evidence = {
        what: picture_of_parts(
            names,
            [(GRADES[row["grade"]], row["amount_dkk"], f"url(#grade-{row['grade']})") for row in evidence[None, what]],
            float(sum(row["amount_dkk"] for row in evidence[None, what])),
        )
        for what, names in WHAT.items()
    }
    render.write(
        release / "overview" / "index.html",
        "overview.html.j2",
        build_id=build_id,
        plans=plans,
        over_all=ask(ALL_PLANS)[0],
        all_unknown=unknown.get((None, None)),
        municipalities=grouped(plans, "municipality_name_da", "municipality_name_en"),
        initiatives={(row["plan_id"], row["initiative_id"]): row for row in ask(INITIATIVES)},
        sources=sources,
        fills=fills,
        unknown=unknown,
        changes=grouped(ask(CHANGES), "plan_id", "initiative_id"),
        partly_unallocated=grouped(ask(PARTLY_UNALLOCATED), "plan_id"),
        evidence=evidence,
        pictures_of_evidence=pictures_of_evidence,
        partners=grouped(partners, "initiative_id"),
        all_partners=list({row["partner_id"]: row for row in partners}.values()),
        all_years=all_years,
        money={key: json.dumps(parts, ensure_ascii=False) for key, parts in money.items()},
        time_line=time_line.of_file(published),
        proof=ask(PROOF)[0],
        proof_page=f"../docs/{proof_file.name}" if proof_file.exists() else None,
        link=lambda *keys: link(*[one for key in keys for one in (key, *printed.get(key, ()))]),
        unknown_parts=unknown_parts,
        WHAT=WHAT,
        GRADES=GRADES,
        ROLES=ROLES,
    )
