"""Message catalogues: extract Thai messages, keep one English file a room, compile and check.

``marketplace/translations/en/<room>.po`` holds the English of one room; all files are compiled
into one catalogue, because a reader does not care which room a word comes from.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config import ROOT
from marketplace.web.i18n import COMPILED, ENGLISH, TRANSLATIONS, forget_catalogues

SHARED: Final = "web"
_FOLDER: Final = TRANSLATIONS / ENGLISH
_KEYWORDS: Final[dict[str, tuple[int | tuple[int, str], ...] | None]] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_METHODS: Final = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
# What the extractor cannot read must be an error: it would leave out a page's words in silence.
_TEMPLATES: Final = {"trimmed": "true", "extensions": "jinja2.ext.do", "silent": "false"}
_OPTIONS: Final = {"**.html": _TEMPLATES, "**.txt": _TEMPLATES}
# Parts of templates/ that belong to no single room.
_SHARED_FOLDERS: Final = frozenset({"_layouts", "_ui", "errors"})


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """Something `check` found: which room's file, which message, and what is wrong."""

    room: str
    message: str
    reason: str


def update(only: Collection[str] = ()) -> Mapping[str, int]:
    """Bring the rooms' English files up to date with the code, and say what is still empty.

    English already written is kept. A new message whose English another room has is filled in.

    Args:
        only: rooms to bring up to date; empty means all of them.

    Returns:
        room -> number of messages without English.
    """
    known = _known_english()
    missing: dict[str, int] = {}
    extracted = _extract()
    for room in only or sorted(extracted):
        catalogue = _merged(room, extracted.get(room, Catalog(locale=ENGLISH)), known)
        _write(room, catalogue)
        missing[room] = sum(1 for message in catalogue if message.id and not _done(message))
    for stale in set(_files()) - set(extracted):
        (_FOLDER / f"{stale}.po").unlink()
    return missing


def compile_all() -> int:
    """Build the one catalogue the product reads; returns the number of messages.

    Written beside and moved into place, so that a reader never sees half of it.
    """
    whole = Catalog(locale=ENGLISH, fuzzy=False)
    for room in _files():
        for message in _read(room):
            if message.id and _done(message):
                whole.add(message.id, message.string, context=message.context)
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    beside = COMPILED.with_suffix(".new")
    with beside.open("wb") as handle:
        write_mo(handle, whole)
    beside.replace(COMPILED)
    forget_catalogues()
    return len(whole)


def compile_if_stale() -> None:
    """Build the catalogue when a room's file is newer than it; called as the product starts."""
    sources = [(_FOLDER / f"{room}.po").stat().st_mtime for room in _files()]
    if sources and (not COMPILED.exists() or COMPILED.stat().st_mtime < max(sources)):
        compile_all()


def check() -> list[CatalogueFault]:
    """List messages without English, with other placeholders, or with two different Englishes."""
    faults: list[CatalogueFault] = []
    english: dict[tuple[str, str | None], str] = {}
    for room, found in _extract().items():
        catalogue = _read(room)
        for message in found:
            if message.id:
                kept = catalogue.get(_first(message), message.context)
                faults += _faults_of(room, catalogue, message, kept)
                if kept is not None and _done(kept):
                    faults += _other_english(room, kept, english)
    return faults


def _faults_of(
    room: str, catalogue: Catalog, message: Message, kept: Message | None
) -> Iterator[CatalogueFault]:
    first = _first(message)
    if kept is None or not _done(kept):
        yield CatalogueFault(room, first, "has no English")
        return
    for checker in checkers:
        try:
            checker(catalogue, kept)
        except ValueError as error:
            yield CatalogueFault(room, first, str(error))


def _other_english(
    room: str, kept: Message, english: dict[tuple[str, str | None], str]
) -> Iterator[CatalogueFault]:
    key, text = (_first(kept), kept.context), str(kept.string)
    if english.setdefault(key, text) != text:
        yield CatalogueFault(room, key[0], "has another English in another room; use pgettext")


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _done(message: Message) -> bool:
    text = message.string
    return all(text) if isinstance(text, (tuple, list)) and text else bool(text)


def _files() -> list[str]:
    return sorted(path.stem for path in _FOLDER.glob("*.po"))


def _read(room: str) -> Catalog:
    path = _FOLDER / f"{room}.po"
    if not path.exists():
        return Catalog(locale=ENGLISH)
    with path.open("rb") as handle:
        return read_po(handle, locale=ENGLISH)


def _write(room: str, catalogue: Catalog) -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    # No header and no line numbers: they would change with every run and hide real changes.
    write_po(
        text,
        catalogue,
        width=100,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    path = _FOLDER / f"{room}.po"
    if not path.exists() or path.read_bytes() != text.getvalue():
        path.write_bytes(text.getvalue())


def _known_english() -> dict[tuple[str, str | None], Message]:
    known: dict[tuple[str, str | None], Message] = {}
    for room in _files():
        for message in _read(room):
            if message.id and _done(message):
                known.setdefault((_first(message), message.context), message)
    return known


def _merged(room: str, found: Catalog, known: Mapping[tuple[str, str | None], Message]) -> Catalog:
    old, fresh = _read(room), Catalog(locale=ENGLISH)
    for message in found:
        if not message.id:
            continue
        kept = old.get(_first(message), message.context)
        if kept is None or not _done(kept):
            kept = known.get((_first(message), message.context))
        usable = kept is not None and isinstance(kept.string, str) == isinstance(message.id, str)
        fresh.add(
            message.id,
            kept.string if kept is not None and usable else None,
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return fresh


def _extract() -> dict[str, Catalog]:
    found: dict[str, Catalog] = {}
    for room, folder in _sources():
        for path, line, text, comments, context in extract_from_dir(
            folder,
            method_map=_METHODS,
            options_map=_OPTIONS,
            keywords=_KEYWORDS,
            comment_tags=("Translators:",),
        ):
            where = (Path(folder, path).relative_to(ROOT).as_posix(), line)
            catalogue = found.setdefault(room, Catalog(locale=ENGLISH))
            catalogue.add(text, None, [where], auto_comments=comments, context=context)
    return found


def _sources() -> Iterator[tuple[str, Path]]:
    """Yield each folder with messages and the room whose file keeps them."""
    for folder in sorted(path for path in (ROOT / "marketplace").iterdir() if path.is_dir()):
        if folder != TRANSLATIONS and not folder.name.startswith("__"):
            yield folder.name, folder
    for folder in sorted(path for path in (ROOT / "templates").iterdir() if path.is_dir()):
        yield SHARED if folder.name in _SHARED_FOLDERS else folder.name, folder
