"""Which language a URL speaks: Thai at ``/…``, English at ``/en/…``."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_from_bytes

from flask import request
from werkzeug.urls import iri_to_uri

from marketplace.web.i18n import ENGLISH, THAI, set_lang

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX: Final = "/en"


class LanguagePrefix:
    """Move ``/en`` from the path into SCRIPT_NAME, so that ``url_for`` keeps the language."""

    def __init__(self, app: "WSGIApplication") -> None:
        """Wrap a WSGI application."""
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Set the language of this thread and pass the request on."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(_PREFIX) and path[3:4] in {"", "/"}:
            if path == _PREFIX:
                return _redirect(environ, start)
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + _PREFIX
            environ["PATH_INFO"] = path[3:]
            set_lang(ENGLISH)
        else:
            set_lang(THAI)
        return self._app(environ, start)


def _redirect(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    query = environ.get("QUERY_STRING", "")
    where = environ.get("SCRIPT_NAME", "") + _PREFIX + "/" + (f"?{query}" if query else "")
    start("308 Permanent Redirect", [("Location", where), ("Content-Length", "0")])
    return [b""]


def _base_root() -> str:
    return request.root_path.rstrip("/").removesuffix(_PREFIX)


@lru_cache(maxsize=1024)
def _quoted(path: str) -> str:
    return iri_to_uri(path)


def alternate_path(lang: str) -> str:
    """Return this page's path and query in a language, for the language switch."""
    prefix = _PREFIX if lang == ENGLISH else ""
    return f"{_base_root()}{prefix}{_quoted(request.path)}{query_part()}"


def query_part() -> str:
    """Return the query of this request with its question mark, safely quoted; "" without one.

    Some browsers send letters unquoted; as they came they would not fit into a header or link.
    """
    query = quote_from_bytes(request.query_string, safe="%&=+;/?:@!$()*,-._~")
    return f"?{query}" if query else ""


def neutral_path(path: str) -> str:
    """Take the language off a path made by ``url_for``.

    Photos and files are the same in both languages and should be fetched once.
    """
    return path_in(THAI, path)


def path_in(lang: str, path: str) -> str:
    """Return a path made by ``url_for`` in a language, whichever one this request's path speaks."""
    root = request.root_path.rstrip("/")
    if not path.startswith(f"{root}/"):
        return path
    prefix = _PREFIX if lang == ENGLISH else ""
    return f"{_base_root()}{prefix}{path[len(root) :]}"
