"""The demo listings as search documents, read from the YAML files of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from config import ROOT
from search_index.contract import Named, PriceTier, SearchDocument

_PLACES = ROOT / "marketplace" / "places" / "data"
_WEEKDAYS = {
    day: i for i, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), start=1)
}


def load(folder: Path, name: str) -> Any:
    """Read one YAML file of the folder; places and shared words may come from the house's own."""
    path = folder / f"{name}.yaml"
    if not path.exists():
        path = _PLACES / path.name
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class _Names:
    """Look-ups from code to names."""

    def __init__(self, folder: Path) -> None:
        self.categories = {c["slug"]: c for c in load(folder, "craft_categories")["categories"]}
        self.communities = {c["slug"]: c for c in load(folder, "communities")["communities"]}
        self.districts = {str(d["code"]): d for d in load(folder, "districts")["districts"]}

    def path(self, slug: str) -> tuple[Named, ...]:
        found: list[Named] = []
        at: str | None = slug
        while at:
            row = self.categories[at]
            found.insert(0, Named(at, row["name_th"], row["name_en"]))
            at = row["parent"]
        return tuple(found)

    def community(self, slug: str) -> Named:
        row = self.communities[slug]
        return Named(slug, row["name_th"], row["name_en"])

    def district(self, community: str) -> Named:
        code = str(self.communities[community]["district_code"])
        return Named(code, self.districts[code]["name_th"], self.districts[code]["name_en"])


def _named(rows: list[dict[str, Any]], key: str = "code") -> tuple[Named, ...]:
    return tuple(Named(row[key], row["th"], row["en"]) for row in rows)


def _craft(number: int, row: dict[str, Any], names: _Names) -> SearchDocument:
    lead = names.communities[row["community"]]
    wholesale = row.get("wholesale_price_thb")
    return SearchDocument(
        id=number,
        version=1,
        kind="craft",
        slug=row["slug"],
        title_th=row["title_th"],
        title_en=row["title_en"],
        body_th=f"{row['description_th']} {row.get('care_th') or ''}",
        body_en=f"{row['description_en']} {row.get('care_en') or ''}",
        categories=names.path(row["category"]),
        communities=(names.community(row["community"]),),
        districts=(names.district(row["community"]),),
        organisation=Named(row["community"], lead["name_th"], lead["name_en"]),
        materials=_named(row["materials"]),
        techniques=_named(row["techniques"]),
        certificates=_named(row["certifications"] or [], "tag"),
        price_satang=row["price_thb"] * 100,
        in_stock=bool(row["stock"]),
        made_to_order=row["made_to_order"],
        wholesale_min=row.get("min_wholesale_qty"),
        wholesale_price_satang=None if wholesale is None else wholesale * 100,
        lead_time_days=row["lead_time_days"],
        created=1_700_000_000 + number,
        latitude=lead["lat"],
        longitude=lead["lon"],
    )


def _stops(row: dict[str, Any]) -> tuple[str, str]:
    th = [s["activity_th"] for s in row["itinerary"]] + row["included_th"]
    en = [s["activity_en"] for s in row["itinerary"]] + row["included_en"]
    return " . ".join(th), " . ".join(en)


def _route(number: int, row: dict[str, Any], names: _Names) -> SearchDocument:
    body_th, body_en = _stops(row)
    places = {s["place"]: Named(s["place"], s["place_th"], s["place_en"]) for s in row["itinerary"]}
    level = Named(row["accessibility_level"], row["accessibility_th"], row["accessibility_en"])
    return SearchDocument(
        id=number,
        version=1,
        kind="route",
        slug=row["slug"],
        title_th=row["title_th"],
        title_en=row["title_en"],
        summary_th=row["summary_th"],
        summary_en=row["summary_en"],
        body_th=body_th,
        body_en=body_en,
        communities=tuple(names.community(c) for c in row["host_communities"]),
        districts=tuple(
            {names.district(c).code: names.district(c) for c in row["host_communities"]}.values()
        ),
        themes=tuple(Named(theme, "", theme) for theme in row["themes"]),
        places=tuple(places.values()),
        accessibility=(level,),
        price_satang=row["price_from_thb"] * 100,
        price_tiers=tuple(
            PriceTier(t["min_people"], t["max_people"], t["price_thb_per_person"] * 100)
            for t in row["price_tiers"]
        ),
        in_stock=True,
        group_min=row["min_group"],
        group_max=row["max_group"],
        months=frozenset(row["months"]),
        weekdays=frozenset(_WEEKDAYS[day] for day in row["weekdays"]),
        duration_minutes=int(row["duration_hours"] * 60),
        days=row["days"],
        languages=tuple(row["languages"]),
        created=1_700_000_000 + number,
        latitude=row["meeting_point"]["lat"],
        longitude=row["meeting_point"]["lon"],
    )


def demo_documents(folder: Path) -> list[SearchDocument]:
    """All demo crafts, then all demo routes."""
    names = _Names(folder)
    crafts = load(folder, "crafts")["crafts"]
    routes = load(folder, "routes")["routes"]
    found = [_craft(i, row, names) for i, row in enumerate(crafts, start=1)]
    return found + [_route(i, row, names) for i, row in enumerate(routes, start=len(found) + 1)]
