"""Web and worker are killed while people work: what was acknowledged is there, and nothing half."""

import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, Queue
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.db import Database
from models.accounts import OfficerRole
from models.journal import JournalEntry, OutboxMessage
from models.listings import Listing, ListingState, ListingVersion, VersionState
from models.moderation import ReviewDecision
from tests.factories.accounts import make_officer, make_session_row, make_user
from tests.factories.communities import make_category
from tests.factories.listings import add_photo, make_draft
from tests.factories.media import make_photo
from tests.factories.organisations import make_channel, make_seller
from tests.support.live_house import LiveHouse
from tests.support.plain_browser import PlainBrowser
from tests.support.process_tree import name_of, tree

DRAFTS = 120
KILLS = ("web", "web", "worker", "web", "web", "all", "web", "web", "web", "worker", "web")
IN_STEP_S = 60
"""The promise: after a crash the index agrees with the database within this time."""


@dataclass(slots=True)
class Work:
    """What the people did, as they were told.

    Attributes:
        drafts: (listing, version) by public id, to be sent.
        sent: listings whose submission was acknowledged; approved, started: likewise.
        broken: answers of 500 and above, other than "come back later" (503).
    """

    drafts: list[tuple[str, str]]
    waiting: Queue[tuple[str, str]] = field(default_factory=Queue)
    sent: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    unanswered: int = 0
    broken: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def try_until_told(self, browser: PlainBrowser, path: str, **form: str) -> tuple[int, str]:
        """Send until there is an answer, as a person with a bad line would."""
        while not self.stop.is_set():
            if not browser.has_token:
                browser.get("/account/password")
            answer = browser.post(path, **form) if browser.has_token else None
            if answer is None:
                self.unanswered += 1
            elif answer.status >= 500 and answer.status != 503:
                self.broken.append(f"{path}: {answer.status}\n{answer.text[:500]}")
            elif answer.status not in {429, 503}:
                return answer.status, answer.location
            time.sleep(0.05)
        return 0, ""

    def sell(self, browser: PlainBrowser) -> None:
        """Send one draft after the other, and begin a new one each time."""
        for listing, version in self.drafts:
            status, _ = self.try_until_told(browser, f"/sell/listings/{listing}/submit")
            if status == 303:
                self.sent.append(listing)
                self.waiting.put((listing, version))
            status, location = self.try_until_told(browser, "/sell/listings/new", kind="craft")
            if status == 303:
                self.started.append(location.rpartition("/")[2])

    def review(self, browser: PlainBrowser) -> None:
        """Approve what was sent."""
        while not self.stop.is_set():
            try:
                listing, version = self.waiting.get(timeout=0.1)
            except Empty:
                continue
            path = f"/office/reviews/{version}"
            status, _ = self.try_until_told(browser, path, outcome="approved")
            # A conflict: our first try was done, only its answer was lost.
            if status in {303, 409}:
                self.approved.append(listing)


@pytest.fixture
def people(
    session: Session, commit: Callable[[], None], database: Database
) -> Iterator[tuple[Work, str, str]]:
    """Drafts to send, and the session tokens of a seller and an officer."""
    now = datetime.now(UTC)
    life = {"created_at": now, "last_seen_at": now, "expires_at": now + timedelta(hours=1)}
    owner, officer = make_user(session), make_officer(session, OfficerRole.REVIEWER)
    seller = make_seller(session, owner=owner)
    make_channel(session, seller)
    make_category(session, "textiles")
    listings = [make_draft(session, seller) for _ in range(DRAFTS)]
    photo = make_photo(session, organisation_id=seller.id)
    versions = {}
    for version in session.scalars(select(ListingVersion)).all():
        add_photo(session, version, photo)
        versions[version.listing_id] = version.public_id
    make_session_row(session, owner, "the-seller", acting_for_id=seller.id, **life)
    make_session_row(session, officer, "the-officer", **life)
    drafts = [(listing.public_id, versions[listing.id]) for listing in listings]
    commit()
    session.rollback()
    yield Work(drafts), "the-seller", "the-officer"
    database.dispose()


@pytest.fixture
def house(instance: Path, database_url: str) -> Iterator[LiveHouse]:
    house = LiveHouse(instance, {"TALAT_DATABASE_URL": database_url})
    yield house
    house.kill()


def kill(house: LiveHouse, what: str, luck: Random) -> None:
    """Send SIGKILL to one process of the web server, to the worker, or to everything."""
    if what == "web":
        master = next(pid for pid in house.processes() if name_of(pid) == "talat-web")
        workers = tree(master)[1:]
        if workers:
            _kill(luck.choice(workers))
        return
    if what == "worker":
        _kill(next(pid for pid in house.processes() if name_of(pid) == "talat-worker"))
        time.sleep(luck.random() / 2)  # the rest goes on for a moment, then follows
    house.kill()
    house.start(seconds=60)


def _kill(pid: int) -> None:
    subprocess.run(["kill", "-9", str(pid)], check=False, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills_at_random_moments(
    people: tuple[Work, str, str], house: LiveHouse, database: Database
) -> None:
    work, seller, officer = people
    luck = Random("a power cut")
    house.start(seconds=60)
    threads = [
        threading.Thread(target=work.sell, args=[PlainBrowser(house.port, seller, "127.0.0.2")]),
        threading.Thread(target=work.review, args=[PlainBrowser(house.port, officer, "127.0.0.3")]),
    ]

    for thread in threads:
        thread.start()
    try:
        for what in KILLS:
            time.sleep(luck.uniform(0.1, 0.9))
            kill(house, what, luck)
        time.sleep(1)
    finally:
        work.stop.set()
        for thread in threads:
            thread.join(timeout=30)

    assert work.broken == []
    assert len(work.sent) >= len(KILLS) and work.approved, "the people hardly got to work"
    assert_nothing_lost_and_nothing_half(database, work)
    assert_index_follows(house, database)
    assert "chain unbroken" in house.command("journal", "verify")


def assert_nothing_lost_and_nothing_half(database: Database, work: Work) -> None:
    with database.reading() as session:
        listings = {row.public_id: row for row in session.scalars(select(Listing))}
        versions = {row.listing_id: row for row in session.scalars(select(ListingVersion))}
        decisions = Counter(session.scalars(select(ReviewDecision.version_id)))
        facts = Counter((row.fact, row.subject) for row in session.scalars(select(JournalEntry)))
        outbox = session.scalar(
            select(func.count())
            .select_from(OutboxMessage)
            .where(OutboxMessage.kind.startswith("fact:"))
        )

    def of(listing: Listing, fact: str) -> int:
        return facts[fact, f"listing:{listing.id}"]

    lost = [p for p in work.sent if versions[listings[p].id].submitted_at is None]
    lost += [p for p in work.approved if listings[p].state is not ListingState.PUBLISHED]
    lost += [p for p in work.started if p not in listings]
    half = []
    for public_id, listing in listings.items():
        version = versions[listing.id]
        approved = version.state is VersionState.APPROVED
        whole = (
            of(listing, "ListingSubmitted") == int(version.submitted_at is not None)
            and of(listing, "ListingApproved") == decisions[version.id] == int(approved)
            and (listing.state is ListingState.PUBLISHED) is approved
            and (listing.approved_version_id == version.id) is approved
        )
        if not whole:
            half.append(public_id)
    assert lost == []
    assert half == []
    assert outbox == sum(facts.values())


def assert_index_follows(house: LiveHouse, database: Database) -> None:
    until = time.monotonic() + IN_STEP_S
    open_work = select(func.count()).select_from(OutboxMessage).where(
        OutboxMessage.done_at.is_(None), OutboxMessage.kind.contains("search")
    )  # fmt: skip
    said = ""
    while time.monotonic() < until:
        try:
            said = house.command("reindex", "--check")
            break
        except subprocess.CalledProcessError as error:
            said = str(error.stdout)
            time.sleep(0.5)
    else:
        with database.reading() as session:
            left = session.scalar(open_work)
        pytest.fail(f"index and database still differ: {said[-500:]}, {left} tasks left")
