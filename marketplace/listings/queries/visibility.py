"""Who may see which listing, as conditions for queries. Decided here and nowhere else."""

from sqlalchemy import ColumnElement, and_, or_

from models.listings import PUBLIC_STATES, Listing, ListingState
from models.organisations import AdmissionState, Organisation


def is_listed() -> ColumnElement[bool]:
    """Hold for listings that lists, search, feed and sitemap show: sold now by a seller who sells.

    The statement must join ``Organisation``.
    """
    return and_(
        Listing.state == ListingState.PUBLISHED,
        Organisation.admission == AdmissionState.ADMITTED,
    )


def is_open() -> ColumnElement[bool]:
    """Hold for listings whose page anyone may open; it says so when they are not sold now.

    The statement must join ``Organisation``. A closed seller's pages are gone.
    """
    # Spelt out: a statement with "one of a list" cannot be made ready once for all (hot_rows.py).
    return and_(
        or_(*(Listing.state == state for state in PUBLIC_STATES)),
        or_(
            Organisation.admission == AdmissionState.ADMITTED,
            Organisation.admission == AdmissionState.SUSPENDED,
        ),
    )


def anyone_may_open(state: ListingState, admission: AdmissionState | None) -> bool:
    """Tell of one listing what ``is_open`` holds for in queries."""
    return state in PUBLIC_STATES and admission in {
        AdmissionState.ADMITTED,
        AdmissionState.SUSPENDED,
    }
