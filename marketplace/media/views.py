"""Photos over HTTP: only names we made ourselves, kept by browsers for ever."""

import re
from typing import Final

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from marketplace.media.uploads import CONTENT_TYPES, content_type
from marketplace.photos import BOXES, object_key
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
    # One JPEG is kept for mail, link previews and very old browsers, whatever width they ask for.
    name = f"{BOXES[0]}.jpg" if ext == "jpg" else f"{width}.{ext}"
    etag = f"{key[:24]}-{name}"
    use_policy(Policy.FILE)
    if request.if_none_match.contains(etag):
        response = Response(status=304)
    else:
        content = current_ports().storage.get(object_key(key, name))
        response = Response(content, content_type=content_type(name))
        response.headers["Content-Disposition"] = "inline"
    response.set_etag(etag)
    response.headers["Cache-Control"] = _FOREVER
    # Link previews and mail programs of other sites show these pictures.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
