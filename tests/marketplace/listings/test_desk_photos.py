"""Photos at the seller's desk, without script: several at once, moved, removed."""

import io
from typing import TYPE_CHECKING, Any

import pytest
from flask import g
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.listings.views import selling_photos
from marketplace.media.uploads import keep
from models.listings import VersionPhoto
from models.media import Photo
from tests.marketplace.listings.conftest import form_values, newest_content
from tests.marketplace.listings.test_desk import begin, picture, send

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def test_one_bad_file_does_not_stop_the_others(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session)

    answer = desk.post(
        f"/sell/listings/{listing.public_id}/photos",
        data={"photos": [(io.BytesIO(b"<svg/>"), "logo.jpg"), (picture(), "loom.jpg")]},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert "logo.jpg" in answer.get_json()["refused"][0]
    assert session.scalar(select(func.count()).select_from(VersionPhoto)) == 1


def test_no_transaction_is_open_while_photos_are_worked_on(
    desk: "HouseClient", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = begin(desk, session)
    open_readers = []

    def keep_slowly(*args: Any) -> Any:
        open_readers.append(g.get("reader"))
        return keep(*args)

    monkeypatch.setattr(selling_photos, "keep", keep_slowly)
    answer = desk.post(
        f"/sell/listings/{listing.public_id}/photos",
        data={"photos": [(picture(), "loom.jpg")]},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 201
    assert send(desk, listing, do="save", photos=[(picture("#eeeeee"), "b.jpg")]).status_code == 303

    assert open_readers == [None, None]


def test_a_step_of_a_photo_removed_in_another_tab_keeps_what_was_typed(
    desk: "HouseClient", session: Session
) -> None:
    listing = begin(desk, session)
    send(desk, listing, do="save", photos=[(picture(), "a.jpg")])
    gone = session.scalars(select(Photo.public_id)).one()
    send(desk, listing, do=f"photo-remove-{gone}")

    answer = send(desk, listing, do=f"photo-up-{gone}", title_th="ผ้าขาวม้า ลายหมากรุก")

    assert answer.status_code == 303
    assert newest_content(listing, session).title_th == "ผ้าขาวม้า ลายหมากรุก"


def test_photos_move_and_go(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session)
    send(
        desk,
        listing,
        do="upload",
        photos=[(picture(), "a.jpg"), (picture("#2f7459"), "b.jpg"), (picture("#eeeeee"), "c.jpg")],
    )
    page = desk.get(f"/sell/listings/{listing.public_id}").text
    ids = [n.split("-")[1] for n in form_values(page) if n.startswith("alt-") and n.endswith("-th")]

    send(desk, listing, do=f"photo-up-{ids[2]}")
    send(desk, listing, do=f"photo-remove-{ids[0]}")

    page = desk.get(f"/sell/listings/{listing.public_id}").text
    left = [
        n.split("-")[1] for n in form_values(page) if n.startswith("alt-") and n.endswith("-th")
    ]
    assert left == [ids[2], ids[1]]


def test_chosen_photos_are_kept_although_another_field_is_refused(
    desk: "HouseClient", session: Session
) -> None:
    listing = begin(desk, session)
    files = [(picture(), "a.jpg"), (picture("#2f7459"), "b.jpg"), (io.BytesIO(b"<svg/>"), "c.jpg")]

    answer = send(desk, listing, do="upload", price="abc", title_th="ผ้าขาวม้า", photos=files)

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(VersionPhoto)) == 2
    page = answer.text
    assert "เพิ่มรูปแล้ว 2" in page
    assert "c.jpg" in page  # what became of the third is said as well
    values: dict[str, object] = {**form_values(page)}
    assert sum(name.startswith("alt-") for name in values) == 4
    assert values["price"] == ["abc"]
    # The photos were the only change in between, so mending the price is no conflict.
    again = desk.post(
        f"/sell/listings/{listing.public_id}", data={**values, "price": "120", "do": "save"}
    )
    assert again.status_code == 303
    assert newest_content(listing, session).title_th == "ผ้าขาวม้า"


def test_chosen_photos_are_kept_although_somebody_saved_in_between(
    desk: "HouseClient", session: Session
) -> None:
    listing = begin(desk, session)
    opened = form_values(desk.get(f"/sell/listings/{listing.public_id}").text)
    send(desk, listing, do="save", title_th="ผ้าขาวม้า")

    answer = desk.post(
        f"/sell/listings/{listing.public_id}",
        data={**opened, "title_th": "ผ้าซิ่น", "photos": [(picture(), "a.jpg")], "do": "upload"},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 409
    assert "เพิ่มรูปแล้ว 1" in answer.text
    assert session.scalar(select(func.count()).select_from(VersionPhoto)) == 1
