"""The journal as officers read it: who in which role, why, and who read what is personal."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.moderation.actions.admit import AdmissionRequest, decide_admission
from marketplace.moderation.actions.decide import DecisionRequest, decide_version
from marketplace.moderation.actions.open import needs_noting, open_application
from marketplace.office.queries.journal import JournalFilter, journal_page
from models.accounts import OfficerGrant, OfficerRole
from models.journal import JournalEntry
from models.listings import ListingVersion, VersionState
from models.moderation import ReviewOutcome
from models.organisations import AdmissionAction, AdmissionState, Organisation
from tests.factories.accounts import make_officer
from tests.factories.listings import make_draft
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

Commit = Callable[[], None]


def officer(session: Session, role: OfficerRole) -> Actor:
    user = make_officer(session, role)
    return Actor(user.id, user.name, officer_roles=frozenset({role}))


def ask_for_changes(session: Session, actor: Actor) -> None:
    listing = make_draft(session, state=VersionState.IN_REVIEW)
    version = session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()
    request = DecisionRequest(ReviewOutcome.CHANGES_REQUESTED, ("photo_dark",), note="ริมหน้าต่าง")
    decide_version(session, actor, version, request, NOW)


def opened(session: Session) -> int:
    session.rollback()
    count = select(func.count(JournalEntry.id)).where(JournalEntry.fact == "ApplicationOpened")
    return session.scalar(count) or 0


def applied(session: Session) -> Organisation:
    return make_seller(session, admission=AdmissionState.APPLIED)


def test_an_act_is_told_with_role_reasons_in_words_and_note(
    client: HouseClient, session: Session, commit: Commit
) -> None:
    ask_for_changes(session, officer(session, OfficerRole.REVIEWER))
    decide_admission(
        session, officer(session, OfficerRole.MANAGER), make_seller(session),
        AdmissionRequest(AdmissionAction.SUSPEND, note="ขอคุยก่อน"), NOW,
    )  # fmt: skip
    commit()
    client.sign_in(make_officer(session, OfficerRole.MANAGER))

    page = client.get("/office/journal").text

    for part in ("ผู้ตรวจรายการ", "รูปมืดหรือสั่น", "ริมหน้าต่าง", "ผู้จัดการงาน", "ขอคุยก่อน"):
        assert part in page


def test_a_role_is_the_one_held_when_it_happened(session: Session, commit: Commit) -> None:
    actor = officer(session, OfficerRole.REVIEWER)
    grant = session.scalars(select(OfficerGrant).where(OfficerGrant.user_id == actor.user_id)).one()
    ask_for_changes(session, actor)
    grant.revoked_at = NOW + timedelta(days=1)
    session.add(
        OfficerGrant(
            user_id=actor.user_id, role=OfficerRole.MANAGER, granted_at=NOW + timedelta(days=1)
        )
    )
    commit()

    rows, _found, _total = journal_page(session, JournalFilter(fact="ChangesRequested"), 1)

    assert [row.roles for row in rows] == [(OfficerRole.REVIEWER,)]


def test_opening_an_application_is_noted_once_a_day_for_each_officer(
    client: HouseClient,
    another_client: Callable[[], HouseClient],
    session: Session,
) -> None:
    group = applied(session)
    address = f"/office/applications/{group.public_id}"
    other = another_client()
    client.sign_in(make_officer(session, OfficerRole.MANAGER))
    other.sign_in(make_officer(session, OfficerRole.ADMINISTRATOR))

    assert client.get(address).status_code == 200
    assert client.get(address).status_code == 200
    assert opened(session) == 1

    other.get(address)
    assert opened(session) == 2


def test_the_next_day_opening_it_is_noted_again(session: Session, commit: Commit) -> None:
    actor, group = officer(session, OfficerRole.MANAGER), applied(session)
    open_application(session, actor, group.id, NOW)
    commit()

    assert not needs_noting(session, actor, group.id, NOW + timedelta(hours=1))
    assert needs_noting(session, actor, group.id, NOW + timedelta(days=1))


def test_who_may_not_open_an_application_leaves_no_trace(
    client: HouseClient, session: Session
) -> None:
    group = applied(session)
    client.sign_in(make_officer(session, OfficerRole.REVIEWER))

    assert client.get(f"/office/applications/{group.public_id}").status_code == 403
    assert client.get("/office/applications/made-up").status_code == 403
    assert opened(session) == 0


def test_the_list_of_applications_shows_nothing_personal_and_notes_nothing(
    client: HouseClient, session: Session
) -> None:
    group = applied(session)
    group.papers = {"phone": "081-555-0123"}
    client.sign_in(make_officer(session, OfficerRole.MANAGER))

    assert "081-555-0123" not in client.get("/office/applications").text
    assert opened(session) == 0
