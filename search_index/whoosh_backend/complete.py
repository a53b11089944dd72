"""Titles by their beginning, for the suggestions while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search_index.suggest import SCAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_index.columns.match import Corpus, View
    from search_index.whoosh_backend.segment import FlatSegment


def titles(corpus: Corpus[FlatSegment], name: str, text: str) -> Iterator[tuple[str, str, str]]:
    """(title, kind, slug) of live documents whose plain title begins so; see ``suggest.Titles``."""
    for view in corpus.views:
        yield from _of_segment(view, name, text.encode("utf-8", "surrogatepass"))


def _of_segment(
    view: View[FlatSegment], name: str, wanted: bytes
) -> Iterator[tuple[str, str, str]]:
    segment = view.segment
    order = segment.title_order(name)
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        title = segment.texts(int(order[middle]))(name).encode()
        low, high = (middle + 1, high) if title < wanted else (low, middle)
    for position in order[low : low + SCAN].tolist():
        text = segment.texts(position)
        if not text(name).encode().startswith(wanted):
            return
        if view.live[position]:
            shown = text(name.replace("plain", "title"))
            yield shown, segment.codes("kind", position)[0], text("slug")
