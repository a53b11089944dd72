"""Illustrations of the demo: drawn, sent through the photo pipeline, stored, remembered.

What was drawn once is noted in the storage, so that loading the demo again takes a second.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from marketplace.demo.contents import Planned
from marketplace.demo.listings import Picture
from marketplace.demo.people import Seller
from marketplace.illustrations import Item, alt_text, draw_and_process_many
from marketplace.media.uploads import content_type
from marketplace.photos import ProcessedPhoto, object_key
from marketplace.places.files import Progress, add_rows, read
from marketplace.ports.storage import ObjectMissing, Storage
from models.communities import Community
from models.listing_content import CraftContent
from models.media import Photo

_NOTE: Final = "demo/pictures-1.json"
_WORKERS: Final = 2
# Drawing one and its variants takes about 0.2 s of a core, so only some listings get more than their cover.
_VIEWS: Final = (3, 1, 1, 1, 1, 1, 1, 1, 1)

Drawn = dict[str, dict[str, Any]]
"""``slug/category/view`` -> columns of the photo row."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture with the words that describe it."""

    item: Item
    seller: str
    title: tuple[str, str]

    @property
    def name(self) -> str:
        """Name under which it is remembered."""
        return f"{self.item.slug}/{self.item.category}/{self.item.view}"


def wanted_pictures(planned: Sequence[Planned]) -> list[Wanted]:
    """Return every picture of the demo: listings first, then villages."""
    return [*_of_listings(planned), *_of_villages()]


def _of_listings(planned: Sequence[Planned]) -> Iterator[Wanted]:
    for place, plan in enumerate(planned):
        content = plan.content
        category = content.category if isinstance(content, CraftContent) else "route"
        for view in range(_VIEWS[place % len(_VIEWS)]):
            item = Item(plan.slug, category, view)
            yield Wanted(item, plan.community, (content.title_th, content.title_en))


def _of_villages() -> Iterator[Wanted]:
    for row in read("communities")["communities"]:
        item = Item(row["slug"], "community", 0)
        yield Wanted(item, row["slug"], (row["name_th"], row["name_en"]))


def draw_pictures(wanted: Sequence[Wanted], storage: Storage, progress: Progress) -> Drawn:
    """Draw and store what the storage does not hold yet.

    Args:
        wanted: every picture.
        storage: takes the files and the note of what was drawn.
        progress: told how many of the missing ones are done.
    """
    known = _remembered(storage)
    missing = [picture for picture in wanted if not _is_kept(known, picture, storage)]
    names = {picture.item: picture.name for picture in missing}
    drawn = draw_and_process_many(names, _WORKERS, lambda done: progress(done, len(missing)))
    for item, photo in drawn:
        for name, content in photo.files.items():
            storage.put(object_key(photo.key, name), content, content_type(name))
        known[names[item]] = _columns(photo)
    if missing:
        storage.put(_NOTE, json.dumps(known).encode(), "application/json")
    return known


def _remembered(storage: Storage) -> Drawn:
    try:
        found: Drawn = json.loads(storage.get(_NOTE))
    except ObjectMissing:
        return {}
    return found


def _is_kept(known: Drawn, picture: Wanted, storage: Storage) -> bool:
    columns = known.get(picture.name)
    return columns is not None and storage.exists(object_key(columns["key"], "640.webp"))


def _columns(photo: ProcessedPhoto) -> dict[str, Any]:
    return {
        "key": photo.key,
        "width": photo.width,
        "height": photo.height,
        "tint": photo.tint,
        "variants": photo.sizes,
    }


def add_pictures(
    session: Session,
    wanted: Sequence[Wanted],
    drawn: Drawn,
    sellers: Mapping[str, Seller],
    now: datetime,
) -> dict[str, list[Picture]]:
    """Add the photo rows; return slug of a listing or village -> its pictures."""
    rows = (
        drawn[picture.name]
        | {
            "organisation_id": sellers[picture.seller].id,
            "illustration": True,
            "file_name": f"{picture.item.slug}.png",
            "created_at": now,
        }
        for picture in wanted
    )
    ids = add_rows(session, Photo, rows)
    pictures: dict[str, list[Picture]] = {}
    for photo_id, picture in zip(ids, wanted, strict=True):
        item = picture.item
        thai, english = alt_text(item.slug, item.category, item.view, picture.title)
        pictures.setdefault(item.slug, []).append(Picture(photo_id, thai, english))
    return pictures


def add_covers(
    session: Session, pictures: Mapping[str, Sequence[Picture]], communities: Mapping[str, int]
) -> None:
    """Give each village its picture."""
    covers = [
        {"village": communities[slug], "photo": pictures[slug][0].photo_id}
        for slug in communities
        if slug in pictures
    ]
    if not covers:
        return
    table: Any = Community.__table__
    statement = (
        update(table)
        .where(table.c.id == bindparam("village"))
        .values(cover_photo_id=bindparam("photo"))
    )
    session.connection().execute(statement, covers)
