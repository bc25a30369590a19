"""What the template of the overview is given: a page and its plans. A column of a query has the query's name for it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

# A text, or a picture, in Danish and in English.
Both = tuple[str, str]
Pictures = tuple[Markup, Markup]


@dataclass(frozen=True)
class Plan:
    """A plan as the template shows it: a row of `plans_with_money`, and what belongs to it. Amounts are kroner."""

    no: int
    plan_id: str
    plan_name_da: str
    plan_name_en: str
    municipality_name_da: str
    municipality_name_en: str
    first_year: int
    last_year: int
    current_year: int
    period_dkk: Decimal
    period_is_dash: bool
    period_cell_id: str
    now_dkk: Decimal | None
    now_is_dash: bool | None
    now_cell_id: str | None
    before_dkk: Decimal | None
    before_cell_id: str | None
    change_dkk: Decimal | None
    years: list[int]
    totals: list[dict]  # the cells of the total line, but for that over all years
    lines: list[list[dict]]  # the cells of each line
    sources: list[dict]
    unknown: dict | None
    commitments: list[dict]
    picture_of_years: Pictures
    picture_of_sources: Pictures
    picture_beside: Pictures | None


@dataclass(frozen=True)
class Page:
    """All that the template of the overview is given. A key is a plan and an initiative, None for all of them."""

    build_id: str
    plans: list[Plan]
    over_all: dict
    municipalities: list[Both]
    initiatives: dict[tuple[str, str], dict]
    sources: dict[tuple[str | None, str | None], list[dict]]
    fills: dict[str, int]  # the number of the pattern of each source
    unknown: dict[tuple[str | None, str | None], dict]
    all_unknown: dict | None
    changes: dict[tuple[str, str], list[dict]]
    partly_unallocated: dict[str, list[dict]]
    outside: list[dict]
    evidence: dict[tuple[str | None, str], list[dict]]
    pictures_of_evidence: dict[str, Pictures]
    partners: dict[str, list[dict]]
    all_partners: list[dict]
    all_years: list[int]
    money: dict[tuple[str, str], str]  # JSON for the filter
    time_line: dict
    proof: dict
    proof_page: str | None
    link: Callable[..., str | None]
