"""From a listing to the bytes of its picture."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

from marketplace.illustrations import landscape
from marketplace.illustrations.catalogue import piece_for, scenes_for
from marketplace.illustrations.compose import detail, setting, whole
from marketplace.illustrations.pen import Pen
from marketplace.illustrations.scenes import SCENES
from marketplace.motifs.raster import png_of
from marketplace.photos import ProcessedPhoto, process

VIEWS: Final = 3
COVER: Final = 1024
FURTHER: Final = 800
"""Widths in pixels: of the first view, which previews elsewhere show too, and of the others, which are
sharp enough for the square of a listing's page and take a third less work."""
_COMPOSITIONS: Final = (whole, detail, setting)


@dataclass(frozen=True, slots=True)
class Item:
    """One picture to draw.

    Attributes:
        slug: The listing's or community's slug: the seed of all variation.
        category: A craft category's slug, or ``route`` or ``community``.
        view: 0 whole, 1 detail, 2 in its setting; for routes and communities three scenes.
    """

    slug: str
    category: str
    view: int = 0


def draw(item: Item) -> str:
    """Return the SVG of a picture; the same item always gives the same text."""
    view = item.view % VIEWS
    pen = Pen(f"{item.category}/{item.slug}/{view}", item.slug)
    piece = None if item.category in {"route", "community"} else piece_for(item.slug, item.category)
    if piece is None:
        SCENES[scenes_for(item.slug, item.category)[view]](pen)
    else:
        _COMPOSITIONS[view](pen, piece)
    return pen.svg(landscape.WIDTH, landscape.HEIGHT)


def illustrate(slug: str, category: str, view: int) -> bytes:
    """Draw a listing as a PNG of 1024 x 768 pixels, further views as one of 800 x 600.

    Args:
        slug: The listing's slug.
        category: Its category's slug, or ``route`` or ``community``. Something unknown gets a
            landscape.
        view: 0 whole, 1 detail, 2 in its setting; higher numbers start again.
    """
    return png_of(draw(Item(slug, category, view)), FURTHER if view % VIEWS else COVER)


def draw_and_process(item: Item) -> ProcessedPhoto:
    """Draw a picture and send it through the same pipeline as a photo that was sent in."""
    return process(illustrate(item.slug, item.category, item.view))


def draw_and_process_many(
    items: Iterable[Item], workers: int = 2, progress: Callable[[int], None] | None = None
) -> Iterator[tuple[Item, ProcessedPhoto]]:
    """Draw many pictures in several processes and yield them in the order of `items`.

    Args:
        items: What to draw.
        workers: Processes; 1 draws in this one.
        progress: Told the number of finished pictures after each.
    """
    wanted = tuple(items)
    for done, result in enumerate(_drawn(wanted, workers), start=1):
        if progress is not None:
            progress(done)
        yield wanted[done - 1], result


def _drawn(items: tuple[Item, ...], workers: int) -> Iterator[ProcessedPhoto]:
    if workers <= 1:
        yield from map(draw_and_process, items)
        return
    # Not fork: the caller may have threads and open connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(draw_and_process, items, chunksize=4)
