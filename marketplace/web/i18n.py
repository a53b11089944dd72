"""The two languages: Thai source messages, English catalogue, and the language of this request.

Messages are read from one compiled catalogue into memory once; a look-up costs about a
microsecond and needs no Flask, so the worker writes mails with the same functions.
"""

import gettext as stdlib_gettext
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from babel.support import LazyProxy
from markupsafe import Markup, escape

THAI: Final = "th"
ENGLISH: Final = "en"
LANGUAGES: Final = (THAI, ENGLISH)
TRANSLATIONS: Final = Path(__file__).resolve().parent.parent / "translations"
COMPILED: Final = TRANSLATIONS / ENGLISH / "LC_MESSAGES" / "messages.mo"

_lang: ContextVar[str] = ContextVar("lang", default=THAI)


def current_lang() -> str:
    """Return ``"th"`` or ``"en"``: the language of this request, or of the mail being written."""
    return _lang.get()


def set_lang(lang: str) -> None:
    """Set the language of this thread of work. Unknown languages become Thai."""
    _lang.set(lang if lang in LANGUAGES else THAI)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak another language for a while, for example a recipient's in a mail."""
    token = _lang.set(lang if lang in LANGUAGES else THAI)
    try:
        yield
    finally:
        _lang.reset(token)


_CLASSIFIERS: Final = (
    "กก|กม|กรัม|กลุ่ม|ข้อ|ขั้น|คน|ครั้ง|คืน|จุด|ฉบับ|ชั่วโมง|ชิ้น|ชุมชน|ช่อง|ซม|ตัว|นาที|บาท|ปี|ราย|"
    "รูป|วัน|หลัก|หลัง|องศา|อำเภอ|เดือน|เมือง|เรื่อง|เส้นทาง|แห่ง|MB|%\\(unit\\)s"
)
_NUMBERS: Final = "num|n|a|b|count|max|min|minutes|days|done|total|from|to|over|amount"
_TIED: Final = re.compile(
    rf"([0-9]|%\((?:{_NUMBERS})\)s) (?={_CLASSIFIERS})|(พ\.ศ\.) (?=[0-9])|() (?=ๆ)"
)


@lru_cache(maxsize=4096)
def _tied(message: str) -> str:
    """Bind a number to its classifier, and ๆ to its word, so that no line breaks between them."""
    return _TIED.sub(lambda found: f"{found[1] or found[2] or ''}\u00a0", message)


class _Thai(stdlib_gettext.NullTranslations):
    """Thai messages are the source itself and have one form whatever the number."""

    def gettext(self, message: str) -> str:
        return _tied(message)

    def ngettext(self, msgid1: str, _msgid2: str, _n: int) -> str:
        return _tied(msgid1)

    def pgettext(self, _context: str, message: str) -> str:
        return _tied(message)

    def npgettext(self, _context: str, msgid1: str, _msgid2: str, _n: int) -> str:
        return _tied(msgid1)


@cache
def _catalogue(lang: str) -> stdlib_gettext.NullTranslations:
    if lang == ENGLISH and COMPILED.exists():
        with COMPILED.open("rb") as handle:
            return stdlib_gettext.GNUTranslations(handle)
    return _Thai()


def forget_catalogues() -> None:
    """Read the compiled catalogue again on next use. The compiler and the tests call this."""
    _catalogue.cache_clear()


def gettext(message: str, **values: object) -> str:
    """Return a message in the current language with its ``%(name)s`` places filled."""
    found = _catalogue(_lang.get()).gettext(message)
    return found % values if values else found


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return the form for ``num``, which also fills ``%(num)s``. Thai has one form."""
    return _catalogue(_lang.get()).ngettext(one, many, num) % {"num": num, **values}


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message whose English depends on a context."""
    found = _catalogue(_lang.get()).pgettext(context, message)
    return found % values if values else found


def npgettext(context: str, one: str, many: str, num: int, **values: object) -> str:
    """Return the form for ``num`` of a message whose English depends on a context."""
    found = _catalogue(_lang.get()).npgettext(context, one, many, num)
    return found % {"num": num, **values}


class LazyText(LazyProxy):
    """A message looked up whenever it is shown. Hashable, so that frozen dataclasses may hold it."""

    def __hash__(self) -> int:
        """Hash what was asked for, which never changes, not the text of one language."""
        return hash((self._func, self._args))


def lazy_gettext(message: str, **values: object) -> Any:
    """Return a message that is looked up whenever it is shown; for labels at class level."""
    return LazyText(gettext, message, enable_cache=False, **values)


def lazy_pgettext(context: str, message: str, **values: object) -> Any:
    """Return a message with a context, looked up whenever it is shown."""
    return LazyText(pgettext, context, message, enable_cache=False, **values)


class LazyPlural:
    """A message with plural forms, for tables of words: filled like a text, ``words % values``.

    The form follows the number that the message shows under ``by``.
    """

    def __init__(self, one: str, many: str, by: str) -> None:
        """Keep both forms; ``by`` names the place that holds the number."""
        self._forms = (one, many)
        self._by = by

    def __mod__(self, values: Mapping[str, object]) -> str:
        """Return the form for the number among ``values``, filled. No number counts as many."""
        number = str(values.get(self._by, ""))
        form = _catalogue(_lang.get()).ngettext(
            *self._forms, int(number) if number.isdecimal() else 2
        )
        return form % values

    def __str__(self) -> str:
        """Return the form of many, its places unfilled."""
        return _catalogue(_lang.get()).ngettext(*self._forms, 2)


def lazy_ngettext(one: str, many: str, by: str) -> LazyPlural:
    """Return a message with plural forms that is looked up whenever it is filled."""
    return LazyPlural(one, many, by)


_ = gettext
_l = lazy_gettext


def _fill(message: str, values: dict[str, Any]) -> str | Markup:
    """Fill a template's message. Message and values are escaped; Markup values stay markup."""
    return escape(message) % values if values else message


def template_gettext(message: str, **values: object) -> str | Markup:
    """Do as `gettext` inside a template, where a value may be a link already made."""
    return _fill(_catalogue(_lang.get()).gettext(message), values)


def template_ngettext(one: str, many: str, num: int, **values: object) -> str | Markup:
    """Do as `ngettext` inside a template. ``num`` is also printed with thousands separators."""
    found = _catalogue(_lang.get()).ngettext(one, many, num)
    return _fill(found, {"num": f"{num:,}", **values})


def template_pgettext(context: str, message: str, **values: object) -> str | Markup:
    """Do as `pgettext` inside a template."""
    return _fill(_catalogue(_lang.get()).pgettext(context, message), values)


def template_npgettext(
    context: str, one: str, many: str, num: int, **values: object
) -> str | Markup:
    """Do as `npgettext` inside a template, with ``num`` printed as `template_ngettext` does."""
    found = _catalogue(_lang.get()).npgettext(context, one, many, num)
    return _fill(found, {"num": f"{num:,}", **values})


TEMPLATE_GLOBALS: Final = {
    "_": template_gettext,
    "gettext": template_gettext,
    "ngettext": template_ngettext,
    "pgettext": template_pgettext,
    "npgettext": template_npgettext,
}
