"""Which kinds of organisations sell and buy, and which papers an application must name."""

from typing import Final

from models.organisations import OrganisationKind

SELLER_KINDS: Final = (
    OrganisationKind.COMMUNITY_ENTERPRISE,
    OrganisationKind.VILLAGE_GROUP,
    OrganisationKind.COOPERATIVE,
    OrganisationKind.INDIVIDUAL,
    OrganisationKind.COMPANY,
    OrganisationKind.TOUR_OPERATOR,
)
BUYER_KINDS: Final = (
    OrganisationKind.TOUR_OPERATOR,
    OrganisationKind.HOTEL,
    OrganisationKind.RETAILER,
    OrganisationKind.AGENCY,
    OrganisationKind.COMPANY,
    OrganisationKind.OTHER,
)
REGISTERED_KINDS: Final = frozenset(
    {
        OrganisationKind.COMMUNITY_ENTERPRISE,
        OrganisationKind.COOPERATIVE,
        OrganisationKind.COMPANY,
        OrganisationKind.TOUR_OPERATOR,
    }
)
"""Kinds with a registration number; others name the class that exempts them."""


def required_papers(kind: OrganisationKind) -> tuple[str, ...]:
    """Return the keys of ``Organisation.papers`` an application of this kind must fill."""
    papers = ("registration_no",) if kind in REGISTERED_KINDS else ("exempt_class",)
    if kind is OrganisationKind.TOUR_OPERATOR:
        return (*papers, "tour_licence", "tour_licence_expires_on")
    return papers
