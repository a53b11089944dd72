"""The demo: complete, in every state, loaded once, taken away, multiplied."""

from sqlalchemy import func, select

from marketplace import demo
from marketplace.accounts.passwords import verify_password
from marketplace.db import Database
from marketplace.demo.files import read
from marketplace.ports import MemoryPorts
from models.accounts import User
from models.listings import Listing, ListingState, ListingVersion, VersionState
from models.organisations import AdmissionState, Organisation, OrganisationSide


def _load(database: Database, ports: MemoryPorts) -> None:
    demo.load(database, ports.bundle(), ports.clock.now(), pictures=False)


def test_every_listing_of_the_data_is_on_sale(database: Database, ports: MemoryPorts) -> None:
    _load(database, ports)
    wanted = {row["slug"] for row in (*read("crafts")["crafts"], *read("routes")["routes"])}
    with database.reading() as session:
        found = set(
            session.scalars(select(Listing.slug).where(Listing.state == ListingState.PUBLISHED))
        )
        unseen = session.scalar(
            select(func.count())
            .select_from(Listing)
            .where(Listing.state != ListingState.DRAFT, Listing.approved_version_id.is_(None))
        )
    assert wanted <= found
    assert len(wanted) == 142
    assert unseen == 0


def test_every_state_is_there_to_look_at(database: Database, ports: MemoryPorts) -> None:
    _load(database, ports)
    with database.reading() as session:
        assert set(session.scalars(select(Listing.state))) == set(ListingState)
        states = set(session.scalars(select(ListingVersion.state)))
        assert states == set(VersionState) - {VersionState.SUPERSEDED, VersionState.DISCARDED}
        sellers = Organisation.side == OrganisationSide.SELLER
        admissions = set(session.scalars(select(Organisation.admission).where(sellers)))
    assert admissions == set(AdmissionState) - {AdmissionState.CLOSED}


def test_everybody_can_sign_in(database: Database, ports: MemoryPorts) -> None:
    _load(database, ports)
    with database.reading() as session:
        for login in demo.LOGINS:
            user = session.scalars(select(User).where(User.email == login.email)).one()
            assert user.email_confirmed_at is not None
        assert verify_password(user.password_hash, demo.PASSWORD)


def test_loading_twice_changes_nothing_and_reset_empties(
    database: Database, ports: MemoryPorts
) -> None:
    _load(database, ports)
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(ListingVersion))
    _load(database, ports)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ListingVersion)) == before
    demo.reset(database)
    assert not demo.is_loaded(database)
    _load(database, ports)
    assert demo.is_loaded(database)


def test_synthetic_listings_are_whole(database: Database, ports: MemoryPorts) -> None:
    _load(database, ports)
    added = demo.synthetic(database, 300, ports.clock.now())
    with database.reading() as session:
        on_sale = Listing.state == ListingState.PUBLISHED
        count = session.scalar(select(func.count()).select_from(Listing).where(on_sale))
        whole = session.scalar(
            select(func.count())
            .select_from(Listing)
            .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
            .where(on_sale, ListingVersion.listing_id == Listing.id)
        )
    assert (count, whole) == (300, 300)
    assert added == 300 - 143
