"""Builds ``static/dist``: hashed names, one manifest, files compressed once and for all."""

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import Final

import brotli
from xstatic.pkg import leaflet

from marketplace.photos.tint import tint_css
from marketplace.web.assets import css, modules
from marketplace.web.assets.faults import MANIFEST, AssetError

_PREFIX: Final = "/static/"
_PLAIN_FOLDERS: Final = ("img",)
_COMPRESSED: Final = frozenset({".css", ".js", ".svg", ".json", ".txt"})
_LEAFLET: Final = ("leaflet.js", "leaflet.css")
_HASH_LENGTH: Final = 10
# Below this a response is smaller than its own headers; compressing gains nothing.
_MIN_COMPRESSED: Final = 200


Progress = Callable[[int, int], None]
"""Told how many of how many files are made."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        files: served files, without their compressed copies.
        changed: False when the inputs were the same as last time and nothing was written.
        seconds: how long it took.
        css_gzip_bytes: weight of ``site.css`` on the line, for the log and the budget test.
    """

    files: int
    changed: bool
    seconds: float
    css_gzip_bytes: int


@dataclass(slots=True)
class _Output:
    """Files of one build by served name, and the names by logical name."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, logical: str, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
        path = PurePosixPath(logical)
        name = str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
        self.files[name] = content
        self.names[logical] = name

    def address(self, logical: str) -> str:
        try:
            return _PREFIX + self.names[logical]
        except KeyError:
            raise AssetError(f"{logical} is asked for and is not there") from None


def build(static_dir: Path, out_dir: Path, progress: Progress) -> BuildReport:
    """Build every static file, or nothing when no input changed.

    Args:
        static_dir: the sources: ``css``, ``js``, ``img``.
        out_dir: where the result goes; files of older builds in it are removed.
        progress: told how many files are made, and of how many; never when nothing changed.

    Raises:
        AssetError: a source names a file that is not there, or cannot be minified safely.
    """
    start = perf_counter()
    before = _read_manifest(out_dir)
    key = _inputs(static_dir)
    if before.get("inputs") == key and _complete(out_dir, before):
        weight = int(str(before["css_gzip_bytes"]))
        return BuildReport(len(_files(before)), False, perf_counter() - start, weight)
    output = _Output()
    _add_fonts(output, out_dir, before)
    _add_images(output, static_dir)
    _add_leaflet(output)
    _add_styles(output, static_dir)
    _add_scripts(output, static_dir)
    _write(output.files, out_dir, progress)
    weight = len(gzip.compress(output.files[output.names["css/site.css"]], 9))
    manifest = {"inputs": key, "fonts": _font_key(), "css_gzip_bytes": weight}
    _replace(out_dir / MANIFEST, json.dumps({**manifest, "files": output.names}, indent=1).encode())
    _remove_old(output.files, out_dir)
    return BuildReport(len(output.files), True, perf_counter() - start, weight)


def _inputs(static_dir: Path) -> str:
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for root in (static_dir, here):
        for path in _sources(root):
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(path.read_bytes())
    packages = ("rcssmin", "brotli", "XStatic-Leaflet", "fontpkg-sarabun", "fonttools")
    digest.update(" ".join(version(name) for name in packages).encode())
    digest.update(tint_css().encode())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and parts[0] != "dist" and "__pycache__" not in parts:
            yield path


def _read_manifest(out_dir: Path) -> dict[str, object]:
    try:
        manifest: dict[str, object] = json.loads((out_dir / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return manifest


def _files(manifest: dict[str, object]) -> dict[str, str]:
    files = manifest.get("files")
    return files if isinstance(files, dict) else {}


def _complete(out_dir: Path, manifest: dict[str, object]) -> bool:
    return all((out_dir / name).is_file() for name in _files(manifest).values())


def _font_key() -> str:
    # fontTools takes 0.3 s to import: only when the fonts have to be cut.
    from marketplace.web.assets.fonts import font_key  # noqa: PLC0415 - see above

    return hashlib.sha256(font_key().encode()).hexdigest()


def _add_fonts(output: _Output, out_dir: Path, before: dict[str, object]) -> None:
    from marketplace.web.assets.fonts import WEIGHTS, font_name, subset  # noqa: PLC0415 - as above

    kept = _files(before) if before.get("fonts") == _font_key() else {}
    for weight in WEIGHTS:
        name = font_name(weight)
        old = out_dir / kept[name] if name in kept else None
        output.add(name, old.read_bytes() if old and old.is_file() else subset(weight))


def _add_images(output: _Output, static_dir: Path) -> None:
    for folder in _PLAIN_FOLDERS:
        for path in sorted((static_dir / folder).rglob("*")):
            if path.is_file():
                output.add(path.relative_to(static_dir).as_posix(), path.read_bytes())


def _add_leaflet(output: _Output) -> None:
    root = Path(leaflet.BASE_DIR)
    for path in sorted((root / "images").glob("*.png")):
        output.add(f"leaflet/images/{path.name}", path.read_bytes())
    script, sheet = _LEAFLET
    text = modules.with_addresses("leaflet/leaflet.js", (root / script).read_text("utf-8"), str)
    output.add("leaflet/leaflet.js", text.encode())
    style = css.minified((root / sheet).read_text("utf-8"))
    style = css.with_addresses("leaflet/leaflet.css", style, output.address)
    output.add("leaflet/leaflet.css", style.encode())


def _add_styles(output: _Output, static_dir: Path) -> None:
    for name, text in css.style_sheets(static_dir / "css").items():
        output.add(name, css.with_addresses(name, text, output.address).encode())


def _add_scripts(output: _Output, static_dir: Path) -> None:
    paths = sorted((static_dir / "js").rglob("*.js"))
    texts = {path.relative_to(static_dir).as_posix(): path.read_text("utf-8") for path in paths}
    for name in modules.in_order(texts):
        output.add(name, modules.with_addresses(name, texts[name], output.address).encode())


def _write(files: dict[str, bytes], out_dir: Path, progress: Progress) -> None:
    # Brotli at its highest level lets go of the interpreter lock, so threads help.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda item: _write_one(out_dir / item[0], item[1]), files.items())
        for count, _none in enumerate(made, start=1):
            progress(count, len(files))


def _write_one(path: Path, content: bytes) -> None:
    if path.is_file():
        return  # The name holds the content's hash.
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in _COMPRESSED and len(content) >= _MIN_COMPRESSED:
        _replace(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
        _replace(path.with_name(path.name + ".br"), brotli.compress(content, quality=11))
    _replace(path, content)


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place in one step: another process may be reading the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def _remove_old(files: dict[str, bytes], out_dir: Path) -> None:
    keep = {MANIFEST, *files}
    keep |= {f"{name}{ending}" for name in files for ending in (".gz", ".br")}
    for path in sorted(out_dir.rglob("*")):
        name = path.relative_to(out_dir).as_posix()
        if path.is_file() and name not in keep and not name.endswith(".part"):
            path.unlink(missing_ok=True)
