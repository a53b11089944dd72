"""Makes applications faster to build: the built styles and scripts are looked through only once.

WhiteNoise asks the disk for every file below its folder when an application is made, and the suite
makes one for almost every test. What it found is kept for as long as the folder looks the same.
"""

from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise

_kept: dict[tuple[object, ...], dict[str, Any]] = {}


def install() -> None:
    """Keep what WhiteNoise finds; once is enough."""
    look = WhiteNoise.update_files_dictionary
    if getattr(look, "keeps", False):
        return

    def kept(server: WhiteNoise, root: str, prefix: str) -> None:
        seen = tuple((path.name, path.stat().st_mtime_ns) for path in _parts(root))
        key = (root, prefix, server.max_age, seen)
        if key not in _kept:
            look(server, root, prefix)
            _kept[key] = dict(server.files)
        server.files.update(_kept[key])

    kept.keeps = True  # type: ignore[attr-defined]  # a mark on our own function
    setattr(WhiteNoise, "update_files_dictionary", kept)  # noqa: B010 - mypy refuses the plain assignment


def _parts(root: str) -> list[Path]:
    """Return the folder and those right below it: a file that comes or goes changes its folder."""
    folder = Path(root)
    return [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
