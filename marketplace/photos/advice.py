"""Gentle hints about a photo that was taken all the same: small, dark or blurred."""

from math import inf
from typing import Final

from PIL import Image, ImageFilter, ImageStat

# Long edge in pixels under which zooming shows no detail: the size of a picture saved from chat.
_SMALL_EDGE: Final = 1000
# Mean luma (0 to 255) under which a picture counts as dark, unless its lightest tenth is bright:
# silver on black velvet is not a dark photo.
_DARK_MEAN: Final = 62.0
_DARK_TOP: Final = 150
# Variance of the Laplacian at a 640-pixel edge in the second sharpest of 16 fields. Measured on
# the test pictures: sharp ones 400 to 6,000; the same blurred by 2 pixels or more under 40.
_BLUR_VARIANCE: Final = 60.0
_FIELDS: Final = 4
_THIN: Final = 16
_LAPLACIAN: Final = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def advise(image: Image.Image, source_edge: int) -> tuple[str, ...]:
    """Look at a picture and name what could be better.

    Args:
        image: The picture at a long edge of 640 pixels (or less if it came smaller).
        source_edge: Long edge of the upload in pixels.

    Returns:
        Any of ``blur``, ``dark``, ``tiny``, in this order; empty for a good photo.
    """
    luma = image.convert("L")
    found = []
    if sharpness(luma) < _BLUR_VARIANCE:
        found.append("blur")
    if _is_dark(luma):
        found.append("dark")
    if source_edge < _SMALL_EDGE:
        found.append("tiny")
    return tuple(found)


def sharpness(luma: Image.Image) -> float:
    """Return the variance of the Laplacian in the second sharpest of 4 x 4 fields.

    A sharp piece on a plain cloth has few sharp fields, and a single one may be a printed date.
    A strip too thin to judge counts as sharp.
    """
    if min(luma.size) < _THIN:
        return inf
    # The filter leaves a one-pixel border as it was, which would count as one huge edge.
    edges = luma.filter(_LAPLACIAN).crop((1, 1, luma.width - 1, luma.height - 1))
    values = sorted(
        ImageStat.Stat(
            edges.crop(
                (
                    edges.width * column // _FIELDS,
                    edges.height * row // _FIELDS,
                    max(edges.width * (column + 1) // _FIELDS, 1),
                    max(edges.height * (row + 1) // _FIELDS, 1),
                )
            )
        ).var[0]
        for row in range(_FIELDS)
        for column in range(_FIELDS)
    )
    return float(values[-2])


def _is_dark(luma: Image.Image) -> bool:
    if ImageStat.Stat(luma).mean[0] >= _DARK_MEAN:
        return False
    histogram = luma.histogram()
    bright = sum(histogram[_DARK_TOP:])
    return bright * 10 < sum(histogram)
