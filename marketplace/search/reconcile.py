"""Compares what the index knows with what the database says."""

from dataclasses import dataclass
from typing import TypeVarTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.visibility import is_listed
from models.listings import Listing
from models.organisations import Organisation
from search_index.contract import Backend

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Difference:
    """Listings in which index and database disagree.

    Attributes:
        missing: to be found, but not in the index.
        stale: in the index with another version.
        surplus: in the index, but not to be found any more.
    """

    missing: frozenset[int]
    stale: frozenset[int]
    surplus: frozenset[int]

    @property
    def ids(self) -> frozenset[int]:
        """All listings concerned."""
        return self.missing | self.stale | self.surplus

    @property
    def total(self) -> int:
        """How many listings are concerned; 0 means that both agree."""
        return len(self.ids)


def listed(statement: Select[*Columns]) -> Select[*Columns]:
    """Narrow a select on listings to those that belong into the index."""
    return statement.join(Organisation, Organisation.id == Listing.organisation_id).where(
        is_listed(), Listing.approved_version_id.is_not(None)
    )


def compare(session: Session, index: Backend) -> Difference:
    """Compare the version of every listing to be found with the one in the index.

    Raises:
        IndexUnavailable: there is no readable index.
    """
    rows = session.execute(listed(select(Listing.id, Listing.version)))
    wanted = dict(rows.all())
    known = index.versions()
    return Difference(
        missing=frozenset(wanted.keys() - known.keys()),
        stale=frozenset(i for i in wanted.keys() & known.keys() if wanted[i] != known[i]),
        surplus=frozenset(known.keys() - wanted.keys()),
    )
