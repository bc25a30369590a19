"""Draws the pictures of a page as SVG with Vega-Altair, at build time: the page needs no library to show them.

Colours are left to the style sheet, so that dark mode, print and patterns need no second picture. A picture holds no
name, only figures and years: names are text of the page, which wraps, is translated and is read aloud.
"""

import re

import altair
import vl_convert
from markupsafe import Markup

INK = "currentColor"


def _svg(chart: altair.TopLevelMixin, text: str, kind: str) -> Markup:
    """A chart as an image with a text alternative, as wide as its place allows."""
    drawn = vl_convert.vegalite_to_svg(
        chart.configure(aria=False, background="transparent", font="system-ui, sans-serif", padding=1)
        .configure_view(stroke=None)
        .to_dict()
    )
    parts = re.match(r"<svg[^>]* (viewBox=\"[^\"]*\")>(.*)</svg>$", drawn, re.DOTALL)
    if parts is None:
        raise ValueError(f"Vega drew something else than one svg that ends with its viewBox: {drawn[:80]}")
    head, inside = parts.groups()
    # Vega names its groups for screen readers even when told not to; the picture has one name, its own.
    inside = re.sub(r' (?:class|role|aria-roledescription)="[^"]*"', "", inside)
    template = Markup('<svg class="{}" role="img" aria-label="{}" {}>{}</svg>')
    return template.format(kind, text, Markup(head), Markup(inside))


def _data(rows: list[dict]) -> altair.Data:
    return altair.Data(values=rows)


def _zero(axis: type[altair.X] | type[altair.Y], scale: altair.Scale) -> altair.Chart:
    """The line from which bars of both signs start."""
    channel = {"x": axis("zero:Q", axis=None, scale=scale)} if axis is altair.X else {"y": axis("zero:Q", axis=None)}
    return altair.Chart(_data([{"zero": 0}])).mark_rule(color=INK).encode(**channel)


def bars(rows: list[dict], ends: tuple[float, float], text: str) -> Markup:
    """A bar for each year with its amount beyond it; rows have `year`, `amount`, `label` and `fill`.

    All pictures of one row of pictures have one scale, between the `ends`.
    """
    base = altair.Chart(_data(rows), width=48 * len(rows), height=110)
    x = altair.X("year:O", axis=altair.Axis(title=None, domainColor=INK, ticks=False, labelColor=INK, labelAngle=0))
    y = altair.Y("amount:Q", axis=None, scale=altair.Scale(domain=list(ends)))
    drawn = base.mark_bar(width=30).encode(x, y, fill=altair.Fill("fill:N", scale=None))
    label = {"fontSize": 11.5, "color": INK}
    if ends[0] == 0:
        named = [base.mark_text(baseline="bottom", dy=-3, **label).encode(x, y, text="label:N")]
    else:
        above, below = base.transform_filter("datum.amount >= 0"), base.transform_filter("datum.amount < 0")
        named = [
            above.mark_text(baseline="bottom", dy=-3, **label).encode(x, y, text="label:N"),
            below.mark_text(baseline="top", dy=3, **label).encode(x, y, text="label:N"),
            _zero(altair.Y, y.scale),
        ]
    return _svg(altair.layer(drawn, *named), text, "chart years")


def stack(rows: list[dict], ends: tuple[float, float], text: str) -> Markup:
    """One bar of parts beside each other; rows have `amount` and `fill`. The full width goes from end to end.

    With a negative part there is no bar of all: each part has one of its own, from the line of zero.
    """
    numbered = [{"place": place, **row} for place, row in enumerate(rows)]
    scale = altair.Scale(domain=list(ends), nice=False)
    fill = altair.Fill("fill:N", scale=None)
    apart = any(row["amount"] < 0 for row in rows)
    drawn = (
        altair.Chart(_data(numbered), width=640, height=22 * len(rows) if apart else 18)
        .mark_bar(height=18, stroke=INK, strokeWidth=0.8)
        .encode(
            altair.X("amount:Q", axis=None, stack=None if apart else "zero", scale=scale),
            **({"y": altair.Y("place:O", axis=None)} if apart else {"order": "place:Q"}),
            fill=fill,
        )
    )
    return _svg(altair.layer(drawn, _zero(altair.X, scale)) if ends[0] < 0 else drawn, text, "chart stack")


def spans(rows: list[dict], text: str) -> Markup:
    """What runs over which years, below each other; rows have `place`, `first`, `last`, `label` and `fill`.

    A span has no height of its own: what is promised for several years together has no amount by year.
    """
    years = range(min(row["first"] for row in rows), max(row["last"] for row in rows) + 1)
    data = _data([{**row, "until": row["last"] + 1} for row in rows])
    heads = _data([{"year": str(year), "from": year, "middle": year + 0.5} for year in years])
    scale = altair.Scale(domain=[years.start, years.stop], nice=False, zero=False)
    place = altair.Y("place:O", axis=None)
    parts = [
        altair.Chart(heads).mark_rule(color="var(--line)").encode(x=altair.X("from:Q", axis=None, scale=scale)),
        altair.Chart(data)
        .mark_bar(height=14, stroke=INK, strokeWidth=1)
        .encode(
            altair.X("first:Q", axis=None, scale=scale), place, x2="until:Q", fill=altair.Fill("fill:N", scale=None)
        ),
        altair.Chart(data)
        .mark_text(fontSize=14, fontWeight="bold", color=INK, align="left", dy=-17)
        .encode(altair.X("first:Q", axis=None, scale=scale), place, text="label:N"),
        altair.Chart(heads)
        .mark_text(fontSize=12, color=INK, baseline="top")
        .encode(altair.X("middle:Q", axis=None, scale=scale), y=altair.value(46 * len(rows) + 4), text="year:N"),
    ]
    return _svg(altair.layer(*parts).properties(width=110 * len(years), height=46 * len(rows)), text, "chart spans")
