"""Two at the same moment: one wins, the other is told, nothing is done twice or lost.

Longer than 400 lines because all collisions share one village and one way of colliding.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.ports.clock import FixedClock
from models.accounts import OfficerGrant, OfficerRole, User
from models.journal import JournalEntry
from models.listing_terms import CraftTerms
from models.listings import Listing, ListingState, ListingVersion, VersionPhoto, VersionState
from models.moderation import ReviewDecision
from models.organisations import (
    AdmissionDecision,
    AdmissionState,
    MemberRole,
    Membership,
    Organisation,
)
from tests.factories.accounts import make_grant, make_user
from tests.factories.organisations import make_membership
from tests.marketplace.listings.conftest import form_values
from tests.marketplace.listings.test_desk import picture
from tests.support.races import count, facts, race, statuses
from tests.support.village import INVITED_TOKEN, STRANGER_EMAIL, Role, Village, found_village

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

MANY = 6


@pytest.fixture
def village(session: Session, commit: Callable[[], None], clock: FixedClock) -> Village:
    village = found_village(session)
    commit()
    clock.move(timedelta(minutes=1))
    return village


Enter = Callable[..., "HouseClient"]


@pytest.fixture
def enter(
    village: Village, another_client: Callable[[], "HouseClient"], commit: Callable[[], None]
) -> Enter:
    """Maker of signed-in browsers that may be used in threads."""

    def make(role: Role) -> "HouseClient":
        client = village.enter(another_client(), role)
        commit()
        client.prepared = None
        return client

    return make


def post(client: "HouseClient", url: str, **form: Any) -> int:
    status: int = client.post(url, data=form).status_code
    return status


def typed_on(page: str) -> dict[str, Any]:
    """Return what the page's form would send, from whatever browser: each has its own token."""
    return {name: value for name, value in form_values(page).items() if name != "csrf_token"}


def listing_of(database: Database, public_id: str) -> Listing:
    with database.reading() as session:
        return session.scalars(select(Listing).where(Listing.public_id == public_id)).one()


def newest(database: Database, public_id: str) -> ListingVersion:
    with database.reading() as session:
        return session.scalars(
            select(ListingVersion)
            .join(Listing, Listing.id == ListingVersion.listing_id)
            .where(Listing.public_id == public_id)
            .order_by(ListingVersion.number.desc())
            .limit(1)
        ).one()


def test_a_version_sent_many_times_at_once_is_sent_once(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/sell/listings/{village.names['draft']}/submit"
    people = [enter(role) for role in (Role.OWNER, Role.STAFF) for _ in range(MANY // 2)]

    answers = race([partial(post, person, url) for person in people])

    assert set(statuses(answers)) <= {303, 409}
    assert newest(database, village.names["draft"]).state is VersionState.IN_REVIEW
    assert facts(database, "ListingSubmitted") == 1


def test_the_big_form_sent_twice_at_once_is_sent_once(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/sell/listings/{village.names['draft']}"
    owner = enter(Role.OWNER)
    typed = typed_on(owner.get(url).text) | {"do": "submit"}

    answers = race([partial(post, enter(Role.OWNER), url, **typed) for _ in range(MANY)])

    assert set(statuses(answers)) <= {303, 409}
    assert newest(database, village.names["draft"]).state is VersionState.IN_REVIEW
    assert facts(database, "ListingSubmitted") == 1


def test_of_two_officers_one_decides_and_the_other_is_told(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/office/reviews/{village.names['waiting_version']}"
    reviewer, administrator = enter(Role.REVIEWER), enter(Role.ADMINISTRATOR)

    answers = race(
        [
            partial(post, reviewer, url, outcome="approved"),
            partial(post, administrator, url, outcome="changes_requested", reasons="photo_dark"),
        ]
    )

    assert statuses(answers) == {303: 1, 409: 1}
    assert count(database, ReviewDecision) == 1
    assert facts(database, "ListingApproved") + facts(database, "ChangesRequested") == 1
    approved = answers[0] == 303
    listing, version = (
        listing_of(database, village.names["waiting"]),
        newest(database, village.names["waiting"]),
    )
    assert (listing.state is ListingState.PUBLISHED) is approved
    assert (version.state is VersionState.APPROVED) is approved


def test_of_an_approval_and_a_withdrawal_one_holds(
    village: Village, enter: Enter, database: Database
) -> None:
    waiting = village.names["waiting"]
    reviewer, owner = enter(Role.REVIEWER), enter(Role.OWNER)

    answers = race(
        [
            partial(
                post, reviewer, f"/office/reviews/{village.names['waiting_version']}",
                outcome="approved",
            ),
            partial(post, owner, f"/sell/listings/{waiting}/withdraw"),
        ]
    )  # fmt: skip

    statuses(answers)
    approved = answers[0] == 303
    assert newest(database, waiting).state is (
        VersionState.APPROVED if approved else VersionState.EDITING
    )
    assert (listing_of(database, waiting).state is ListingState.PUBLISHED) is approved
    assert count(database, ReviewDecision) == int(approved)
    assert facts(database, "ListingWithdrawn") == int(not approved)


def test_of_many_tabs_one_saves_and_the_others_keep_what_was_typed(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/sell/listings/{village.names['draft']}"
    owner = enter(Role.OWNER)
    typed = typed_on(owner.get(url).text) | {"do": "save"}
    before = newest(database, village.names["draft"]).version
    titles = [f"ผ้าซิ่น แท็บที่ {number}" for number in range(MANY)]
    tabs = [enter(Role.OWNER) for _ in titles]

    answers = race(
        [
            partial(tab.post, url, data=typed | {"title_th": title})
            for tab, title in zip(tabs, titles, strict=True)
        ]
    )

    assert statuses([a.status_code for a in answers]) == {303: 1, 409: MANY - 1}
    version = newest(database, village.names["draft"])
    winner = next(t for t, a in zip(titles, answers, strict=True) if a.status_code == 303)
    assert (version.title_th, version.version) == (winner, before + 1)
    for title, answer in zip(titles, answers, strict=True):
        assert title in answer.text or title == winner


def test_of_two_managers_one_admits_a_seller(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/office/applications/{village.names['applied']}"
    people = [enter(Role.MANAGER), enter(Role.ADMINISTRATOR)]

    answers = race(
        [partial(post, person, url, action="return", note="ขอทะเบียนกลุ่ม") for person in people]
    )

    assert statuses(answers)[303] == 1
    assert set(answers) <= {303, 409, 422}
    assert count(database, AdmissionDecision) == 1
    assert facts(database, "AdmissionReturned") == 1
    states = Organisation.public_id == village.names["applied"]
    assert count(database, Organisation, states, Organisation.admission == AdmissionState.RETURNED)


def test_an_invitation_accepted_many_times_at_once_makes_one_member(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/invitations/{INVITED_TOKEN}/accept"
    before = count(database, Membership)
    people = [enter(Role.BUYER) for _ in range(MANY // 2)]
    people += [enter(Role.OPERATOR) for _ in range(MANY // 2)]

    answers = race([partial(post, person, url) for person in people])

    assert statuses(answers)[303] == 1
    assert set(answers) <= {303, 404, 409}
    assert count(database, Membership) == before + 1
    assert facts(database, "MemberJoined") == 1


def test_an_invitation_that_makes_an_account_makes_one(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/invitations/{INVITED_TOKEN}/join"
    form = {"name": "สายใจ", "password": "ผ้าซิ่นตีนจกหาดเสี้ยว-๒๕๖๙", "locale": "th", "terms": "y"}
    people = [enter(Role.ANONYMOUS) for _ in range(3)]

    answers = race([partial(post, person, url, **form) for person in people])

    assert statuses(answers)[303] == 1, answers
    assert count(database, User, User.email == STRANGER_EMAIL) == 1


def test_stock_changed_from_many_places_is_changed_by_one(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/sell/listings/{village.names['craft']}/terms"
    owner = enter(Role.OWNER)
    typed = typed_on(owner.get(url).text)
    people = [enter(Role.OWNER if number % 2 else Role.STAFF) for number in range(MANY)]

    answers = race(
        [
            partial(post, person, url, **(typed | {"stock": str(10 + number)}))
            for number, person in enumerate(people)
        ]
    )

    assert statuses(answers) == {303: 1, 409: MANY - 1}
    with database.reading() as session:
        listing = session.scalars(
            select(Listing).where(Listing.public_id == village.names["craft"])
        ).one()
        terms = session.get_one(CraftTerms, listing.id)
    assert terms.stock == 10 + answers.index(303)
    assert facts(database, "TermsChanged") == 1


def test_retired_paused_and_suspended_at_once_ends_in_one_consistent_state(
    village: Village, enter: Enter, database: Database
) -> None:
    craft = village.names["craft"]
    owner, staff, reviewer = enter(Role.OWNER), enter(Role.STAFF), enter(Role.REVIEWER)

    answers = race(
        [
            partial(post, owner, f"/sell/listings/{craft}/retire"),
            partial(post, staff, f"/sell/listings/{craft}/pause"),
            partial(
                post, reviewer, f"/office/listings/{craft}/suspend", reasons="photo_dark"
            ),
        ]
    )  # fmt: skip

    statuses(answers)
    names = ("ListingRetired", "ListingPaused", "ListingSuspended")
    happened = [name for name in names if facts(database, name)]
    with database.reading() as session:
        last = session.scalars(
            select(JournalEntry.fact)
            .where(JournalEntry.fact.in_(names))
            .order_by(JournalEntry.seq.desc())
            .limit(1)
        ).one()
    ends = dict(zip(names, ("retired", "paused", "suspended"), strict=True))
    assert happened
    assert listing_of(database, craft).state.value == ends[last]


def test_of_two_owners_who_remove_each_other_one_stays(
    village: Village,
    enter: Enter,
    session: Session,
    commit: Callable[[], None],
    database: Database,
) -> None:
    sellers = village.acting[Role.OTHER]
    village.people[Role.STAFF] = second = make_user(session)
    village.acting[Role.STAFF] = sellers
    make_membership(session, second, sellers)
    first_id, second_id = village.people[Role.OTHER].public_id, second.public_id
    url, seller_id = f"/organisations/{sellers.public_id}/members", sellers.id
    commit()

    answers = race(
        [
            partial(post, enter(Role.OTHER), f"{url}/{second_id}/remove"),
            partial(post, enter(Role.STAFF), f"{url}/{first_id}/remove"),
        ]
    )

    assert statuses(answers)[303] == 1
    owns = Membership.role == MemberRole.OWNER
    assert count(database, Membership, Membership.organisation_id == seller_id, owns) == 1


def test_of_two_administrators_who_revoke_each_other_one_stays(
    village: Village,
    enter: Enter,
    session: Session,
    commit: Callable[[], None],
    database: Database,
) -> None:
    first, second = village.people[Role.ADMINISTRATOR], village.people[Role.REVIEWER]
    make_grant(session, second, OfficerRole.ADMINISTRATOR)
    pairs = (Role.ADMINISTRATOR, second.public_id), (Role.REVIEWER, first.public_id)
    commit()

    answers = race(
        [
            partial(post, enter(who), "/office/people/revoke", person=whom, role="administrator")
            for who, whom in pairs
        ]
    )

    statuses(answers)
    live = (OfficerGrant.revoked_at.is_(None), OfficerGrant.role == OfficerRole.ADMINISTRATOR)
    assert count(database, OfficerGrant, *live) == 1


def test_photos_sent_at_once_all_find_their_place(
    village: Village, enter: Enter, database: Database
) -> None:
    url = f"/sell/listings/{village.names['route_draft']}/photos"
    people = [enter(Role.OWNER) for _ in range(4)]
    colours = ["#8c2530", "#1f5f5b", "#c9a227", "#333366"]

    answers = race(
        [
            partial(
                person.post, url, data={"photos": (picture(colour), "a.jpg")},
                content_type="multipart/form-data",
            )
            for person, colour in zip(people, colours, strict=True)
        ]
    )  # fmt: skip

    assert [answer.status_code for answer in answers] == [201] * len(people)
    version = newest(database, village.names["route_draft"])
    with database.reading() as session:
        positions = session.scalars(
            select(VersionPhoto.position).where(VersionPhoto.version_id == version.id)
        ).all()
    assert sorted(positions) == [0, 1, 2, 3]


def test_the_journal_chain_holds_after_many_writers(
    village: Village, enter: Enter, database: Database
) -> None:
    people = [enter(Role.OWNER) for _ in range(MANY)]

    answers = race([partial(post, person, "/sell/listings/new", kind="craft") for person in people])

    assert statuses(answers) == {303: MANY}
    with database.reading() as session:
        rows = session.scalars(select(JournalEntry).order_by(JournalEntry.seq)).all()
    assert [row.seq for row in rows] == list(range(1, MANY + 1))
    assert all(row.digest == row.expected_digest() for row in rows)
    assert all(row.previous == before.digest for before, row in pairwise(rows))
