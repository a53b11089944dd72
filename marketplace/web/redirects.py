"""Where to send people next: only ever to a path of our own."""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from flask import current_app, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.urls import iri_to_uri

from marketplace.web.languages import query_part

# One slash, then anything but a second slash or a backslash; no control characters at all.
_OWN_PATH: Final = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*\Z")
# Two hundred Thai letters, as many as a search takes, are 1,800 signs in an address.
_LONGEST: Final = 2000


def is_own_path(target: str) -> bool:
    r"""Tell whether a target is a path on this site, however it is encoded.

    Browsers take ``//host``, ``/\host`` and paths with tabs for other sites (ASVS 3.7.2), so
    the target is looked at as written, decoded once and twice, and in compatibility form.
    """
    if not target or len(target) > _LONGEST:
        return False
    once = unquote(target)
    views = {target, once, unquote(once), unicodedata.normalize("NFKC", once)}
    return all(_OWN_PATH.match(view) and "//" not in view.partition("?")[0] for view in views)


def safe_next(default: str | None = None) -> str:
    """Return the ``next`` of this request when it is an own path, else a default.

    Args:
        default: where else to go; None means the home page.
    """
    target = request.values.get("next", "")
    if is_own_path(target):
        return target
    return url_for("pages.home") if default is None else default


def without_slash() -> str | None:
    """Return this address without the slash at its end, where a page answers to that one alone.

    None for anything but looking, and where nothing answers either way.
    """
    path = request.path.rstrip("/")
    looks = request.method in {"GET", "HEAD"} and isinstance(request.routing_exception, NotFound)
    if not looks or not path or path == request.path:
        return None
    pages = current_app.create_url_adapter(request)
    target = request.script_root + iri_to_uri(path)
    if pages is None or not is_own_path(target) or not pages.test(path, method="GET"):
        return None
    return target + query_part()


def here() -> str:
    """Return path and query of this request, to come back to."""
    return request.script_root + iri_to_uri(request.path) + query_part()
