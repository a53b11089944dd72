"""Certificates that an officer has seen, and what becomes of the marks when a version is approved."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from models.listing_content import Certificate, Content

OFFICE: Final = "อพท.4"
"""The verifier of everything that officers confirm; pages name it in the reader's language."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Content with the officer's marks in it.

    Attributes:
        confirmed: certificates that carry the mark now and did not before.
        withdrawn: those that lost it.
    """

    content: Content
    confirmed: tuple[Certificate, ...]
    withdrawn: tuple[Certificate, ...]


def confirmable(content: Content, day: date) -> tuple[Certificate, ...]:
    """Return the certificates an officer may confirm: those that have not expired."""
    return tuple(entry for entry in content.certificates if not entry.is_expired(day))


def mark_papers(content: Content, papers: Collection[str], day: date) -> Marked:
    """Put the office's mark on the certificates whose papers were seen, and on no others.

    Args:
        content: of the version that is approved.
        papers: ``Certificate.paper`` of each that was seen.
        day: of the approval; one confirmed earlier keeps its day.
    """
    rows = tuple(_marked(entry, entry.paper in papers, day) for entry in content.certificates)
    pairs = list(zip(content.certificates, rows, strict=True))
    return Marked(
        replace(content, certificates=rows),
        tuple(after for before, after in pairs if after.verifier and not before.verifier),
        tuple(after for before, after in pairs if before.verifier and not after.verifier),
    )


def _marked(entry: Certificate, seen: bool, day: date) -> Certificate:  # noqa: FBT001 - one caller, just above
    if not seen:
        return replace(entry, verifier="", verified_on="")
    if entry.verifier:
        return entry
    return replace(entry, verifier=OFFICE, verified_on=day.isoformat())


def paper_words(entry: Certificate) -> str:
    """Name a certificate in the journal: code or name, and number."""
    return " ".join(filter(None, (entry.code or entry.th or entry.en, entry.number)))
