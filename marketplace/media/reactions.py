"""After a photo was added: its AVIF variants; and once an hour: files that nobody names."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

import structlog

from marketplace.events import Fact
from marketplace.facts import PhotoAdded
from marketplace.media.queries import key_is_known
from marketplace.media.uploads import content_type
from marketplace.photos import avif, object_key
from marketplace.ports.storage import Entry, ObjectMissing
from marketplace.ports.storage_local import LocalStorage
from marketplace.work import Work
from models.media import Photo

ORPHAN_AGE: Final = timedelta(hours=24)
"""An upload writes its row seconds after its files; a day is safely more."""

_FOLDER: Final = "photos"
_log = structlog.get_logger("media")


def make_avif(work: Work, facts: Sequence[Fact]) -> None:
    """Encode the WebP variants again as AVIF. Costs about 0.4 CPU seconds a photo."""
    for fact in facts:
        if isinstance(fact, PhotoAdded):
            _make_avif(work, fact.photo_id)


def _make_avif(work: Work, photo_id: int) -> None:
    with work.database.reading() as session:
        photo = session.get(Photo, photo_id)
        if photo is None or photo.avif_at is not None:
            return
        key, variants = photo.key, dict(photo.variants)
    sizes: dict[str, int] = {}
    for name in [name for name in variants if name.endswith(".webp")]:
        try:
            encoded = avif(work.ports.storage.get(object_key(key, name)))
        except ObjectMissing:
            continue
        smaller = name.removesuffix("webp") + "avif"
        work.ports.storage.put(object_key(key, smaller), encoded, content_type(smaller))
        sizes[smaller] = len(encoded)
    with work.database.transaction() as session:
        photo = session.get(Photo, photo_id)
        if photo is not None:
            photo.variants = {**photo.variants, **sizes}
            photo.avif_at = work.now


def sweep_orphans(work: Work) -> None:
    """Remove photo files without a row that are more than a day old.

    They are left by uploads that were cut off between the files and the row.
    """
    removed = sum(_sweep(work, key, entries) for key, entries in _folders(work))
    if isinstance(work.ports.storage, LocalStorage):
        removed += work.ports.storage.sweep_unfinished(work.now)
    if removed:
        _log.info("orphans_removed", count=removed)


def _folders(work: Work) -> Iterator[tuple[str, list[Entry]]]:
    entries = work.ports.storage.entries(_FOLDER)
    for key, group in groupby(entries, key=lambda entry: entry.key.split("/")[1]):
        yield key, list(group)


def _sweep(work: Work, key: str, entries: Sequence[Entry]) -> int:
    if not _is_old(work, entries) or _is_named(work, key):
        return 0
    removed = 0
    for entry in entries:
        # The same picture may be sent again meanwhile: its files come first, then its row.
        present = list(work.ports.storage.entries(f"{_FOLDER}/{key}"))
        if not _is_old(work, present) or _is_named(work, key):
            break
        work.ports.storage.delete(entry.key)
        removed += 1
    return removed


def _is_old(work: Work, entries: Sequence[Entry]) -> bool:
    return all(work.now - entry.changed_at > ORPHAN_AGE for entry in entries)


def _is_named(work: Work, key: str) -> bool:
    with work.database.reading() as session:
        return key_is_known(session, key)
