"""Style sheets: joined in one order, minified, their addresses turned into hashed ones."""

import re
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

import rcssmin

from marketplace.photos.tint import tint_css
from marketplace.web.assets.faults import AssetError

# The order decides nothing (layers do) but keeps the diff of the bundle small.
_UI: Final = (
    "shell",
    "hero",
    "button",
    "search",
    "card",
    "photo",
    "tag",
    "panel",
    "form",
    "table",
    "feedback",
    "map",
)

# rcssmin 1.3.0 joins ".a :is(b)" to ".a:is(b)", which means other elements: write ".a *:is(b)".
_TRAP: Final = re.compile(r"[^\s{},;>+~(] +:[a-z][^{;}]*\{")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL: Final = re.compile(r"url\(\s*(['\"]?)(?!data:|#|/)([^)'\"]+)\1\s*\)")


def style_sheets(folder: Path) -> dict[str, str]:
    """Return logical name -> joined and minified style sheet, addresses as written.

    Args:
        folder: ``static/css`` with ``base.css``, ``tokens.css``, ``ui`` and ``pages``.

    Raises:
        AssetError: a selector that the minifier would change.
    """
    parts = [folder / "base.css", folder / "tokens.css"]
    parts += [folder / "ui" / f"{name}.css" for name in _ordered(folder / "ui")]
    tints = f"@layer components{{\n{tint_css()}}}\n"
    site = "\n".join(read_checked(part) for part in parts) + "\n" + tints
    sheets = {"css/site.css": minified(site)}
    for page in sorted((folder / "pages").glob("*.css")):
        sheets[f"css/{page.name}"] = minified(read_checked(page))
    return sheets


def _ordered(folder: Path) -> list[str]:
    found = {path.stem for path in folder.glob("*.css")}
    known = [name for name in _UI if name in found]
    return known + sorted(found.difference(known))


def read_checked(path: Path) -> str:
    """Read a style sheet. Raises AssetError at a selector that the minifier would change."""
    text = path.read_text("utf-8")
    trap = _TRAP.search(_COMMENT.sub("", text))
    if trap:
        raise AssetError(f"{path.name}: write '*:' instead of ' :' in {trap.group()[:60]!r}")
    return text


def minified(text: str) -> str:
    """Return the style sheet without blanks and comments."""
    return str(rcssmin.cssmin(text))


def with_addresses(name: str, text: str, address: Callable[[str], str]) -> str:
    """Rewrite every relative ``url()`` of a style sheet.

    Args:
        name: logical name of the sheet; the addresses in it are relative to its folder.
        text: the sheet.
        address: logical name -> served address.
    """

    def rewrite(match: re.Match[str]) -> str:
        return f"url({address(normpath(join(dirname(name), match.group(2))))})"

    return _URL.sub(rewrite, text)
