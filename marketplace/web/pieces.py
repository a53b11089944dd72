"""Pieces of public pages, and the values behind them, kept by the version of the catalogue.

A page nobody asked for before is still mostly made of what other pages hold too: cards, menus,
filter forms, names of places. Those are made once for each version and language and joined into
the fresh page. Nothing of a person, of one request or of the time of day may be in a piece: a
test reads the templates for that.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, TypeVar

from flask import Flask, current_app
from markupsafe import Markup

from marketplace.web.i18n import current_lang
from marketplace.web.identity import catalogue_version

T = TypeVar("T")

_PIECES: Final = "talat_pieces"
_VALUES: Final = "talat_values"
_CAPACITY: Final = 3 * 1024 * 1024
_BYTES_A_LETTER: Final = 2  # as Python holds Thai
_FRAME: Final = 300  # key and table entry, near enough


@dataclass(slots=True)
class Shelf:
    """Things kept in memory within a room; what was not asked for lately goes first.

    There are two halves. What is found in the old one moves to the young one; when that is full,
    it becomes the old one and the old one is dropped. So finding needs no lock.

    Attributes:
        capacity: bytes, near enough.
    """

    capacity: int = _CAPACITY
    _young: dict[Hashable, tuple[Any, int]] = field(default_factory=dict)
    _old: dict[Hashable, tuple[Any, int]] = field(default_factory=dict)
    _used: int = 0
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: Hashable) -> Any | None:
        """Return what is kept under a key, or None."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self.keep(key, *found)
        return found[0]

    def keep(self, key: Hashable, thing: object, size: int) -> None:
        """Keep something of about ``size`` bytes. What is over a quarter of the room is not kept."""
        if size > self.capacity // 4:
            return
        with self._lock:
            if self._used + size > self.capacity // 2:
                self._old, self._young, self._used = self._young, {}, 0
            self._young[key] = (thing, size)
            self._used += size

    def __len__(self) -> int:
        """Return how many things are kept; one that just moved counts twice."""
        return len(self._young) + len(self._old)


def kept_value(name: Hashable, make: Callable[[], T], size: int) -> T:
    """Return something made from public rows, kept as long as the catalogue stays as it is.

    Args:
        name: tells values apart; everything the value depends on belongs in it, the language too.
        make: makes the value, which nobody may change afterwards.
        size: bytes, near enough.
    """
    shelf: Shelf = current_app.extensions[_VALUES]
    key = (catalogue_version(), name)
    found: T | None = shelf.find(key)
    if found is None:
        found = make()
        shelf.keep(key, found, size + _FRAME)
    return found


def kept_by_id(
    name: Hashable, ids: Sequence[int], load: Callable[[list[int]], dict[int, T]], size: int
) -> list[T]:
    """Return things by their ids, in that order; those not kept are loaded all at once.

    Args:
        name: tells kinds of things apart, see `kept_value`.
        ids: those wanted.
        load: ids -> id and thing; ids without a thing are left out.
        size: bytes of one, near enough.
    """
    shelf: Shelf = current_app.extensions[_VALUES]
    version = catalogue_version()
    found: dict[int, T] = {}
    for one in ids:
        thing = shelf.find((version, name, one))
        if thing is not None:
            found[one] = thing
    missing = [one for one in ids if one not in found]
    if missing:
        for one, thing in load(missing).items():
            found[one] = thing
            shelf.keep((version, name, one), thing, size + _FRAME)
    return [found[one] for one in ids if one in found]


def fixed(name: str, *values: Hashable, caller: Callable[[], str]) -> Markup:
    """Draw the body of a call block once for each language: menus and the like.

    ``{% call fixed("foot") %}…{% endcall %}`` asks nothing of the database, so error pages hold
    it too.

    Args:
        name: of the piece.
        values: everything the piece depends on, beside the language.
        caller: the body.
    """
    return _kept((current_lang(), name, values), caller)


def piece(name: str, *values: Hashable, caller: Callable[[], str]) -> Markup:
    """Keep a body, as `fixed` does, that also depends on the catalogue: counts, names, listings."""
    return _kept((catalogue_version(), current_lang(), name, values), caller)


def _kept(key: Hashable, caller: Callable[[], str]) -> Markup:
    shelf: Shelf = current_app.extensions[_PIECES]
    found: Markup | None = shelf.find(key)
    if found is None:
        found = Markup(caller())  # noqa: S704 - a template's own output
        shelf.keep(key, found, len(found) * _BYTES_A_LETTER + _FRAME)
    return found


def pieces_of(macro: Any, items: Sequence[Any], heading: str, eager: int = 0) -> Markup:
    """Draw each item with a macro ``(item, heading, eager=…)``; what is kept is not drawn again.

    Args:
        macro: of a card; its name tells pieces apart.
        items: things with an ``id``, whose public face the catalogue version covers.
        heading: "h2" or "h3".
        eager: how many of the first pictures are loaded at once.
    """
    shelf: Shelf = current_app.extensions[_PIECES]
    kind = (catalogue_version(), current_lang(), macro.name, heading)
    drawn = []
    for place, item in enumerate(items):
        key = (kind, item.id, place < eager)
        found = shelf.find(key)
        if found is None:
            found = str(macro(item, heading, eager=place < eager))
            shelf.keep(key, found, len(found) * _BYTES_A_LETTER + _FRAME)
        drawn.append(found)
    return Markup("".join(drawn))  # noqa: S704 - the macro's own output


def init_pieces(app: Flask) -> None:
    """Give the application its shelves, and templates what keeps pieces."""
    app.extensions[_PIECES] = Shelf()
    app.extensions[_VALUES] = Shelf()
    app.jinja_env.globals.update(fixed=fixed, piece=piece, pieces_of=pieces_of)
