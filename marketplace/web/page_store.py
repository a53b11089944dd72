"""Pages and pieces of pages that one process keeps in memory, and how a body is joined from them.

``web/caching.py`` fills the store, ``web/kept_pages.py`` answers from it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

from marketplace.web.headers import Policy
from marketplace.web.transfer import Part, join_gzip, join_plain, pack

_CAPACITY_BYTES: Final = 2 * 1024 * 1024
_SLOT_LIMIT: Final = 2048
_PLACE_LIMIT: Final = 2048

Stamp = tuple[int, int]
"""What a public page is made from: version of the catalogue, hour."""
PageKey = tuple[str, str, str]
"""Where it stands: language, path, query with its parts in order."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A public page, cut where each person's own pieces go: part, slot, part, slot, part.

    Attributes:
        parts: one more than slots.
        slots: names of the personal pieces.
        headers: sent with it, beside those every page has.
        stamp: what it was made from; with another stamp it is out of date.
        hasty: packed quickly for its first reader; from the second on it is packed well.
        policy: the content policy its view chose.
    """

    parts: tuple[Part, ...]
    slots: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    stamp: Stamp = (0, 0)
    hasty: bool = False
    policy: Policy = Policy.STRICT

    @property
    def size(self) -> int:
        """Bytes the page takes in memory, near enough."""
        return sum(len(part.plain) + len(part.packed) for part in self.parts) + 512

    def packed_well(self) -> "KeptPage":
        """Return the page for readers to come."""
        return replace(self, parts=tuple(pack(part.plain) for part in self.parts), hasty=False)


@dataclass(frozen=True, slots=True)
class Place:
    """What is remembered of a page longer than the page itself: enough for a revisit.

    Attributes:
        stamp: of the page that was there.
        rule: of its route.
        policy: its content policy; an answer 304 carries it, too.
    """

    stamp: Stamp
    rule: str
    policy: Policy


@dataclass(slots=True)
class PageStore:
    """The pages of one process, newest last; the oldest go when the room is used up."""

    capacity: int = _CAPACITY_BYTES
    build: str = ""
    _pages: OrderedDict[Hashable, KeptPage] = field(default_factory=OrderedDict)
    _slots: OrderedDict[Hashable, Part] = field(default_factory=OrderedDict)
    _places: OrderedDict[PageKey, Place] = field(default_factory=OrderedDict)
    _used: int = 0
    _lock: Lock = field(default_factory=Lock)

    def page(self, key: Hashable) -> KeptPage | None:
        """Return a kept page and count it as used now."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
        if found is not None and found.hasty:
            found = found.packed_well()
            self.keep(key, found)
        return found

    def place(self, key: PageKey) -> Place | None:
        """Return what is remembered of a page that was there lately; it may be gone by now."""
        return self._places.get(key)

    def note_place(self, key: PageKey, place: Place) -> None:
        """Remember that there is a page: enough for revisits, long after the page itself went."""
        with self._lock:
            self._places.pop(key, None)
            self._places[key] = place
            if len(self._places) > _PLACE_LIMIT:
                self._places.popitem(last=False)

    def slots_at_hand(self, page: KeptPage, lang: str, state: str) -> list[Part] | None:
        """Return a person's pieces for a page; None when one of them is not made yet."""
        found = [self._slots.get((name, lang, state)) for name in page.slots]
        return None if None in found else [part for part in found if part is not None]

    def etag(self, key: PageKey, stamp: Stamp, state: str) -> str:
        """Return what names one state of a page for one person."""
        return f'W/"{self.build}-{stamp[0]}-{key[0]}-{stamp[1]}-{state}"'

    def keep(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page. One that would take over a quarter of the room is not kept."""
        if page.size > self.capacity // 4:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._used += page.size - (0 if old is None else old.size)
            self._pages[key] = page
            while self._used > self.capacity:
                _key, gone = self._pages.popitem(last=False)
                self._used -= gone.size

    def slot(self, key: Hashable, make: Callable[[], Part]) -> Part:
        """Return a person's piece, made when it is not kept."""
        found = self._slots.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._slots[key] = found
                while len(self._slots) > _SLOT_LIMIT:
                    self._slots.popitem(last=False)
        return found

    def __len__(self) -> int:
        """Return the number of pages kept."""
        return len(self._pages)


def joined(page: KeptPage, own: Sequence[Part], *, packed: bool) -> bytes:
    """Return the body of a page with a person's own pieces in their places, packed or plain."""
    parts = [page.parts[0]]
    for piece, after in zip(own, page.parts[1:], strict=True):
        parts += (piece, after)
    return join_gzip(parts) if packed else join_plain(parts)
