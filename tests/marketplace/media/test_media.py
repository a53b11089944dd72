"""Photos over HTTP, the AVIF job and the sweeper."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.facts import PhotoAdded
from marketplace.media import reactions
from marketplace.media.reactions import make_avif, sweep_orphans
from marketplace.media.uploads import keep
from marketplace.photos import PhotoRefused
from marketplace.ports import MemoryPorts
from marketplace.ports.storage import MemoryStorage
from models.media import Photo
from tests.factories.media import make_photo

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "#8c2530").save(out, "JPEG")
    return out.getvalue()


def work_of(database: Database, ports: MemoryPorts) -> Any:
    """Return what reactions get, without a search engine."""
    return SimpleNamespace(database=database, ports=ports.bundle(), now=ports.clock.now())


def test_a_photo_is_served_for_ever(client: "HouseClient", storage: MemoryStorage) -> None:
    key = keep(storage, picture()).key

    answer = client.get(f"/photos/{key}/640.webp")

    assert answer.status_code == 200
    assert answer.mimetype == "image/webp"
    assert answer.data[8:12] == b"WEBP"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    again = client.get(f"/photos/{key}/640.webp", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"/photos/{key}/320.jpg").mimetype == "image/jpeg"
    assert client.get(f"/en/photos/{key}/640.webp").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["{key}/641.webp", "{key}/640.svg", "{key}/640.avif", "{short}/640.webp", "{upper}/640.webp",
     "{other}/640.webp", "..%2f{key}/640.webp", "{key}/640.webp/x"],
)  # fmt: skip
def test_nothing_else_is_served(client: "HouseClient", storage: MemoryStorage, path: str) -> None:
    key = keep(storage, picture()).key
    names = {"key": key, "short": key[:20], "upper": key.upper(), "other": "0" * 64}

    assert client.get("/photos/" + path.format(**names)).status_code == 404


def test_avif_is_made_once(
    session: Session, database: Database, ports: MemoryPorts, commit: Callable[[], None]
) -> None:
    kept = keep(ports.storage, picture())
    photo_id = make_photo(session, key=kept.key, variants=kept.sizes).id
    commit()

    for _ in range(2):
        make_avif(work_of(database, ports), [PhotoAdded(photo_id=photo_id)])

    session.expire_all()
    row = session.get_one(Photo, photo_id)
    assert {name for name in row.variants if name.endswith(".avif")} == {
        "320.avif", "640.avif", "1280.avif",
    }  # fmt: skip
    assert row.avif_at == ports.clock.now()
    assert ports.storage.get(f"photos/{kept.key}/640.avif")[4:12] == b"ftypavif"


def test_orphans_go_after_a_day(
    session: Session, database: Database, ports: MemoryPorts, commit: Callable[[], None]
) -> None:
    ports.storage.now = ports.clock.now()
    named = keep(ports.storage, picture())
    make_photo(session, key=named.key)
    ports.storage.put(f"photos/{'0' * 64}/640.webp", b"old", "image/webp")
    commit()
    ports.clock.move(timedelta(hours=25))
    ports.storage.now = ports.clock.now()
    ports.storage.put(f"photos/{'1' * 64}/640.webp", b"new", "image/webp")

    sweep_orphans(work_of(database, ports))

    folders = {entry.key.split("/")[1] for entry in ports.storage.entries("photos")}
    assert folders == {named.key, "1" * 64}


@pytest.mark.parametrize("deleted_before", [0, 1])
def test_a_picture_sent_again_while_orphans_go_is_not_swept(
    session: Session,
    database: Database,
    ports: MemoryPorts,
    commit: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    deleted_before: int,
) -> None:
    storage = ports.storage
    storage.now = ports.clock.now()
    key = keep(storage, picture()).key
    ports.clock.move(timedelta(hours=25))
    storage.now = ports.clock.now()
    looks, known = [], reactions.key_is_known

    def look_and_be_overtaken(reader: Session, wanted: str) -> bool:
        found = known(reader, wanted)
        looks.append(wanted)
        if len(looks) == 1 + deleted_before:
            keep(storage, picture())
            make_photo(session, key=key)
            commit()
        return found

    monkeypatch.setattr(reactions, "key_is_known", look_and_be_overtaken)
    files = [entry.key for entry in storage.entries("photos")]

    sweep_orphans(work_of(database, ports))

    left = [entry.key for entry in storage.entries("photos")]
    assert len(left) >= len(files) - deleted_before


def test_a_refused_upload_leaves_nothing(storage: MemoryStorage) -> None:
    with pytest.raises(PhotoRefused):
        keep(storage, b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    assert list(storage.entries()) == []


def test_a_browser_that_takes_avif_gets_it_once_it_is_made(
    client: "HouseClient", storage: MemoryStorage
) -> None:
    key = keep(storage, picture()).key
    ask = {"Accept": "image/avif,image/webp,*/*"}
    before = client.get(f"/photos/{key}/640.webp", headers=ask)

    storage.put(f"photos/{key}/640.avif", b"lighter", "image/avif")
    after = client.get(f"/photos/{key}/640.webp", headers=ask)
    old_browser = client.get(f"/photos/{key}/640.webp")

    assert (before.mimetype, after.mimetype, old_browser.mimetype) == (
        "image/webp",
        "image/avif",
        "image/webp",
    )
    assert after.data == b"lighter"
    assert after.headers["Vary"] == "Accept"
    again = client.get(
        f"/photos/{key}/640.webp", headers=ask | {"If-None-Match": after.headers["ETag"]}
    )
    assert again.status_code == 304
