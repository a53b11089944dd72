"""What templates can call: filters for dates, money, names and texts; globals for links."""

from collections.abc import Mapping, MutableMapping
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, g, request, url_for
from jinja2 import Environment

from config import Settings
from marketplace.web import dates, figures
from marketplace.web.assets import asset
from marketplace.web.i18n import ENGLISH, TEMPLATE_GLOBALS, THAI, current_lang
from marketplace.web.identity import current_actor
from marketplace.web.languages import alternate_path, neutral_path, path_in
from marketplace.web.names import keep_names
from marketplace.web.pages import page_address, pages_around
from marketplace.web.pieces import init_pieces
from marketplace.web.ports import current_ports
from marketplace.web.richtext import markdown
from marketplace.web.settings import current_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from marketplace.actors import Actor


_WIDTHS: Final = (320, 640, 1280)
_PLAIN_WIDTH: Final = 640


def pick(thing: Any, name: str) -> str:
    """Return a text in the reader's language, in the other one when it was never written.

    Args:
        thing: an object or mapping with ``<name>_th`` and ``<name>_en``; None gives "".
        name: the field without its ending.
    """
    return _field(thing, name, picked_lang(thing, name))


def picked_lang(thing: Any, name: str) -> str:
    """Return the language ``pick`` would show, for ``lang=""`` and the "In Thai only" mark."""
    lang = current_lang()
    if _field(thing, name, lang):
        return lang
    other = THAI if lang == ENGLISH else ENGLISH
    return other if _field(thing, name, other) else lang


def _field(thing: Any, name: str, lang: str) -> str:
    key = f"{name}_{lang}"
    found = thing.get(key) if isinstance(thing, Mapping) else getattr(thing, key, None)
    return found or ""


def _now() -> datetime:
    return current_ports().clock.now()


def when(moment: datetime) -> str:
    """Return how long ago or how far ahead, in words."""
    return dates.when(moment, _now())


def time_or_date(moment: datetime) -> str:
    """Return the clock for today, date and clock for any other day."""
    return dates.time_or_date(moment, _now())


def alternate_url(lang: str) -> str:
    """Return the full address of this page in a language, for the switch and ``hreflang``."""
    return _base_url() + alternate_path(lang)


def canonical() -> str:
    """Return the one address of this page, without its query."""
    return _base_url() + request.script_root + request.path


def absolute_url(endpoint: str, **values: Any) -> str:
    """Return a full address from the configured base, never from the Host header."""
    return _base_url() + url_for(endpoint, **values)


def url_in(lang: str, endpoint: str, **values: Any) -> str:
    """Return a full address in a language, whichever one this request's path speaks."""
    return _base_url() + path_in(lang, url_for(endpoint, **values))


def shared_url(endpoint: str, **values: Any) -> str:
    """Return the address of something that is the same in both languages, such as a photo."""
    return neutral_path(url_for(endpoint, **values))


def photo_urls(key: str) -> tuple[str, str]:
    """Return the addresses of a photo, the same in both languages: for ``srcset``, for ``src``.

    Every width is offered as WebP; the one JPEG is for browsers that know nothing newer.
    """
    offered = [f"{photo_path(key, width, 'webp')} {width}w" for width in _WIDTHS]
    return ", ".join(offered), photo_path(key, _PLAIN_WIDTH, "jpg")


def photo_path(key: str, width: int, ext: str) -> str:
    """Return the address of one variant of a photo, the same in both languages."""
    return f"{_photo_folder(request.root_path)}/{key}/{width}.{ext}"


# A page names dozens of photos; the router is asked once for what their addresses begin with.
@lru_cache(maxsize=8)
def _photo_folder(_root: str) -> str:
    return shared_url("media.photo", key="k", width=1, ext="x").removesuffix("/k/1.x")


def _base_url() -> str:
    return current_settings().base_url


def _page_values() -> dict[str, object]:
    actor: Actor | None = None if g.get("actor_unknown") else current_actor()
    return {"lang": current_lang(), "actor": actor}


def _globals(env: Environment, own: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
    """Give a template its globals: those of the house, as they are.

    Jinja would wrap them in a ChainMap for each template, to keep a template's own ones apart.
    Ours have none, and every import compares that map key by key: 0.02 ms each.
    """
    return env.globals if own is None else {**env.globals, **own}


FILTERS: Final[Mapping[str, "Callable[..., Any]"]] = {
    "date_long": dates.date_long,
    "date_mid": dates.date_mid,
    "date_short": dates.date_short,
    "date_clock": dates.date_clock,
    "date_range": dates.date_range,
    "clock": dates.clock,
    "iso": dates.iso,
    "duration": dates.duration,
    "days_nights": dates.days_nights,
    "month_name": dates.month_name,
    "weekday_name": dates.weekday_name,
    "when": when,
    "ago": when,
    "time_or_date": time_or_date,
    "money": figures.money,
    "money_words": figures.money_words,
    "money_exact": figures.money_exact,
    "amount": figures.amount,
    "number": figures.number,
    "th": keep_names,
    "pick": pick,
    "picked_lang": picked_lang,
    "markdown": markdown,
}


def init_templating(app: Flask, settings: Settings) -> None:
    """Give templates their filters and globals."""
    env = app.jinja_env
    # Pages and pieces are kept anyway, so a changed template shows after a restart; looking at
    # the time of 20 files for each page would be for nothing.
    env.auto_reload = app.debug
    env.make_globals = partial(_globals, env)  # type: ignore[method-assign]  # see there
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.add_extension("jinja2.ext.do")
    env.filters.update(FILTERS)
    env.globals.update(TEMPLATE_GLOBALS)
    env.globals.update(
        money_range=figures.money_range,
        alternate_url=alternate_url,
        canonical=canonical,
        absolute_url=absolute_url,
        photo_urls=photo_urls,
        shared_url=shared_url,
        page_address=page_address,
        pages_around=pages_around,
        asset=asset,
        base_url=settings.base_url,
        tile_url=settings.tile_url,
        office_contact=settings.office,
    )
    app.context_processor(_page_values)
    init_pieces(app)
