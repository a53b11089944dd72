"""Where the demo listings stand: those on sale with spread dates, and some in every other state."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from marketplace.demo.contents import Planned
from marketplace.demo.files import read
from marketplace.demo.listings import Placed, World, add_versions
from models.listing_content import Content
from models.listings import ListingState, VersionState

_EVERY: Final = timedelta(hours=37, minutes=11)
_FIRST: Final = timedelta(hours=9)
_TEXTS: Final = ("title_th", "title_en", "description_th", "description_en")


def on_sale(planned: Sequence[Planned], world: World) -> Iterator[Placed]:
    """Yield the listings of the data files, published one after another in a mixed order."""
    for place, plan in enumerate(sorted(planned, key=_mixed)):
        seller = world.people.sellers[plan.community]
        yield Placed(plan, plan.slug, seller, world.now - _FIRST - place * _EVERY, plan.slug)


def _mixed(plan: Planned) -> str:
    return hashlib.sha256(plan.slug.encode()).hexdigest()


def in_other_states(planned: Mapping[str, Planned], world: World) -> Iterator[Placed]:
    """Yield listings that wait, were sent back, rest, or are stopped."""
    for row in read("states")["listings"]:
        yield _placed(row, planned[row["like"]], row["slug"], world)


def add_changes(
    session: Session, planned: Mapping[str, Planned], ids: Mapping[str, int], world: World
) -> None:
    """Add newer versions: of listings on sale, and after a request for changes.

    Args:
        session: of a transaction.
        planned: by slug.
        ids: slug -> listing id of everything added before.
        world: what the rows refer to.
    """
    data = read("states")
    newer = [
        (ids[row["of"]], _placed(row, planned[row["of"]], row["of"], world), 2)
        for row in data["changes"]
    ]
    for row in data["listings"]:
        if row.get("again"):
            going_on = row | {"version": VersionState.EDITING.value, "hours": 5}
            newer.append((ids[row["slug"]], _placed(going_on, planned[row["like"]], "", world), 2))
    add_versions(session, world, newer)


def _as_claimed(content: Content, row: Mapping[str, Any]) -> Content:
    """What was never approved carries no mark of the office yet."""
    if row["version"] == VersionState.APPROVED:
        return content
    rows = tuple(replace(c, verifier="", verified_on="") for c in content.certificates)
    return replace(content, certificates=rows)


def _placed(row: dict[str, Any], base: Planned, slug: str, world: World) -> Placed:
    texts = {name: row[name] for name in _TEXTS if name in row}
    own = row.get("seller")
    seller = world.people.others[own] if own else world.people.sellers[base.community]
    return Placed(
        planned=replace(base, content=replace(_as_claimed(base.content, row), **texts)),
        slug=slug,
        seller=seller,
        at=world.now - timedelta(hours=row["hours"]),
        pictures_of=base.slug,
        state=ListingState(row.get("state", "published")),
        version=VersionState(row["version"]),
        reasons=tuple(row.get("reasons", ())),
        note=row.get("note", ""),
    )
