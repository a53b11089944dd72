"""The several-machines column of the engines table, for real, in one story, with every part lost.

Web and worker run on PostgreSQL, Redis, SMTP and S3. It is one test because its servers take
longer to start than its steps take to run.
"""

import io
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from marketplace.db import Database
from models import migrations
from models.listings import Listing, ListingState, ListingVersion
from models.media import Photo
from tests.factories.accounts import make_session_row
from tests.marketplace.listings.conftest import form_values
from tests.support.addresses import LOOPBACK
from tests.support.caller import Caller, Reply
from tests.support.live_house import LiveHouse
from tests.support.postgres_server import PostgresCluster, run_statements
from tests.support.redis_server import RedisServer
from tests.support.s3_server import S3Server
from tests.support.smtp_sink import SmtpSink
from tests.support.village import Role, found_village

pytestmark = [pytest.mark.slow, pytest.mark.pg, pytest.mark.redis]

SIGN_UP = {
    "goal": "sell", "name": "ฟ้า", "password": "ทอผ้าใต้ถุนบ้านยาย", "locale": "th", "terms": "y",
}  # fmt: skip


@dataclass
class Place:
    """The house, its servers, and who is signed in there."""

    house: LiveHouse
    postgres: PostgresCluster
    redis: RedisServer
    mail: SmtpSink
    store: S3Server
    database: Database
    tokens: dict[Role, str]
    names: dict[str, str]

    def caller(self, role: Role | None = None) -> Caller:
        return Caller(self.house.port, {"talat": self.tokens[role]} if role else {})


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    postgres, redis, mail, store = PostgresCluster(), RedisServer(), SmtpSink(), S3Server()
    with ExitStack() as stack:
        postgres.start()
        stack.callback(postgres.stop)
        redis.start()
        stack.callback(redis.remove)
        mail.start()
        stack.callback(mail.stop)
        store.start()
        stack.callback(store.stop)
        run_statements(postgres.url("postgres"), ["CREATE DATABASE talat"])
        database = Database(postgres.url("talat"))
        stack.callback(database.dispose)
        migrations.upgrade(database.engine)
        tokens, names = _settle(database)
        house = LiveHouse(
            tmp_path / "instance",
            {
                "TALAT_DATABASE_URL": postgres.url("talat"),
                "TALAT_REDIS_URL": redis.url,
                "TALAT_SMTP_HOST": LOOPBACK,
                "TALAT_SMTP_PORT": str(mail.port),
                "TALAT_SMTP_STARTTLS": "no",
                **store.environ(),
            },
            demo=False,
        )
        house.start()
        stack.callback(house.kill)
        yield Place(house, postgres, redis, mail, store, database, tokens, names)


def _settle(database: Database) -> tuple[dict[Role, str], dict[str, str]]:
    now = datetime.now(UTC)
    life = {"created_at": now, "last_seen_at": now, "expires_at": now + timedelta(hours=1)}
    tokens = {}
    with database.transaction() as session:
        village = found_village(session)
        for role in (Role.OWNER, Role.REVIEWER):
            tokens[role] = secrets.token_urlsafe(24)
            acting = village.acting.get(role)
            make_session_row(
                session, village.people[role], tokens[role],
                acting_for_id=None if acting is None else acting.id, **life,
            )  # fmt: skip
        return tokens, village.names


def eventually(holds: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "this did not come true in time"
        time.sleep(0.1)


def test_the_whole_story_on_the_engines_of_several_machines(place: Place) -> None:
    a_sign_up_mail_arrives(place)
    listing = a_listing_with_a_photo_is_sent(place)
    a_photo_comes_from_the_bucket(place, listing)
    an_approval_is_found(place, listing)
    the_mail_server_is_away_and_comes_back(place)
    redis_is_killed_and_limits_hold(place)
    the_store_is_lost(place, listing)
    postgres_stops_and_comes_back(place)
    assert place.house.stop()
    assert "Traceback" not in place.house.said()


def sign_up(place: Place, email: str) -> Reply:
    visitor = place.caller()
    visitor.get("/sign-up?for=sell")
    return visitor.post("/sign-up", SIGN_UP | {"email": email})


def letters_to(place: Place, email: str) -> list[str]:
    return [
        str(letter.get_body(("plain",)).get_content())
        for letter in place.mail.messages
        if letter["To"] and email in letter["To"]
    ]


def a_sign_up_mail_arrives(place: Place) -> None:
    assert sign_up(place, "fah@example.org").status == 303
    eventually(lambda: bool(letters_to(place, "fah@example.org")))

    (text,) = letters_to(place, "fah@example.org")
    link = urlsplit(re.findall(r"http://\S+", text)[0]).path
    visitor = place.caller()
    assert visitor.get(link).status == 200
    assert visitor.post(link, {"password": SIGN_UP["password"]}).status == 303
    assert visitor.get("/account").status == 200


def a_listing_with_a_photo_is_sent(place: Place) -> str:
    seller = place.caller(Role.OWNER)
    seller.get("/sell/listings/new")
    begun = seller.post("/sell/listings/new", {"kind": "craft"})
    assert begun.status == 303, begun.text
    path = urlsplit(begun.location).path
    values = {
        **form_values(seller.get(path).text),
        "title_th": "ผ้าซิ่นตีนจก ลายเครือวัลย์ทอง",
        "description_th": "ทอมือด้วยฝ้าย หนึ่งคืบใช้เวลาราวสามวัน",
        "category": "textiles",
        "materials": "cotton",
        "price": "2850",
        "stock": "3",
    }
    assert seller.post(path, values | {"do": "upload", "photos": photo()}).status == 303
    page = form_values(seller.get(path).text)
    alts = {name: "ผ้าซิ่นบนกี่" for name in page if name.startswith("alt-") and name.endswith("th")}
    assert len(alts) == 1
    sent = seller.post(path, {**page, **alts, "do": "submit"})
    assert sent.status == 303, sent.text
    return path.rpartition("/")[2]


def photo(colour: str = "#8c2530") -> FileStorage:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(out, "JPEG")
    out.seek(0)
    return FileStorage(out, "loom.jpg", "photos", "image/jpeg")


def photo_path(place: Place) -> str:
    with place.database.reading() as session:
        key = session.scalars(select(Photo.key).order_by(Photo.id.desc()).limit(1)).one()
    return f"/photos/{key}/640.webp"


def a_photo_comes_from_the_bucket(place: Place, listing: str) -> None:
    reply = place.caller().get(photo_path(place))
    assert (reply.status, reply.body[8:12]) == (200, b"WEBP")
    assert not list((place.house.instance / "files").rglob("*.webp"))
    assert "every file" not in place.house.said()


def an_approval_is_found(place: Place, listing: str) -> None:
    with place.database.reading() as session:
        version = session.scalars(
            select(ListingVersion.public_id)
            .join(Listing, Listing.id == ListingVersion.listing_id)
            .where(Listing.public_id == listing)
        ).one()
    officer = place.caller(Role.REVIEWER)
    page = officer.get(f"/office/reviews/{version}")
    assert page.status == 200
    decided = officer.post(f"/office/reviews/{version}", {"outcome": "approved"})
    assert decided.status == 303, decided.text
    with place.database.reading() as session:
        found = session.scalars(select(Listing).where(Listing.public_id == listing)).one()
        assert found.state is ListingState.PUBLISHED
        slug = found.slug
    visitor = place.caller()
    eventually(lambda: f"/crafts/{slug}" in visitor.get("/search?q=khruea+wan").text
               or f"/crafts/{slug}" in visitor.get("/search?q=%E0%B8%A7%E0%B8%B1%E0%B8%A5%E0%B8%A2%E0%B9%8C%E0%B8%97%E0%B8%AD%E0%B8%87").text, 10)  # fmt: skip
    assert visitor.get(f"/crafts/{slug}").status == 200


def the_mail_server_is_away_and_comes_back(place: Place) -> None:
    place.mail.stop()
    reply = sign_up(place, "rung@example.org")
    assert reply.status == 303
    assert reply.seconds < 5
    eventually(lambda: "MailDown" in place.house.said())
    assert ready(place) == set()
    place.mail.start()
    eventually(lambda: bool(letters_to(place, "rung@example.org")), 90)
    time.sleep(1)
    assert len(letters_to(place, "rung@example.org")) == 1


def redis_is_killed_and_limits_hold(place: Place) -> None:
    def tries(count: int) -> list[int]:
        visitor = place.caller()
        visitor.get("/sign-in")
        form = {"email": "fah@example.org", "password": "not the one I chose"}
        return [visitor.post("/sign-in", form).status for _ in range(count)]

    assert 429 not in tries(3)
    place.redis.stop()
    visitor = place.caller()
    for path in ("/", "/crafts", "/sign-in", "/search?q=silk"):
        reply = visitor.get(path)
        assert (reply.status, reply.seconds < 3) == (200, True)
    after = tries(13)
    assert 500 not in after
    assert after[-1] == 429, "without Redis the tries were counted no more"
    assert ready(place) == set()


def the_store_is_lost(place: Place, listing: str) -> None:
    path = photo_path(place)
    with place.database.reading() as session:
        before = session.scalar(select(func.count(Photo.id)))
    place.store.stop()
    assert place.caller().get("/crafts").status == 200
    reply = place.caller().get(path)
    assert (reply.status, reply.headers["Retry-After"]) == (503, "5")
    assert ready(place) == {"storage"}

    seller = place.caller(Role.OWNER)
    seller.get("/sell/listings/new")
    draft = urlsplit(seller.post("/sell/listings/new", {"kind": "craft"}).location).path
    values = form_values(seller.get(draft).text) | {"title_th": "ผ้าขาวม้า"}
    sent = seller.post(draft, values | {"do": "upload", "photos": photo("#2f7459")})
    assert sent.status == 503, sent.text
    assert sent.seconds < 15
    with place.database.reading() as session:
        assert session.scalar(select(func.count(Photo.id))) == before
    assert seller.post(draft, values | {"do": "save"}).status in {303, 409}


def ready(place: Place) -> set[str]:
    reply = place.caller().get("/readyz")
    checks = json.loads(reply.body)
    found = {name for name, holds in checks.items() if not holds} - {"ready"}
    assert reply.status == (503 if found else 200)
    return found


def postgres_stops_and_comes_back(place: Place) -> None:
    place.database.dispose()
    place.postgres.halt()
    visitor = place.caller(Role.OWNER)
    for path in ("/", "/crafts", "/sell", "/en/search?q=silk"):
        reply = visitor.get(path)
        assert (reply.status, reply.headers["Retry-After"]) == (503, "5"), path
        assert reply.seconds < 4
        assert "<h1" in reply.text
    assert visitor.get("/healthz").status == 200
    assert {"database", "schema", "jobs"} <= ready(place)
    time.sleep(2)
    place.postgres.resume()

    def all_well() -> bool:
        return visitor.get("/").status == 200 and visitor.get("/sell").status == 200

    eventually(all_well, 10)
    # The worker waited, too: what is written now is done.
    assert sign_up(place, "dao@example.org").status in {303, 429}
    assert ready(place) <= {"storage"}
    eventually(lambda: bool(letters_to(place, "dao@example.org")), 30)
