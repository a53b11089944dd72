"""Everything we use of Whoosh 2.7.4, behind a few typed functions.

The traps, all met in the lab: ``Searcher.refresh`` and shared searchers give wrong answers (we use
no searcher at all); compound segments are copied into memory by each reader (``compound=False``);
``update_document`` twice in a batch leaves two documents (we delete by number and add); Whoosh
deletes old files while others may open them (``_KeepingStorage`` leaves that to ``store``); schema
and segments are pickled by class path (so the field type stands at module level).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, formats, index, writing
    from whoosh.filedb.filestore import FileStorage
    from whoosh.reading import SegmentReader

    from search_index.whoosh_backend.pool import ArrayPool, Codec, Postings

NAME = "MAIN"
_BLOCK = 2048


class LockedError(Exception):
    """Another writer holds Whoosh's own lock."""


class WeightedTerms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """The field of all terms: no analyser, no positions; :class:`ArrayPool` takes them in."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None, scorable=False, stored=False)

    def clean(self) -> None:
        """Whoosh calls this before pickling; there is nothing to clean."""


class _KeepingStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Storage that deletes nothing of the index: readers may be about to open it."""

    def delete_file(self, name: str) -> None:
        if not name.startswith((f"{NAME}_", f"_{NAME}_")):
            super().delete_file(name)


def _schema() -> Any:
    return fields.Schema(x=WeightedTerms(), doc=fields.STORED())


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """A segment of a commit: its name, all its documents, and the numbers of the deleted ones."""

    id: str
    count: int
    deleted: tuple[int, ...]


def create(folder: Path) -> None:
    """Make an empty index (table of contents 0) in an existing folder."""
    index.TOC.create(FileStorage(str(folder)), _schema(), NAME)


def toc_numbers(folder: Path) -> list[int]:
    """Numbers of the tables of contents in the folder."""
    return sorted(
        int(path.name.removesuffix(".toc").rpartition("_")[2])
        for path in folder.glob(f"_{NAME}_*.toc")
    )


def toc_name(number: int) -> str:
    """File name of a table of contents."""
    return f"_{NAME}_{number}.toc"


def segments(folder: Path, toc: int) -> list[SegmentInfo]:
    """Segments of a table of contents, in document order."""
    read = index.TOC.read(FileStorage(str(folder)), NAME, gen=toc, schema=_schema())
    return [
        SegmentInfo(s.segment_id(), s.doc_count_all(), tuple(sorted(s.deleted_docs())))
        for s in read.segments
    ]


class Writer:
    """One write transaction on the newest table of contents; cancel or commit it."""

    def __init__(self, folder: Path) -> None:
        storage = _KeepingStorage(str(folder))
        opened = index.FileIndex(storage, schema=_schema(), indexname=NAME)
        try:
            self._writer = writing.SegmentWriter(
                opened, timeout=5.0, codec=Codec(_BLOCK), compound=False
            )
        except index.LockError as error:
            raise LockedError(str(folder)) from error
        self._pool = self._writer.pool = ArrayPool(folder)

    def delete(self, number: int) -> None:
        """Delete by document number, counted through the segments of :func:`segments`."""
        self._writer.delete_document(number)

    def add(self, terms: Mapping[str, float], stored: str) -> None:
        """Add a document: its weighted terms and the text to be given back."""
        self._pool.add_document(terms, self._writer.docnum)
        self._writer.add_document(doc=stored)

    def commit(self) -> tuple[int, Postings | None]:
        """Merge small segments and write the table of contents.

        Returns:
            Its number, and the postings of the new segment; None when there is none.
        """
        number: int = self._writer.generation
        self._writer.commit()
        return number, self._pool.postings

    def cancel(self) -> None:
        """Forget the transaction."""
        self._writer.cancel()


class Segment:
    """Reads what was stored with the documents of one segment, to be turned into arrays."""

    def __init__(self, folder: Path, toc: int, segment_id: str) -> None:
        storage = FileStorage(str(folder))
        read = index.TOC.read(storage, NAME, gen=toc, schema=_schema())
        wanted = next(s for s in read.segments if s.segment_id() == segment_id)
        self._reader = SegmentReader(storage, read.schema, wanted, generation=toc)
        self.count: int = wanted.doc_count_all()

    def stored(self) -> Iterator[str]:
        """What was stored with each document, deleted ones included, in order."""
        for number in range(self.count):
            yield self._reader.stored_fields(number)["doc"]

    def close(self) -> None:
        """Release the files."""
        self._reader.close()
