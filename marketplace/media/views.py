"""Photos over HTTP: only names we made ourselves, kept by browsers for ever."""

import re
from typing import Final

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from marketplace.media.uploads import CONTENT_TYPES, content_type
from marketplace.photos import BOXES, object_key
from marketplace.ports.storage import ObjectMissing
from marketplace.web.headers import Policy, use_policy
from marketplace.web.ports import current_ports
from models.errors import NotFoundError

bp = Blueprint("media", __name__)

_KEY: Final = re.compile(r"[0-9a-f]{64}")
_FOREVER: Final = "public, max-age=31536000, immutable"  # one year, the longest browsers keep


@bp.get("/photos/<key>/<int:width>.<ext>")
def photo(key: str, width: int, ext: str) -> ResponseReturnValue:
    """Serve one variant of a photo. Its address names its content, so it never changes."""
    if not _KEY.fullmatch(key) or width not in BOXES or ext not in CONTENT_TYPES:
        raise NotFoundError
    use_policy(Policy.FILE)
    names = _names(width, ext)
    known = [name for name in names if request.if_none_match.contains(_etag(key, name))]
    response = Response(status=304) if known else _picture(key, names)
    if known:
        response.set_etag(_etag(key, known[0]))
    # The address of a WebP answers with AVIF where the browser takes it and the job has made it.
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = _FOREVER
    # Link previews and mail programs of other sites show these pictures.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _names(width: int, ext: str) -> list[str]:
    """Return the files that may answer, the lightest first."""
    if ext == "jpg":
        # One JPEG is kept for mail, link previews and very old browsers, whatever width they ask.
        return [f"{BOXES[0]}.jpg"]
    takes_avif = ext == "webp" and "image/avif" in request.headers.get("Accept", "")
    return [f"{width}.avif", f"{width}.webp"] if takes_avif else [f"{width}.{ext}"]


def _etag(key: str, name: str) -> str:
    return f"{key[:24]}-{name}"


def _picture(key: str, names: list[str]) -> Response:
    storage = current_ports().storage
    *lighter, last = names
    for name in lighter:
        try:
            content = storage.get(object_key(key, name))
        except ObjectMissing:
            continue
        return _file(key, name, content)
    return _file(key, last, storage.get(object_key(key, last)))


def _file(key: str, name: str, content: bytes) -> Response:
    response = Response(content, content_type=content_type(name))
    response.headers["Content-Disposition"] = "inline"
    response.set_etag(_etag(key, name))
    return response
