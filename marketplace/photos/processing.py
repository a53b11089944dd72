"""From an upload to the files that are served: three WebP sizes and one JPEG."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from threading import BoundedSemaphore
from typing import Final

from PIL import Image

from marketplace.photos.advice import advise
from marketplace.photos.decoding import decode, inspect, scaled
from marketplace.photos.tint import dominant, nearest

# Long edges in pixels of the variants, largest first.
BOXES: Final = (1280, 640, 320)
# A hostile 40-megapixel file takes up to 300 MB while it is decoded. Two at a time are as many as
# the small machine has cores for; the other threads of a process wait.
_TURNS: Final = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class ProcessedPhoto:
    """A photo ready to be stored. Holds nothing of the upload but its pixels.

    Attributes:
        key: SHA-256 in hex of the largest WebP; the same upload always gives the same key.
        width: Pixels across the largest variant, upright.
        height: Pixels down the largest variant, upright.
        tint: Index of the placeholder colour in `marketplace.photos.TINTS`.
        colour: The dominant colour itself, ``#rrggbb``.
        files: The files by name: ``1280.webp 640.webp 320.webp 1280.jpg``.
        advice: Hints for the sender: any of ``blur dark tiny``.
    """

    key: str
    width: int
    height: int
    tint: int
    colour: str
    files: Mapping[str, bytes]
    advice: tuple[str, ...]

    @property
    def sizes(self) -> dict[str, int]:
        """File name -> length in bytes."""
        return {name: len(content) for name, content in self.files.items()}


def process(content: bytes) -> ProcessedPhoto:
    """Turn an upload into the files that are served.

    Costs about 0.25 CPU seconds and 60 MB for a 12-megapixel photo from a phone (bench/photos.py).

    Args:
        content: The whole upload, at most 10 MB.

    Raises:
        PhotoRefused: If it is no JPEG, PNG or WebP, damaged, too big or too small.
    """
    with _TURNS:
        facts = inspect(content)
        images = _cascade(decode(content, BOXES[0]))
    files = {f"{box}.webp": _webp(image) for box, image in images.items()}
    files[f"{BOXES[0]}.jpg"] = _jpeg(images[BOXES[0]])
    colour = dominant(images[BOXES[-1]])
    return ProcessedPhoto(
        key=sha256(files[f"{BOXES[0]}.webp"]).hexdigest(),
        width=images[BOXES[0]].width,
        height=images[BOXES[0]].height,
        tint=nearest(colour),
        colour="#{:02x}{:02x}{:02x}".format(*colour),
        files=files,
        advice=advise(images[640], max(facts.width, facts.height)),
    )


def avif(variant: bytes) -> bytes:
    """Encode one of our own variants again as AVIF, quality 60, speed 8: 10 to 30 % smaller.

    Costs about as much as everything in `process` together: for a job, never for a request.

    Raises:
        PhotoRefused: If `variant` is not a picture.
    """
    return _encoded(decode(variant, BOXES[0]), "AVIF", quality=60, speed=8, max_threads=1)


def object_key(key: str, name: str) -> str:
    """Return the storage key of a file, such as ``photos/<key>/640.webp``."""
    return f"photos/{key}/{name}"


def variant_size(width: int, height: int, box: int) -> tuple[int, int]:
    """Return the real pixels of the variant named after `box`, for ``srcset`` and attributes.

    Args:
        width: Width of the largest variant, as stored.
        height: Height of the largest variant, as stored.
        box: One of `BOXES`: the long edge the variant is named after.
    """
    return scaled((width, height), box)


def _cascade(largest: Image.Image) -> dict[int, Image.Image]:
    """Make each size from the one before it."""
    images = {BOXES[0]: largest}
    before = largest
    for box in BOXES[1:]:
        size = scaled(before.size, box)
        if size != before.size:
            before = before.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        images[box] = before
    return images


def _webp(image: Image.Image) -> bytes:
    return _encoded(image, "WEBP", quality=80, method=4)


def _jpeg(image: Image.Image) -> bytes:
    return _encoded(image, "JPEG", quality=80, optimize=True, progressive=True)


def _encoded(image: Image.Image, kind: str, **options: int) -> bytes:
    # Encoders copy comment and profile from here unless it is empty.
    image.info.clear()
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
