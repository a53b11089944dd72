"""From untrusted bytes to a small, upright RGB picture, within bounds of time and memory.

The real type is found by decoding; the name and the announced media type of an upload are never
looked at. Bounds come before work: bytes, then the number of scans and pixels in the header, then
the pixels themselves.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms

from marketplace.photos.refusal import PhotoRefused

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000
# The WebP decoder keeps three to four copies of the picture: 16 bytes a pixel instead of 4.
_MAX_WEBP_PIXELS: Final = 14_000_000
# Below this long edge, in pixels, a picture fills not even a card on a phone.
MIN_EDGE: Final = 320
# A progressive JPEG has about ten scans. Each scan walks the whole picture, so a small file with
# thousands of them costs minutes.
_MAX_SCANS: Final = 100
_MAX_PROFILE: Final = 4 * 1024 * 1024
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_NAMES: Final = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# The card colour of the site: what shows through a transparent picture.
_PAPER: Final = (255, 253, 248)
_STRIP_ROWS: Final = 64
# What Pillow 13 and its decoders raise on damaged files: found by feeding them mutants.
_FAULTS: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
    AttributeError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    ImageCms.PyCMSError,
)

# Process-wide and set once at import: a filter put up around each call would not be safe in
# threads. `_open` checks the size again, in case somebody else resets the filters.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# Pillow remarks on broken metadata; in the log of a site that takes uploads this is noise.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the header of a photo says, before orientation.

    Attributes:
        format: ``JPEG``, ``PNG`` or ``WEBP``, found by decoding.
        width: Pixels across.
        height: Pixels down.
    """

    format: str
    width: int
    height: int


def inspect(content: bytes) -> PhotoFacts:
    """Read type and size of an upload without decoding its pixels.

    Raises:
        PhotoRefused: If it is no picture we take, too big or too small.
    """
    with _refusing(), _open(content) as image:
        return PhotoFacts(_NAMES[str(image.format)], image.width, image.height)


def decode(content: bytes, edge: int) -> Image.Image:
    """Decode an upload into an upright sRGB picture whose long edge is at most `edge` pixels.

    A smaller picture is not enlarged. Nothing but pixels survives: no EXIF, XMP, comment or ICC
    profile.

    Raises:
        PhotoRefused: If it is no picture we take, damaged, too big or too small.
    """
    with _refusing(), _open(content) as image:
        profile = image.info.get("icc_profile")
        turn = _TURNS.get(_orientation(image))
        small = _shrunk(image, edge)
        small = _srgb(small, profile)
        if turn is not None:
            small = small.transpose(turn)
        small.info.clear()
        return small


def scaled(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """Return `size` shrunk until its long edge is at most `edge`; never enlarged, never 0."""
    width, height = size
    factor = min(1.0, edge / max(width, height))
    return max(1, round(width * factor)), max(1, round(height * factor))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except PhotoRefused:
        raise
    except _FAULTS as fault:
        raise PhotoRefused("upload.type") from fault


def _open(content: bytes) -> Image.Image:
    if len(content) > MAX_BYTES:
        raise PhotoRefused("upload.too_big", max=MAX_BYTES // (1024 * 1024))
    if content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > _MAX_SCANS:
        raise PhotoRefused("upload.type")
    try:
        image = Image.open(BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
        raise _too_many_pixels() from fault
    limit = _MAX_WEBP_PIXELS if image.format == "WEBP" else MAX_PIXELS
    if image.width * image.height > limit:
        raise _too_many_pixels()
    if max(image.size) < MIN_EDGE:
        raise PhotoRefused("upload.tiny")
    return image


def _too_many_pixels() -> PhotoRefused:
    return PhotoRefused("upload.too_big", max=MAX_BYTES // (1024 * 1024))


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _FAULTS:
        return 1  # a broken EXIF block does not spoil the picture


def _shrunk(image: Image.Image, edge: int) -> Image.Image:
    if _NAMES[str(image.format)] == "JPEG":
        # The decoder itself leaves out 1/2, 1/4 or 1/8: less time and much less memory.
        image.draft("RGB", scaled(image.size, edge))
        image.load()
        small = image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")
    else:
        image.load()
        small = _reduced(image, edge)
    size = scaled(image.size, edge)
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return small


def _reduced(image: Image.Image, edge: int) -> Image.Image:
    """Flatten `image` on paper, dividing its size by a whole number, strip by strip.

    Converting a 40-megapixel picture in one piece would double or triple its 160 MB.
    """
    factor = max(1, max(image.size) // (2 * edge))
    width, height = image.size
    target = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, height, factor * _STRIP_ROWS):
        strip = image.crop((0, top, width, min(height, top + factor * _STRIP_ROWS)))
        flat = _flat(strip)
        target.paste(flat.reduce(factor) if factor > 1 else flat, (0, top // factor))
    return target


def _flat(strip: Image.Image) -> Image.Image:
    if strip.mode.startswith("I;16") or strip.mode == "I":
        # Sixteen bits a pixel: keep the upper eight, which a plain convert() would clip.
        return strip.convert("I").point(lambda value: value / 257).convert("L").convert("RGB")
    if strip.has_transparency_data:
        strip = strip.convert("RGBA")
        paper = Image.new("RGB", strip.size, _PAPER)
        paper.paste(strip, mask=strip.getchannel("A"))
        return paper
    return strip.convert("RGB")


def _srgb(image: Image.Image, profile: object) -> Image.Image:
    """Convert by the embedded ICC profile; a broken profile is ignored."""
    if isinstance(profile, bytes) and 0 < len(profile) <= _MAX_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")
