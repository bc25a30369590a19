"""The dashboards of the bundle: one for each reader, with the same filters, in both languages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from handleplan.bi.charts import ANSWER, CHANGED, KNOWN, Chart

Rows = Sequence[Sequence[Chart]]


@dataclass(frozen=True)
class Dashboard:
    """A dashboard: rows of charts under a few words on how to read them."""

    key: str
    name_da: str
    name_en: str
    text_da: str
    text_en: str
    rows: Rows

    def charts(self) -> list[Chart]:
        """Its charts, in the order of the page."""
        return [chart for row in self.rows for chart in row]


DASHBOARDS = (
    Dashboard(
        "answer",
        "Handleplaner: svaret",
        "Action plans: the answer",
        "Hvad hver handleplan har fået afsat i sin periode, og hvad der er afsat nu. »Nu« er året for kommunens nyeste "
        "dokument; det følger ikke filteret på år. Summer er nominelle: prisniveauer er blandede, som i brevene.",
        "What each action plan was allocated over its period, and what is allocated now. “Now” is the year of the "
        "municipality's newest document; it does not follow the filter by year. Sums are nominal: price levels are "
        "mixed, as in the letters.",
        ANSWER,
    ),
    Dashboard(
        "known",
        "Handleplaner: hvad der vides",
        "Action plans: what is known",
        "**Oplyst** af dokumentet, **udledt** efter en skrevet regel, eller **ukendt**. Intet er gættet. Andele er af "
        "alle penge efter størrelse; tag ikke gennemsnit af dem.",
        "**Stated** by the document, **inferred** by a written rule, or **unknown**. Nothing is guessed. Shares are of "
        "all money by its size; do not average them.",
        KNOWN,
    ),
    Dashboard(
        "changed",
        "Handleplaner: hvad der er ændret",
        "Action plans: what changed",
        "Fra år til år inden for hver plan, og fra dokument til dokument. En ændring fra år til år kan også være en "
        "ændring i priser. Filteret på kilde gælder ikke tal, der er regnet for hele initiativer.",
        "From year to year within each plan, and from document to document. A change from year to year may be one of "
        "prices too. The filter by source does not reach figures of whole initiatives.",
        CHANGED,
    ),
)
FILTERS = (
    ("municipality", "Kommune", "Municipality", "municipality_name_{l}"),
    ("plan", "Handleplan", "Action plan", "plan_name_{l}"),
    ("year", "År", "Year", "year"),
    ("source", "Kilde", "Source", "funding_source_name_{l}"),
)


def _component(kind: str, key: str, children: list[str], parents: list[str], **meta: object) -> dict:
    return {"type": kind, "id": key, "children": children, "parents": parents, "meta": meta}


def _in_row(row_no: int, components: list[dict]) -> Iterator[dict]:
    row = f"ROW-{row_no}"
    parents = ["ROOT_ID", "GRID_ID"]
    yield _component("ROW", row, [one["id"] for one in components], parents, background="BACKGROUND_TRANSPARENT")
    for one in components:
        yield one | {"parents": [*parents, row]}


def position(dashboard: Dashboard, language: str, id_of: Callable[[Chart], tuple[int, str]]) -> dict:
    """Where each chart stands on the page."""
    name, text = (dashboard.name_da, dashboard.text_da) if language == "da" else (dashboard.name_en, dashboard.text_en)
    rows: list[list[dict]] = [[_component("MARKDOWN", "MARKDOWN-1", [], [], code=text, width=12, height=12)]]
    for charts in dashboard.rows:
        row = []
        for chart in charts:
            number, uuid = id_of(chart)
            meta = {"chartId": number, "uuid": uuid, "width": chart.width, "height": chart.height}
            row.append(_component("CHART", f"CHART-{number}", [], [], sliceName=chart.name(language), **meta))
        rows.append(row)
    found = [one for number, row in enumerate(rows, start=1) for one in _in_row(number, row)]
    grid = [one["id"] for one in found if one["type"] == "ROW"]
    return {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": grid, "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": name}},
    } | {one["id"]: one for one in found}


def filters(
    dashboard: Dashboard, language: str, id_of: Callable[[Chart], tuple[int, str]], dataset_uuid: str
) -> list[dict]:
    """The filters of a dashboard. One reaches no chart that lacks its column: its figure would look filtered."""
    configured = []
    for key, name_da, name_en, column in FILTERS:
        excluded = [chart for chart in dashboard.charts() if key in chart.without]
        configured.append(
            {
                "id": f"NATIVE_FILTER-{key}",
                "name": name_da if language == "da" else name_en,
                "type": "NATIVE_FILTER",
                "filterType": "filter_select",
                "targets": [{"column": {"name": column.format(l=language)}, "datasetUuid": dataset_uuid}],
                "scope": {"rootPath": ["ROOT_ID"], "excluded": [id_of(chart)[0] for chart in excluded]},
                "controlValues": {
                    "enableEmptyFilter": False,
                    "defaultToFirstItem": False,
                    "multiSelect": True,
                    "searchAllOptions": False,
                    "inverseSelection": False,
                },
                "defaultDataMask": {"extraFormData": {}, "filterState": {}, "ownState": {}},
                "cascadeParentIds": [],
                "description": "",
            }
        )
    return configured
