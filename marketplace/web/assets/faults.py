"""What the builder and the readers of static files share, without the builder's tools."""

from typing import Final

MANIFEST: Final = "manifest.json"


class AssetError(Exception):
    """A static file is missing, or a style sheet is written so that minifying would break it."""
