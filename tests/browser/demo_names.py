"""Addresses of the demo that differ from house to house: public ids, and links as from mails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from itsdangerous import URLSafeSerializer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.saved_searches.tokens import SALT
from models.accounts import TokenPurpose, User
from models.communities import Community
from models.listings import Listing, ListingKind, ListingState, ListingVersion, VersionState
from models.matching import RequestState
from models.organisations import AdmissionState, Organisation
from tests.browser.page_kinds import BUYER, REVIEWER, SELLER
from tests.factories.accounts import make_token, make_user
from tests.factories.listing_content import route_content
from tests.factories.listings import make_draft, make_version
from tests.factories.matching import hide, make_request, make_request_reveal
from tests.factories.organisations import make_invitation
from tests.factories.saved_searches import make_match, make_saved_search

WEAVERS: Final = "hat-siao-weavers"
"""The group the demo seller acts for; DYERS is another of theirs, POTTERS the potter's."""
DYERS, POTTERS = "na-ton-chan-mud-cloth", "mueang-kao-makers"

CONFIRM, RESET, CHANGE, INVITATION = "a-link-to-confirm", "a-link-to-reset", "to-change", "to-join"

_ROUTES: Final = {
    VersionState.IN_REVIEW: ["waiting_route"],
    VersionState.APPROVED: ["route"],
}
_OWN_CRAFTS: Final = {
    VersionState.EDITING: ["draft"],
    VersionState.IN_REVIEW: ["waiting"],
    VersionState.CHANGES_REQUESTED: ["asked"],
    VersionState.REJECTED: ["rejected"],
}


def demo_names(instance: Path) -> Mapping[str, str]:
    """Read the names out of a house's database, and lay the links into it.

    Args:
        instance: folder of a running house with demo data. Called once for each house.
    """
    database = Database(f"sqlite:///{instance / 'talat.sqlite3'}")
    try:
        with Session(database.engine) as session:
            names = {**_people(session), **_listings(session), **_route_draft(session)}
            names |= _needs(session) | _mended(session)
            signer = URLSafeSerializer((instance / "secret_key").read_text().strip(), salt=SALT)
            names["ending"] = str(signer.dumps(names["seller"]))
            _save_searches(session)
            _lay_links(session)
            session.commit()
            return names
    finally:
        database.dispose()


def _people(session: Session) -> dict[str, str]:
    organisation = select(Organisation.public_id).order_by(Organisation.id)
    found = {
        "weavers": organisation.where(Organisation.slug == WEAVERS),
        "applied": organisation.where(Organisation.admission == AdmissionState.APPLIED),
        "returned": organisation.where(Organisation.admission == AdmissionState.RETURNED),
        "seller": select(User.public_id).where(User.email == SELLER),
    }
    links = {
        "confirm": CONFIRM, "reset": RESET, "change": CHANGE, "invitation": INVITATION,
    }  # fmt: skip
    return {name: session.scalars(query).first() or "" for name, query in found.items()} | links


def _listings(session: Session) -> dict[str, str]:
    rows = session.execute(
        select(
            Listing.public_id, Listing.kind, Listing.state, ListingVersion.public_id,
            ListingVersion.state, ListingVersion.number, Organisation.slug,
        )
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .order_by(Listing.id, ListingVersion.number.desc())
    ).all()  # fmt: skip
    names: dict[str, str] = {}
    for listing, kind, state, version, stage, number, group in rows:
        for name in _called(kind, state, stage, number, group):
            names.setdefault(name, listing)
            names.setdefault(f"{name}_version", version)
    return names


def _route_draft(session: Session) -> dict[str, str]:
    """The demo seller's group has no route in the making; give it one."""
    weavers = session.scalars(select(Organisation).where(Organisation.slug == WEAVERS)).one()
    draft = make_draft(session, weavers, content=route_content())
    version = session.scalars(
        select(ListingVersion.public_id).where(ListingVersion.listing_id == draft.id)
    ).one()
    return {"route_draft": draft.public_id, "route_draft_version": version}


def _mended(session: Session) -> dict[str, str]:
    """A craft on sale whose changes were begun and not sent."""
    listing, version = session.execute(
        select(Listing, ListingVersion)
        .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(Organisation.slug == WEAVERS, Listing.state == ListingState.PUBLISHED)
        .order_by(Listing.id.desc())
    ).first() or (None, None)
    if listing is None or version is None:
        raise LookupError(WEAVERS)
    content = replace(version.content(listing.kind), summary_th="เปลี่ยนคำแนะนำ ยังไม่ได้ส่ง")
    last = select(func.max(ListingVersion.number)).where(ListingVersion.listing_id == listing.id)
    make_version(session, listing, content, number=(session.scalar(last) or 0) + 1)
    return {"mended": listing.public_id}


def _needs(session: Session) -> dict[str, str]:
    """Requests of the demo buyer in the standings that have a face of their own."""
    people = {
        email: session.scalars(select(User).where(User.email == email)).one()
        for email in (BUYER, SELLER, REVIEWER)
    }
    weavers = session.scalars(select(Organisation).where(Organisation.slug == WEAVERS)).one()
    buyer, now = people[BUYER], datetime.now(UTC)
    times = {"posted_at": now, "reply_by": (now + timedelta(days=14)).date()}
    village = session.get_one(Community, weavers.community_id)
    need = make_request(
        session, buyer, communities=(village,), languages=["th", "en"], group_size=20, month=12,
        budget_min_satang=3_600_000, budget_max_satang=4_200_000,
        needs="มีผู้ใช้รถเข็น 1 คน", contact_line="@buyer", **times,
    )  # fmt: skip
    opened = make_request(session, buyer, title="120 scarves for a hotel", **times)
    hidden = make_request(session, buyer, **times)
    hide(session, hidden, people[REVIEWER])
    for each in (need, opened):
        make_request_reveal(session, each, people[SELLER], weavers)
    asked = make_request(session, buyer, communities=(village,), **times)
    draft = make_request(session, buyer, state=RequestState.DRAFT)
    session.flush()
    return {
        "need": asked.public_id, "need_opened": need.public_id, "need_hidden": hidden.public_id,
        "need_draft": draft.public_id,
    }  # fmt: skip


def _save_searches(session: Session) -> None:
    """Searches of the demo seller: one with something new, one without notice and with a name."""
    seller = session.scalars(select(User).where(User.email == SELLER)).one()
    now = datetime.now(UTC)
    times = {"created_at": now, "checked_at": now, "seen_at": now - timedelta(days=1)}
    first = make_saved_search(session, seller, "q=sangkhalok&kind=craft&max_price=2000", **times)
    make_saved_search(
        session, seller, "kind=route&group=6&month=12", name="ทริปปีใหม่", notify=False, **times
    )
    new = select(Listing).where(Listing.state == ListingState.PUBLISHED).limit(3)
    for listing in session.scalars(new).all():
        make_match(session, first, listing, found_at=now)


def _called(
    kind: ListingKind, state: ListingState, stage: VersionState, number: int, group: str
) -> list[str]:
    """What a version is called in addresses; the first found keeps the name."""
    if kind is ListingKind.ROUTE:
        return _ROUTES.get(stage, []) if group in {POTTERS, DYERS} else []
    if group != WEAVERS:
        return []
    if state is ListingState.PAUSED:
        return ["paused"]
    if stage is VersionState.IN_REVIEW and number > 1:
        return ["changed"]
    return _OWN_CRAFTS.get(stage, [])


def _lay_links(session: Session) -> None:
    now = datetime.now(UTC)
    seller = session.scalars(select(User).where(User.email == SELLER)).one()
    weavers = session.scalars(select(Organisation).where(Organisation.slug == WEAVERS)).one()
    stranger = make_user(session, email="not-yet@example.org", email_confirmed_at=None)
    times = {"created_at": now, "expires_at": now + timedelta(hours=5)}
    make_token(session, stranger, TokenPurpose.CONFIRM_EMAIL, CONFIRM, **times)
    make_token(session, seller, TokenPurpose.RESET_PASSWORD, RESET, **times)
    make_token(
        session, seller, TokenPurpose.CHANGE_EMAIL, CHANGE, email="new-address@example.org", **times
    )
    make_invitation(session, weavers, INVITATION, invited_by_id=seller.id, **times)
