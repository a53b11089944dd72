"""Rounds of review: from a first submission over every request for changes to the answer.

Whoever changes what was asked for and sends it again keeps their place in the queue: it goes by
the first submission of the round.
"""

from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from models.listings import ListingVersion, VersionState


def queued_at() -> ScalarSelect[datetime | None]:
    """Select when the round of a ``ListingVersion`` began: its place in the queue goes by this.

    It reads only versions of the same listing, by their numbers. A version that was approved,
    rejected or discarded ends the round before it.
    """
    sent, ended = aliased(ListingVersion), aliased(ListingVersion)
    end_before = (
        select(func.coalesce(func.max(ended.number), 0))
        .where(
            ended.listing_id == ListingVersion.listing_id,
            ended.number < ListingVersion.number,
            ended.state != VersionState.CHANGES_REQUESTED,
        )
        .correlate(ListingVersion)
        .scalar_subquery()
    )
    return (
        select(func.min(sent.submitted_at))
        .where(
            sent.listing_id == ListingVersion.listing_id,
            sent.number > end_before,
            sent.number <= ListingVersion.number,
        )
        .correlate(ListingVersion)
        .scalar_subquery()
    )
