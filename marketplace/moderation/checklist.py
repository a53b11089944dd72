"""What an officer looks at before deciding: for listings and for applications of sellers."""

from typing import Final

from models.listings import ListingKind
from models.organisations import OrganisationKind

LISTING_CHECKS: Final[dict[ListingKind, tuple[str, ...]]] = {
    ListingKind.CRAFT: (
        "photos_own",
        "photos_clear",
        "title_clear",
        "story_true",
        "materials_clear",
        "claims_proven",
        "lawful",
        "english_agrees",
    ),
    ListingKind.ROUTE: (
        "photos_own",
        "photos_clear",
        "title_clear",
        "itinerary_complete",
        "safety_told",
        "access_told",
        "claims_proven",
        "english_agrees",
    ),
}
"""Codes by kind of listing; the words are in ``labels``."""

_REGISTERED: Final = frozenset(
    {
        OrganisationKind.COMMUNITY_ENTERPRISE,
        OrganisationKind.COOPERATIVE,
        OrganisationKind.COMPANY,
        OrganisationKind.TOUR_OPERATOR,
    }
)
"""Kinds with a registration number; the others name the class that exempts them.

Source: 2018 regulation on direct marketing, exempt classes."""


def admission_checks(kind: OrganisationKind) -> tuple[str, ...]:
    """Return the checklist for a kind of seller, in the order in which it is worked off."""
    papers = "registration" if kind in _REGISTERED else "exempt_class"
    licence = ("tour_licence",) if kind is OrganisationKind.TOUR_OPERATOR else ()
    return ("in_community", "makes_itself", papers, *licence, "contact_reached")


def is_complete(kind: OrganisationKind, checks: dict[str, str]) -> bool:
    """Tell whether every point of the checklist is ok or not needed."""
    return all(checks.get(code) in {"ok", "not_needed"} for code in admission_checks(kind))
