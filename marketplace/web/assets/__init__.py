"""Static files: built once under names that hold their content's hash, then served for ever.

``flask assets build`` calls `build`; templates call `asset`; WhiteNoise serves `DIST` under
`URL_PREFIX` and asks `is_immutable`.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from marketplace.web.assets.faults import MANIFEST, AssetError

if TYPE_CHECKING:
    from marketplace.web.assets.builder import BuildReport, Progress

__all__ = ["DIST", "SOURCES", "URL_PREFIX", "AssetError", "asset", "build"]

SOURCES: Final = Path(__file__).resolve().parents[3] / "static"
DIST: Final = SOURCES / "dist"
URL_PREFIX: Final = "/static/"

_HASHED: Final = re.compile(r"\.[0-9a-f]{10}\.[a-z0-9]+$")


def build(static_dir: Path, out_dir: Path, progress: "Progress | None" = None) -> "BuildReport":
    """Build every static file; see `builder.build`, whose tools no server needs in memory."""
    from marketplace.web.assets import builder  # noqa: PLC0415 - see above

    return builder.build(static_dir, out_dir, progress or (lambda _done, _total: None))


@cache
def _names() -> dict[str, str]:
    """Return logical name -> served name; empty when nothing was built."""
    try:
        text = (DIST / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        return {}
    names: dict[str, str] = json.loads(text)["files"]
    return names


def forget_manifest() -> None:
    """Read the manifest again on next use; for tests and for a build in the same process."""
    _names.cache_clear()


def asset(name: str) -> str:
    """Return the address of a static file, the same in both languages.

    Args:
        name: logical name such as ``"css/site.css"``, ``"img/icons.svg"`` or
            ``"leaflet/leaflet.js"``.

    Returns:
        ``/static/css/site.<hash>.css``. Before the first build (tests of single pages) the name
        itself under the prefix, so that a page can still be drawn.

    Raises:
        AssetError: files were built and none has this name.
    """
    names = _names()
    if not names:
        return URL_PREFIX + name
    try:
        return URL_PREFIX + names[name]
    except KeyError:
        raise AssetError(f"no static file is called {name}; run: flask assets build") from None


def is_immutable(_path: str, url: str) -> bool:
    """Tell WhiteNoise whether a file's name holds its hash, so it may be kept for a year."""
    return _HASHED.search(url) is not None
