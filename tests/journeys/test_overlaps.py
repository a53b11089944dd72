"""Two transactions that overlap: the second begins after the first has read.

On SQLite the second waits for the first from its beginning; on PostgreSQL only the row that the
first has taken lets it wait, which is what these tests are about.
"""

from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions import (
    contacts,
    invitations,
    links,
    members,
    recovery,
    sign_in,
)
from marketplace.actors import Actor
from marketplace.db import Database
from marketplace.listings.actions import sale
from marketplace.listings.actions.discard import discard_changes
from marketplace.listings.actions.photos import attach_photo
from marketplace.listings.queries.own import own_listing
from marketplace.media.actions import PhotoSource, add_photo
from marketplace.photos import process
from marketplace.web import sessions
from marketplace.web.tokens import token_digest
from models.accounts import TokenPurpose, User, UserSession
from models.errors import ConflictError, InputRejectedError
from models.listings import (
    Listing,
    ListingState,
    ListingVersion,
    VersionAction,
    VersionPhoto,
    VersionState,
)
from models.media import Photo
from models.organisations import (
    ChannelKind,
    ChannelVisibility,
    ContactChannel,
    Invitation,
    MemberRole,
    Membership,
    Organisation,
)
from tests.factories.accounts import make_user
from tests.factories.listing_content import craft_content
from tests.factories.listings import add_photo as add_photo_row
from tests.factories.listings import make_craft, make_draft, make_version
from tests.factories.media import make_photo
from tests.factories.organisations import make_invitation, make_membership, make_seller
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import actor_of
from tests.marketplace.listings.test_desk import picture
from tests.support.races import beside, count

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def test_a_sign_in_with_the_old_password_does_not_outlive_a_reset(
    app: Flask, session: Session, database: Database
) -> None:
    user = make_user(session)
    user_id, old_hash, email = user.id, user.password_hash, user.email or ""
    token = links.draw_link(session, user_id, TokenPurpose.RESET_PASSWORD, email, NOW)
    session.commit()

    def reset() -> None:
        with database.transaction() as other:
            recovery.reset_password(other, token_digest(token), "a new hash", NOW)

    with app.test_request_context(), beside() as begin:
        with database.transaction() as session_in:
            person = sign_in.admit_person(session_in, user_id, old_hash)
            resetting = begin(reset)
            sessions.start_session(session_in, person.id, NOW)
        resetting.result()

    assert count(database, User, User.password_hash == "a new hash") == 1
    assert count(database, UserSession, UserSession.revoked_at.is_(None)) == 0


@pytest.fixture
def owner(session: Session) -> User:
    return make_user(session)


@pytest.fixture
def seller(session: Session, owner: User) -> Organisation:
    return make_seller(session, owner=owner)


def test_a_channel_saved_twice_at_once_stands_there_once(
    session: Session, database: Database, owner: User, seller: Organisation
) -> None:
    actor = actor_of(owner, seller)
    session.commit()
    phone = contacts.Channel(ChannelKind.PHONE, "081-234-5678", ChannelVisibility.EVERYONE)

    def save(writer: Session) -> None:
        contacts.save_channels(writer, actor, seller, [phone], NOW)

    def save_too() -> None:
        with database.transaction() as other:
            save(other)

    with beside() as begin:
        with database.transaction() as first:
            save(first)
            saving = begin(save_too)
        saving.result()

    assert count(database, ContactChannel) == 1


def test_staff_who_became_the_only_owner_meanwhile_cannot_leave(
    session: Session, database: Database, owner: User, seller: Organisation
) -> None:
    person = make_user(session)
    make_membership(session, person, seller, MemberRole.STAFF)
    boss, staff = actor_of(owner, seller), actor_of(person, seller)
    session.commit()
    place = members.Place(seller, person.public_id)

    def leave() -> None:
        with database.transaction() as other:
            members.remove_member(other, staff, place, NOW)

    with beside() as begin:
        with database.transaction() as first:
            members.change_role(first, boss, place, MemberRole.OWNER, NOW)
            members.remove_member(first, boss, members.Place(seller, owner.public_id), NOW)
            leaving = begin(leave)
        with pytest.raises(ConflictError, match=r"member\.last_owner"):
            leaving.result()

    assert count(database, Membership, Membership.role == MemberRole.OWNER) == 1


def test_an_invitation_gives_the_role_it_has_when_it_is_accepted(
    session: Session, database: Database, owner: User, seller: Organisation
) -> None:
    person = make_user(session, email="kanda@example.org")
    invitation_id = make_invitation(
        session, seller, "token", email="kanda@example.org", role=MemberRole.OWNER
    ).id
    boss, guest = actor_of(owner, seller), actor_of(person, seller)
    session.commit()

    def accept() -> None:
        with database.transaction() as other:
            found = other.get_one(Invitation, invitation_id)
            invitations.accept(other, guest, found, NOW)

    with beside() as begin:
        with database.transaction() as first:
            again = invitations.Invite("kanda@example.org", MemberRole.STAFF)
            invitations.invite(first, boss, seller, again, NOW)
            accepting = begin(accept)
        accepting.result()

    roles = (Membership.user_id == guest.user_id, Membership.role == MemberRole.STAFF)
    assert count(database, Membership, *roles) == 1


def test_an_invitation_accepted_meanwhile_is_not_written_again(
    session: Session, database: Database, owner: User, seller: Organisation
) -> None:
    person = make_user(session, email="kanda@example.org")
    invitation_id = make_invitation(session, seller, "token", email="kanda@example.org").id
    boss, guest = actor_of(owner, seller), actor_of(person, seller)
    session.commit()
    again = invitations.Invite("kanda@example.org", MemberRole.OWNER)

    def invite() -> None:
        with database.transaction() as other:
            invitations.invite(other, boss, seller, again, NOW)

    with beside() as begin:
        with database.transaction() as first:
            invitations.accept(first, guest, first.get_one(Invitation, invitation_id), NOW)
            inviting = begin(invite)
        with pytest.raises(InputRejectedError, match=r"member\.already"):
            inviting.result()

    with database.reading() as reader:
        kept = reader.scalars(select(Invitation)).one()
    assert (kept.role, kept.accepted) == (MemberRole.STAFF, True)


@pytest.fixture
def actor(owner: User, seller: Organisation) -> Actor:
    return actor_of(owner, seller)


@pytest.fixture
def desk(
    client: "HouseClient", owner: User, seller: Organisation, session: Session
) -> "HouseClient":
    """A browser of the owner that may be used in a thread: it commits nothing of the test."""
    client.sign_in(owner, seller)
    session.commit()
    client.prepared = None
    return client


def with_next_draft(session: Session, seller: Organisation) -> Listing:
    """Make a craft on sale whose next version is ready to be sent."""
    listing = make_craft(session, seller)
    version = make_version(session, listing, craft_content(), number=2)
    add_photo_row(session, version, make_photo(session))
    session.commit()
    return listing


def test_a_version_sent_while_its_listing_is_retired_stays_a_draft(
    desk: "HouseClient", actor: Actor, seller: Organisation, session: Session, database: Database
) -> None:
    listing = with_next_draft(session, seller)
    url = f"/sell/listings/{listing.public_id}/submit"

    with beside() as begin:
        with database.transaction() as first:
            own = own_listing(first, actor, listing.public_id, take=True)
            sale.retire(first, actor, own, NOW)
            sending = begin(lambda: desk.post(url).status_code)
        assert sending.result() == 303

    assert "“เลิกขาย” แล้ว จึงส่งให้ตรวจไม่ได้" in desk.get(url.removesuffix("/submit")).text
    assert count(database, Listing, Listing.state == ListingState.RETIRED) == 1
    assert count(database, ListingVersion, ListingVersion.state == VersionState.IN_REVIEW) == 0


def test_a_listing_retired_while_its_version_is_sent_takes_it_back(
    desk: "HouseClient", actor: Actor, seller: Organisation, session: Session, database: Database
) -> None:
    listing = with_next_draft(session, seller)
    url = f"/sell/listings/{listing.public_id}/retire"

    with beside() as begin:
        with database.transaction() as first:
            own = own_listing(first, actor, listing.public_id, take=True)
            own.newest.advance(VersionAction.SUBMIT, NOW)
            first.flush()
            retiring = begin(lambda: desk.post(url).status_code)
        assert retiring.result() == 303

    assert count(database, Listing, Listing.state == ListingState.RETIRED) == 1
    assert count(database, ListingVersion, ListingVersion.state == VersionState.IN_REVIEW) == 0


def test_changes_sent_while_they_are_discarded_are_not_lost(
    desk: "HouseClient", actor: Actor, seller: Organisation, session: Session, database: Database
) -> None:
    listing = with_next_draft(session, seller)
    url = f"/sell/listings/{listing.public_id}/discard"

    with beside() as begin:
        with database.transaction() as first:
            own = own_listing(first, actor, listing.public_id, take=True)
            own.newest.advance(VersionAction.SUBMIT, NOW)
            first.flush()
            discarding = begin(lambda: desk.post(url, data={"number": "2"}).status_code)
        assert discarding.result() == 303

    assert count(database, ListingVersion, ListingVersion.state == VersionState.IN_REVIEW) == 1
    assert count(database, ListingVersion, ListingVersion.state == VersionState.DISCARDED) == 0


def test_changes_discarded_while_they_are_sent_do_not_reach_the_queue(
    desk: "HouseClient", actor: Actor, seller: Organisation, session: Session, database: Database
) -> None:
    listing = with_next_draft(session, seller)
    url = f"/sell/listings/{listing.public_id}/submit"

    with beside() as begin:
        with database.transaction() as first:
            own = own_listing(first, actor, listing.public_id, take=True)
            discard_changes(2, first, actor, own, NOW)
            sending = begin(lambda: desk.post(url).status_code)
        assert sending.result() == 303

    assert count(database, ListingVersion, ListingVersion.state == VersionState.IN_REVIEW) == 0
    assert count(database, ListingVersion, ListingVersion.state == VersionState.DISCARDED) == 1


def test_a_photo_sent_twice_at_once_is_there_once(
    desk: "HouseClient", actor: Actor, seller: Organisation, session: Session, database: Database
) -> None:
    listing = make_draft(session, seller)
    session.commit()
    processed = process(picture().read())
    url = f"/sell/listings/{listing.public_id}/photos"

    def send() -> int:
        form = {"photos": (picture(), "a.jpg")}
        return desk.post(url, data=form, content_type="multipart/form-data").status_code

    with beside() as begin:
        with database.transaction() as first:
            own = own_listing(first, actor, listing.public_id, take=True)
            source = PhotoSource(seller.id, "a.jpg")
            row = add_photo(first, actor, processed, source, NOW)
            attach_photo(first, actor, own, row, NOW)
            sending = begin(send)
        assert sending.result() == 201

    assert count(database, Photo) == 1
    assert count(database, VersionPhoto) == 1
