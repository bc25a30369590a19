"""Writes the overview: one page for people who have not read the letter, from the published file alone.

Every figure on it is a value of a query; nothing is added up here.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from markupsafe import Markup

from handleplan import queries
from handleplan.amounts import thousands
from handleplan.pages import charts, render, time_line
from handleplan.pages.overview_contract import Both, Page, Pictures, Plan
from handleplan.queries import grouped

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

# Money that is in no year's total.
OUTSIDE = {
    "in_all": ("i alt for årene, ikke delt på år", "in all for the years, not split by year"),
    "each_year": ("hvert år derfra, uden slutår", "each year from then on, without end"),
    "proposed": ("foreslået, ikke afsat", "proposed, not allocated"),
    "outside": ("trykt i skarpe parenteser, uden for totalen", "printed in square brackets, outside the total"),
    "open": ("beløbet er ikke fastlagt endnu", "the amount is not settled yet"),
}


def unknown_parts(row: dict, suffix: str) -> list[tuple[Both, Decimal]]:
    """What is unknown, and of how much: things that are unknown of one amount are told together."""
    by_amount: dict[Decimal, list[list[str]]] = {}
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


def told(parts: list[tuple[str, Decimal]], language: str) -> str:
    """Names with their amounts, as a text alternative says them."""
    return "; ".join(f"{name} {thousands(amount, language)}" for name, amount in parts)


def both(draw: Callable[[int, str], Markup]) -> Pictures:
    """A picture in Danish and in English."""
    return draw(0, "da"), draw(1, "en")


def picture_of_years(plan: dict, years: list[int], scale: tuple[float, float]) -> Pictures:
    """The plan's money by year. Each picture has the years of all plans: so all have one size, and one scale."""
    totals = {cell["year"]: cell["amount_dkk"] for cell in plan["totals"]}

    def draw(number: int, language: str) -> Markup:
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
        return charts.bars(rows, scale, f"{name}, {UNITS[number]}: {told(parts, language)}")

    return both(draw)


def scale_of(many: list[list]) -> tuple[float, float]:
    """From where to where bars of parts reach: parts that are all positive stand one after the other."""
    found = [[float(amount) for amount in parts] for parts in many]
    ends = [sum(parts) if min(parts, default=0) >= 0 else max(parts) for parts in found]
    return min(0.0, *(amount for parts in found for amount in parts)), max(0.0, *ends)


def picture_of_parts(name: Both, parts: list[tuple[Both, Decimal, str]], scale: tuple[float, float]) -> Pictures:
    """Money as a bar of parts: each a name in both languages, an amount and a fill."""

    def draw(number: int, language: str) -> Markup:
        rows = [{"amount": float(amount), "fill": fill} for _, amount, fill in parts]
        said = told([(names[number], amount) for names, amount, _ in parts], language)
        return charts.stack(rows, scale, f"{name[number]}, {UNITS[number]}: {said}")

    return both(draw)


def picture_beside(plan: dict, commitments: list[dict]) -> Pictures:
    """A plan's own money and the grants promised beside it, each over its years."""

    def draw(number: int, language: str) -> Markup:
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


def links_to_figures(published: duckdb.DuckDBPyConnection, proof: Path) -> Callable[..., str | None]:
    """Finds where a figure of the overview is proved: by its own key, or by a printed figure that it repeats."""
    link = links_to(proof)
    printed = grouped(queries.rows(published, "overview/printed_cells"), "overview_cell_id")

    def link_any(*keys: str | None) -> str | None:
        return link(*[one for key in keys for one in (key, *(row["printed_cell_id"] for row in printed.get(key, ())))])

    return link_any


def money_by_line(published: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """What the filter adds up, by plan and initiative, as JSON: year, source and øre."""
    found = grouped(queries.rows(published, "overview/money_in_oere"), "plan_id", "initiative_id")
    return {
        key: json.dumps(
            [[row["year"], row["funding_source_id"], row["amount_oere"]] for row in rows], ensure_ascii=False
        )
        for key, rows in found.items()
    }


def pictures_of_evidence(evidence: dict[tuple[str | None, str], list[dict]]) -> dict[str, Pictures]:
    """How surely source, decision and price level are known: for each the money of all plans by grade."""
    return {
        what: picture_of_parts(
            names,
            [(GRADES[row["grade"]], row["amount_dkk"], f"url(#grade-{row['grade']})") for row in evidence[None, what]],
            scale_of([[row["amount_dkk"] for row in evidence[None, what]]]),
        )
        for what, names in WHAT.items()
    }


def picture_of_sources(plan: dict, fills: dict[str, int], scale: tuple[float, float]) -> Pictures:
    """The plan's money over its period, by source."""
    parts = [
        (
            (row["funding_source_name_da"], row["funding_source_name_en"]),
            row["period_dkk"],
            f"url(#source-{fills[row['funding_source_id']]})",
        )
        for row in plan["sources"]
    ]
    return picture_of_parts((plan["plan_name_da"], plan["plan_name_en"]), parts, scale)


def plans_shown(
    published: duckdb.DuckDBPyConnection, rows: list[dict], sources: dict, fills: dict[str, int], unknown: dict
) -> list[Plan]:
    """The plans with their lines and pictures. All pictures of one kind have one scale."""
    cells = grouped(queries.rows(published, "overview/cells"), "plan_id")
    commitments = grouped(queries.rows(published, "overview/commitments_by_plan"), "plan_id")
    totals = {
        plan_id: [cell for cell in found if cell["line_kind"] == "total" and cell["year"] is not None]
        for plan_id, found in cells.items()
    }
    all_years = sorted({cell["year"] for found in totals.values() for cell in found})
    amounts = [float(cell["amount_dkk"] or 0) for found in totals.values() for cell in found]
    scale_of_years = (min(0, *amounts) * 1.15, max(0, *amounts) * 1.15)
    scale_of_sources = scale_of(
        [[one["period_dkk"] for one in sources.get((row["plan_id"], None), [])] for row in rows]
    )
    plans = []
    for number, row in enumerate(rows, 1):
        plan_id = row["plan_id"]
        beside = commitments.get(plan_id, [])
        plan: dict[str, Any] = row | {
            "no": number,
            "years": [cell["year"] for cell in totals[plan_id]],
            "totals": totals[plan_id],
            "lines": list(grouped(cells[plan_id], "line_no").values()),
            "sources": sources.get((plan_id, None), []),
            "unknown": unknown.get((plan_id, None)),
            "commitments": beside,
        }
        shown = Plan(
            **plan,
            picture_of_years=picture_of_years(plan, all_years, scale_of_years),
            picture_of_sources=picture_of_sources(plan, fills, scale_of_sources),
            picture_beside=picture_beside(plan, beside) if beside else None,
        )
        plans.append(shown)
    return plans


def page(published: duckdb.DuckDBPyConnection, proof: Path, build_id: str) -> Page:
    """Reads what the page shows; `proof` is where the proof page stands, if it was made."""

    def ask(name: str) -> list[dict]:
        return queries.rows(published, f"overview/{name}")

    rows = ask("plans_with_money")
    sources = grouped(ask("funding_by_source"), "plan_id", "initiative_id")
    fills = {row["funding_source_id"]: number for number, row in enumerate(sources[None, None], 1)}
    unknown = {(row["plan_id"], row["initiative_id"]): row for row in ask("unknown_amounts")}
    evidence = grouped(ask("evidence_by_plan"), "plan_id", "what")
    partners = ask("partners")
    plans = plans_shown(published, rows, sources, fills, unknown)
    return Page(
        build_id=build_id,
        plans=plans,
        over_all=queries.row(published, "overview/all_plans"),
        municipalities=list(grouped(rows, "municipality_name_da", "municipality_name_en")),
        initiatives={(row["plan_id"], row["initiative_id"]): row for row in ask("initiatives")},
        sources=sources,
        fills=fills,
        unknown=unknown,
        all_unknown=unknown.get((None, None)),
        changes=grouped(ask("changes"), "plan_id", "initiative_id"),
        outside=ask("outside"),
        partly_unallocated=grouped(ask("partly_unallocated"), "plan_id"),
        evidence=evidence,
        pictures_of_evidence=pictures_of_evidence(evidence),
        partners=grouped(partners, "initiative_id"),
        all_partners=list({row["partner_id"]: row for row in partners}.values()),
        all_years=sorted({year for plan in plans for year in plan.years}),
        money=money_by_line(published),
        time_line=time_line.of_file(published),
        proof=queries.row(published, "overview/reconciled_totals"),
        proof_page=f"../docs/{proof.name}" if proof.exists() else None,
        link=links_to_figures(published, proof),
    )


def write(published: duckdb.DuckDBPyConnection, release: Path, build_id: str) -> None:
    """Writes overview/index.html into the folder of a release."""
    shown = page(published, release / "docs" / "proof.html", build_id)
    words = {"unknown_parts": unknown_parts, "WHAT": WHAT, "GRADES": GRADES, "ROLES": ROLES, "OUTSIDE": OUTSIDE}
    render.write(release / "overview" / "index.html", "overview.html.j2", **vars(shown), **words)
